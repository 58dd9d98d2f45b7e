import pytest


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    """The admin opens at once; that it asks for a second factor is tested in people."""
    settings.STAFF_MFA_REQUIRED = False
