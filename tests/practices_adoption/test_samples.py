"""The demo's adoptions: made once, by the real verbs, and only where sample people are allowed."""

import pytest
from django.core.management import CommandError, call_command

from tajryiba.people import samples as people
from tajryiba.practices.adoption import samples
from tajryiba.practices.adoption.enums import Stage
from tajryiba.practices.models import Adoption
from tests.factories import practices as make
from tests.factories.adoption import ROWS

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample_site():
    for number in range(3):
        make.unit(f"Үлгү аймак {number}")
    for key in ("kg-001", "kg-010"):
        make.published(("ky", "ru"), starter_key=key, rows=ROWS, units=[make.unit(f"Башкы {key}", kind="city")])
    people.load("a-password-for-samples")


def test_sample_municipalities_adopt_once(sample_site):
    assert len(samples.load()) == 4  # the third practice is not there
    assert samples.load() == []
    stages = sorted(Adoption.objects.values_list("stage", flat=True))
    assert stages == sorted([Stage.ADAPTING, Stage.DOING, Stage.DONE, Stage.STOPPED])
    assert Adoption.objects.listed().count() == 4


def test_without_sample_people_there_is_nothing():
    assert samples.load() == []


def test_the_command_is_for_the_demo_only(settings, capsys):
    settings.SAMPLE_PEOPLE_ALLOWED = True
    call_command("load_sample_adoptions")
    assert capsys.readouterr().out == "sample adoptions made: 0\n"
    settings.SAMPLE_PEOPLE_ALLOWED = False
    with pytest.raises(CommandError):
        call_command("load_sample_adoptions")
