"""The staff of these tests has passed its second factor; people tests look at that door."""

import pytest


@pytest.fixture(autouse=True)
def _second_factor_passed(settings):
    settings.STAFF_MFA_REQUIRED = False
