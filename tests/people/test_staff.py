"""What staff do with accounts of others, beyond the pages of the admin."""

import pytest
from django.core import mail

from tajryiba.people import domain
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def edit(user, **changes):
    facts = {"email": user.email, "phone": user.phone, "roles": [], "full_name": user.full_name}
    facts |= {"language": user.language, "category": user.category}
    return domain.edit_person(user=user, by=person("client_admin"), **facts | changes)


def test_the_former_address_is_told_in_its_language(django_capture_on_commit_callbacks):
    reader = person("reader", language="ru")
    former = reader.email
    with django_capture_on_commit_callbacks(execute=True):
        edit(reader, email="new@example.kg")
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([former], "Ваша почта для входа изменена")


def test_other_changes_send_no_letter(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edit(person("reader"), full_name="Үлгү Окурман")
    assert mail.outbox == []
