"""What an editor may not do, and what staff without practices may not see."""

import pytest
from django.urls import reverse

from tajryiba.practices.enums import SECTIONS
from tajryiba.practices.models import Practice
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


def admin(name: str, *arguments) -> str:
    return reverse(f"wagtailsnippets_practices_practicetext:{name}", args=arguments)


@pytest.mark.parametrize(("role", "published"), [("editor", False), ("content_admin", True), ("superuser", True)])
def test_approving_in_the_workflow_publishes_only_for_those_who_may_publish(signed_in, role, published):
    author = person(role)
    text = make.text(make.practice(), "ru", author=author)
    state = text.get_workflow().start(text, author)
    signed_in(author).post(admin("workflow_action", text.pk, "approve", state.current_task_state_id))
    assert Practice.objects.get().is_public is published


@pytest.mark.parametrize(("role", "sees"), [("client_admin", False), ("analyst", False), ("editor", True)])
@pytest.mark.parametrize("model", ["practice", "practicetext"])
def test_choosers_do_not_show_drafts_to_other_staff(signed_in, role, sees, model):
    draft = make.text(make.practice(), "ru")
    pk = draft.practice_id if model == "practice" else draft.pk
    client = signed_in(person(role))
    for name, arguments in (("choose", ()), ("choose_results", ()), ("chosen", (pk,)), ("chosen_multiple", ())):
        address = reverse(f"wagtailsnippetchoosers_practices_{model}:{name}", args=arguments)
        response = client.get(address, {"id": pk})
        assert (response.status_code == 200) is sees, address


def test_a_text_cannot_be_moved_to_another_practice(signed_in):
    public, other = make.published(("ru",)), make.practice()
    text = public.texts.get()
    words = dict.fromkeys(SECTIONS, "null")
    data = {
        "practice": other.pk,
        "lang": "en",
        "translation": "original",
        "title": "Новое",
        "summary": "Кратко",
        **words,
    }
    signed_in(person("content_admin")).post(admin("edit", text.pk), {**data, "action-publish": "1"})
    text.refresh_from_db()
    assert (text.practice_id, text.lang, text.title) == (public.pk, "ru", "Новое")
