"""The directory, the page of an expert, the account, the link of a letter, the admin."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tajryiba.experts import domain, letters, samples
from tajryiba.experts.enums import Kind, State
from tajryiba.experts.models import Comment, CommentRequest, Expert, Invitation, Message
from tajryiba.media.models import PortalImage
from tajryiba.notify.models import Notice
from tajryiba.people import samples as people
from tajryiba.people.domain import give_consent, succeed_organisation
from tajryiba.people.enums import ConsentKind
from tajryiba.people.models import Absence
from tajryiba.people.queries import current_text
from tajryiba.practices.models import Practice
from tests.factories import discuss, experts, media
from tests.factories.adoption import Team, at_stage, key
from tests.factories.people import make_organisation, person
from tests.factories.practices import published, topic, unit

pytestmark = pytest.mark.django_db


def page(client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def names(client, query: str = "") -> list[str]:
    html = page(client, f"/en/experts/{query}")
    return re.findall(r'<h2 class="row__title"[^>]*><a [^>]*>([^<]+)</a>', html)


# --- The directory ---


def test_only_published_ones_are_named_or_counted(guest):
    shown = experts.expert()
    hidden = [experts.draft(), experts.waiting(), domain.hide(expert=(one := experts.expert()), by=one.user)]
    refused = domain.decide(expert=experts.waiting(), by=experts.moderator(), publish=False, reason="Жок")
    html = page(guest, "/en/experts/")
    assert names(guest) == [shown.name]
    assert re.findall(r"<b>(\d+)</b>", html) == ["1"] * len(re.findall(r"<b>(\d+)</b>", html))
    for row in [*hidden, refused]:
        assert str(row) not in html
        assert page(guest, f"/en/experts/{row.pk}/", 404)
        assert page(guest, row.get_absolute_url(), 404)


def test_nothing_published_yet(guest):
    assert "No expert is published yet" in page(guest, "/en/experts/")
    assert "No expert matches all of this" in page(guest, "/en/experts/?kind=state")


def test_facets_narrow_and_count(guest):
    oblast = unit("Чүй", kind="oblast")
    state = make_organisation()
    experts.expert(name_ky="Айгүл", topics=[topic("water")], languages=["ky"], unit_id=oblast.pk)
    experts.expert(name_ky="Бакыт", topics=[topic("water"), topic("budget")], languages=["ru"])
    officer = person("member", organisation=state)
    experts.expert(officer, name_ky="Динара", kind=Kind.STATE, organisation_id=state.pk, topics=[topic("budget")])
    experts.busy(Expert.objects.get(name_ky="Динара"))
    water = topic("water").pk
    assert names(guest, f"?topic={water}") == ["Айгүл", "Бакыт"]
    assert names(guest, f"?topic={water}&speaks=ky") == ["Айгүл"]
    assert names(guest, f"?oblast={oblast.pk}") == ["Айгүл"]
    assert names(guest, "?kind=state") == ["Динара"]
    assert names(guest, "?available=yes") == ["Айгүл", "Бакыт"]
    assert names(guest, "?topic=x&speaks=xx&oblast=1e9&kind=&page=zz&unit=99999999999999999999") == [
        "Айгүл",
        "Бакыт",
        "Динара",
    ]


def test_who_is_away_or_full_is_not_available_now(guest):
    gone, full = experts.expert(), experts.expert(load_limit=1)
    experts.away(gone.user)
    experts.invitation(full)
    free = experts.expert()
    assert names(guest, "?available=yes") == [free.name]


def test_the_nearest_come_first(guest):
    oblast = unit("Чүй", kind="oblast")
    here = unit("Жакын", lat=42.0, lon=74.0, parent=oblast)
    far, same_oblast = unit("Алыс", lat=40.0, lon=72.0), unit("Белгисиз", parent=oblast)
    for name, place in (("А", None), ("Б", far), ("В", same_oblast), ("Г", here)):
        experts.expert(name_ky=name, name_ru=name, unit_id=place.pk if place else None)
    assert names(guest, f"?unit={here.pk}") == ["Г", "Б", "В", "А"]
    assert names(guest) == ["А", "Б", "В", "Г"]


def test_the_directory_costs_the_same_for_one_and_thirty(guest, same_query_count):
    place, about, done = unit("Жакын"), topic(), at_stage("done")

    def grow(number):
        for _each in range(number):
            made = experts.expert(topics=[about], unit_id=place.pk)
            domain.record_work(made, "adoption", done)

    url = f"/ky/experts/?topic={about.pk}&unit={place.pk}"
    assert same_query_count(lambda: page(guest, url), grow) <= 20


def test_the_pages_are_the_same_for_all(guest, signed_in):
    made = experts.expert()
    for url in ("/ky/experts/", made.get_absolute_url()):
        assert page(guest, url) == page(signed_in(made.user), url)
        assert guest.get(url)["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"


# --- The page ---


def test_the_page_of_an_expert(guest, language):
    made = experts.expert(name_en="Aigul", post_ky="Инженер", biography_ru="Строю водопроводы.")
    html = page(guest, made.get_absolute_url())
    facts = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert (facts["@type"], facts["name"], facts["jobTitle"]) == ("Person", made.name, "Инженер")
    assert "Строю водопроводы." in html
    assert html.count('rel="alternate" hreflang=') == 3
    wrong = guest.get(f"/{language}/experts/{made.pk}-x/")
    assert (wrong.status_code, wrong["Location"]) == (301, made.get_absolute_url())


def test_json_ld_cannot_be_broken_out_of(guest):
    made = experts.expert(post_ky="</script><script>alert(1)</script>", post_ru="x")
    assert "<script>alert" not in page(guest, made.get_absolute_url())


def test_contacts_are_shown_with_consent_only(guest):
    made = experts.expert(contact_email="me@example.kg", contact_phone="+996555123456")
    assert "me@example.kg" not in page(guest, made.get_absolute_url())
    give_consent(user=made.user, text=current_text(ConsentKind.EXPERT_CONTACTS))
    html = page(guest, made.get_absolute_url())
    assert "me@example.kg" in html
    assert "+996555123456" in html
    assert "me@" not in page(guest, experts.by_staff(contact_email="me@example.kg").get_absolute_url())
    agreed = experts.by_staff(contact_email="you@example.kg", contacts_agreed=True)
    assert "you@example.kg" in page(guest, agreed.get_absolute_url())


def test_work_shows_what_is_public_now(guest):
    user, about = person(), published(("ky",), title="Таза суу")
    discuss.reply(discuss.question(about, public=True), author=user, public=True)
    made = experts.expert(user)
    assert "Таза суу" in page(guest, made.get_absolute_url())
    Practice.objects.filter(pk=about.pk).update(is_public=False)
    assert "Таза суу" not in page(guest, made.get_absolute_url())


def test_work_costs_the_same_for_one_and_thirty(guest, same_query_count):
    made = experts.expert()

    def grow(number):
        for _each in range(number):
            asked = experts.request(experts.expert())
            shown = experts.comment(asked, public=True)
            domain.record_work(made, "comment", shown)
            domain.record_work(made, "answer", discuss.reply(discuss.question(public=True), public=True))

    same_query_count(lambda: page(guest, made.get_absolute_url()), grow, small=1, large=5)


def test_a_merged_organisation_keeps_its_experts(guest):
    old, new = make_organisation("Эски мекеме"), make_organisation("Жаңы мекеме")
    user = person("member", organisation=old)
    made = experts.expert(user, kind=Kind.ORGANISATION, organisation_id=old.pk)
    succeed_organisation(predecessors=[old], successors=[new], on=experts.in_days(0), act="№ 1", by=person("superuser"))
    html = page(guest, made.get_absolute_url())
    assert "Эски мекеме" in html
    assert "Жаңы мекеме" in html


def test_experts_stand_on_the_pages_of_topic_and_municipality(guest):
    place, about = unit("Жакын"), topic()
    made = experts.expert(unit_id=place.pk, topics=[about])
    hidden = experts.waiting(unit_id=place.pk, topics=[about])
    for url in (about.get_absolute_url(), place.get_absolute_url()):
        html = page(guest, url)
        assert made.get_absolute_url() in html
        assert hidden.name not in html


def test_a_practice_leads_to_who_can_explain_it(guest):
    about = published(("ky",))
    assert "/ky/experts/?" not in page(guest, about.url_in("ky"))
    experts.expert(topics=[about.main_topic])
    html = page(guest, f"{about.url_in('ky')}?unit=5")
    assert f"/ky/experts/?topic={about.main_topic_id}&amp;speaks=ky&amp;unit=5" in html


# --- The account ---


def form(**more) -> dict:
    facts = {"name_ky": "Айгүл Үлгү", "kind": Kind.INDEPENDENT, "topics": [topic().pk], "languages": ["ky"]}
    return {**facts, "availability": "now", "load_limit": 3, **more}


def test_somebody_registers_with_a_photo_and_sends(signed_in):
    user = person()
    client = signed_in(user)
    assert "I am an expert" in page(client, "/en/account/expert/")
    data = form(send="1", photo=media.upload("me.jpg", media.picture()))
    assert client.post("/en/account/expert/", data).status_code == 302
    made = Expert.objects.get(user=user)
    assert (made.state, made.photo.alt_ky) == (State.WAITING, "Айгүл Үлгү")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name_ky": ""}, "Write the name in at least one language."),
        ({"kind": Kind.STATE}, "Choose the organisation, or say that you are independent."),
        ({"load_limit": 99}, "less than or equal to 20"),
        ({"topics": []}, "This field is required."),
        ({"languages": ["xx"]}, "xx is not one of the available choices"),
        ({"kind": Kind.PRACTITIONER}, "is not one of the available choices"),
    ],
)
def test_a_form_says_what_is_wrong(signed_in, change, words):
    response = signed_in(person()).post("/en/account/expert/", form(**change))
    assert words in response.content.decode()
    assert not Expert.objects.exists()


def test_six_topics_and_a_file_that_is_no_picture(signed_in):
    client = signed_in(person())
    six = form(topics=[topic(f"t{number}").pk for number in range(6)])
    assert "at most five topics" in client.post("/en/account/expert/", six).content.decode()
    bad = form(photo=media.upload("x.png", b"no picture"))
    assert client.post("/en/account/expert/", bad).status_code == 200
    assert not PortalImage.objects.exists()


def test_a_practitioner_is_offered_to_register_and_prefilled(signed_in):
    team = Team()
    client = signed_in(team.member)
    assert "practitioner=1" not in page(client, "/en/account/")
    at_stage("done", team)
    assert "practitioner=1" in page(client, "/en/account/")
    html = page(client, "/en/account/expert/?practitioner=1")
    assert f'<option value="{team.organisation.pk}" selected>' in html
    assert '<option value="practitioner" selected>' in html
    experts.expert(team.member)
    assert "practitioner=1" not in page(client, "/en/account/")


def test_confirming_and_hiding_ones_own(signed_in):
    made = experts.expert()
    client = signed_in(made.user)
    assert client.post("/en/account/expert/confirm/").status_code == 302
    assert client.post("/en/account/expert/hide/").status_code == 302
    made.refresh_from_db()
    assert made.state == State.HIDDEN
    assert signed_in(person()).post("/en/account/expert/hide/").status_code == 404


def test_a_message_and_its_answer(signed_in, guest):
    made, sender = experts.expert(contact_email="secret@example.kg"), person()
    url = reverse("account_write_to_expert", args=[made.pk])
    assert guest.get(url).status_code == 302
    client = signed_in(sender)
    assert "secret@" not in page(client, url) and made.user.email not in page(client, url)
    data = {"text": "Насос кайда?", "lang": "ky", "key": key()}
    client.post(url, data)
    client.post(url, data)
    row = Message.objects.get()
    assert "Насос кайда?" in page(client, row.get_absolute_url())
    assert page(signed_in(person()), row.get_absolute_url(), 404)
    expert_client = signed_in(made.user)
    assert row.get_absolute_url().replace("/en/", "/ky/") in page(expert_client, "/ky/account/")
    assert expert_client.post(row.get_absolute_url(), {"text": "Шаарда."}).status_code == 302
    assert "Шаарда." in page(client, row.get_absolute_url())
    assert "Насос кайда?" in page(client, "/ky/account/experts/messages/")
    assert page(client, reverse("account_write_to_expert", args=[experts.waiting().pk]), 404)
    for _number in range(5):
        last = client.post(url, {**data, "key": key()})
    assert last.status_code == 200


def test_invitations_in_the_account(signed_in, same_query_count):
    made, other = experts.expert(load_limit=20), experts.expert()
    row = experts.invitation(made)
    client = signed_in(made.user)
    url = row.get_absolute_url()
    assert page(signed_in(person()), url, 404)
    assert "Суу боюнча сабак" in page(client, url)
    client.post(f"{url}accept/")
    assert Invitation.objects.get().state == "accepted"
    assert client.post(f"{url}nothing/").status_code == 404
    client.post(f"{url}hand-over/", {"to": "x"})
    client.post(f"{url}hand-over/", {"to": other.user.pk})
    assert Invitation.objects.get().holder == other.user
    signed_in(other.user).post(f"{url}decline/", {"reason": "Убактым жок"})
    assert Invitation.objects.get().reason == "Убактым жок"
    same_query_count(
        lambda: page(client, "/en/account/invitations/"),
        lambda number: [experts.invitation(made) for _each in range(number)],
        large=15,
    )


def test_an_absence_is_entered_and_taken_back(signed_in):
    made, other = experts.expert(), experts.expert()
    client = signed_in(made.user)
    data = {"first_day": experts.in_days(0), "last_day": experts.in_days(3), "deputy": other.user.pk}
    assert client.post("/en/account/absence/", data).status_code == 302
    assert other.user.get_full_name() in page(client, "/en/account/absence/")
    wrong = {**data, "last_day": experts.in_days(-3)}
    assert "before the first one" in client.post("/en/account/absence/", wrong).content.decode()
    row = Absence.objects.get()
    assert signed_in(other.user).post(f"/en/account/absence/{row.pk}/end/").status_code == 404
    client.post(f"/en/account/absence/{row.pk}/end/")
    assert not Absence.objects.exists()
    assert client.post(f"/en/account/absence/{10**25}/end/").status_code == 404


# --- Comments ---


WORDS = {"text": "Туура кылышкан.", "signed_as": "Үлгү, адис", "lang": "ky"}


def test_a_comment_comes_from_the_account_and_stands_beside_the_practice(signed_in, guest):
    about = published(("ky", "ru"))
    asked = experts.request(obj=about)
    client = signed_in(asked.invitation.holder)
    assert client.post(asked.get_absolute_url(), WORDS).status_code == 302
    assert "Туура кылышкан." not in page(guest, about.url_in("ky"))
    comment = Comment.objects.get()
    assert guest.get(comment.get_absolute_url()).status_code == 404
    boss = experts.moderator()
    url = reverse("expert_admin:request", args=[asked.pk])
    signed_in(boss).post(url, {"decision": "publish", "text": "Туура.", "signed_as": "Үлгү"})
    html = page(guest, about.url_in("ky"))
    assert "Туура." in html and asked.invitation.expert.get_absolute_url() in html
    assert guest.get(comment.get_absolute_url())["Location"] == f"{about.url_in('ky')}#comment-{comment.pk}"
    mine = page(client, asked.get_absolute_url())
    assert "Туура кылышкан." in mine and "Туура." in mine


def test_the_link_of_a_letter_needs_no_account(guest):
    asked = experts.request()
    url = letters.address(asked)
    response = guest.get(url)
    assert (response.status_code, response["X-Robots-Tag"], response["Referrer-Policy"]) == (
        200,
        "noindex",
        "same-origin",
    )
    assert "no-store" in response["Cache-Control"]
    assert not Comment.objects.exists()
    for _again in range(2):
        assert guest.post(url, WORDS).status_code == 302
    comment = Comment.objects.get()
    assert (comment.author_text, comment.by_letter) == ("Туура кылышкан.", True)
    assert guest.post(url, {**WORDS, "text": ""}).status_code == 200
    domain.publish_comment(comment=comment, by=experts.moderator(), text="Туура.")
    assert guest.post(url, {**WORDS, "text": "Башка"}).status_code == 200
    assert Comment.objects.get().text == "Туура."
    assert "Туура." in page(guest, url)


def test_every_dead_link_gets_the_same_answer(guest):
    asked = experts.request()
    dead = letters.address(asked)
    domain.close_request(request=asked, by=experts.moderator())
    base = dead.partition("?")[0]
    pages = {
        re.sub(r'href="[^"]*"|content="[^"]*"', "", page(guest, url, 404)) for url in (dead, base, f"{base}?key=x")
    }
    assert len(pages) == 1
    assert guest.post(dead, WORDS).status_code == 404


def test_a_comment_of_somebody_hidden_or_erased_keeps_no_link(guest):
    about = published(("ky",))
    asked = experts.request(obj=about)
    experts.comment(asked, public=True)
    domain.hide(expert=asked.invitation.expert, by=asked.invitation.holder)
    html = page(guest, about.url_in("ky"))
    assert "Үлгү, адис" in html
    assert "/ky/experts/1" not in html.replace("/ky/experts/comments", "")


def test_comments_cost_the_same_for_one_and_thirty(guest, same_query_count):
    about = published(("ky",))

    def grow(number):
        for _each in range(number):
            experts.comment(experts.request(obj=about), public=True)

    same_query_count(lambda: page(guest, about.url_in("ky")), grow, large=12)


# --- The admin ---


def test_a_moderator_publishes_from_the_case(signed_in):
    made = experts.waiting()
    client = signed_in(experts.moderator())
    url = reverse("expert_admin:expert", args=[made.pk])
    assert made.name in page(client, url)
    assert "help-critical" in client.post(url, {"decision": "refuse", "reason": ""}).content.decode()
    assert client.post(url, {"decision": "nothing"}).status_code == 404
    client.post(url, {"decision": "publish", "reason": ""})
    made.refresh_from_db()
    assert made.state == State.PUBLISHED


def test_the_staff_register_invite_and_ask(signed_in):
    boss = experts.moderator()
    client = signed_in(boss)
    assert client.post("/admin/experts/new/", form()).status_code == 200
    data = form(consent_note="Кат", contact_email="s@example.kg")
    assert client.post("/admin/experts/new/", data).status_code == 302
    made = Expert.objects.get()
    url = reverse("expert_admin:expert", args=[made.pk])
    for decision in ("send", "publish"):
        client.post(url, {"decision": decision})
    assert client.post(f"{url}edit/", {**data, "post_ky": "Адис"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.post_ky) == (State.PUBLISHED, "Адис")
    about = published(("ky",))
    ask = {"about": about.url_in("ky"), "expert": made.pk, "words": "Эмне дейсиз?", "deadline": experts.in_days(5)}
    assert client.post("/admin/experts/requests/new/", {**ask, "key": key()}).status_code == 302
    assert CommentRequest.objects.get().obj == about
    wrong = client.post("/admin/experts/requests/new/", {**ask, "about": "/ky/", "key": key()})
    assert (wrong.status_code, CommentRequest.objects.count()) == (200, 1)
    other = experts.expert()
    invite = {"task": "teach", "words": "Сабак", "deadline": experts.in_days(5), "key": key()}
    assert client.post(f"/admin/experts/{other.pk}/invite/", invite).status_code == 302
    row = other.invitations.get()
    client.post(reverse("expert_admin:invitation", args=[row.pk]), {"decision": "cancel", "reason": "Керек эмес"})
    row.refresh_from_db()
    assert row.state == "cancelled"


@pytest.mark.parametrize("name", ["index", "invitations", "requests"])
def test_lists_of_the_admin_cost_the_same(signed_in, same_query_count, name):
    client = signed_in(experts.moderator())
    about = published(("ky",))

    def grow(number):
        for _each in range(number):
            made = experts.expert()
            experts.invitation(made)
            experts.comment(experts.request(made, about))

    same_query_count(lambda: page(client, reverse(f"expert_admin:{name}")), grow, small=2, large=8)


def test_a_case_shows_the_work(signed_in):
    boss = person("content_admin")
    client = signed_in(boss)
    made = experts.waiting()
    words = {made.name, "Насосту кайдан", "Туура кылышкан"}
    experts.message(text="Насосту кайдан алса болот?")
    experts.comment()
    cases = Notice.objects.filter(user=boss, kind="inbox.opened").values_list("link", flat=True)
    from_all = "".join(page(client, link) for link in cases)
    assert {word for word in words if word in from_all} >= {made.name, "Туура кылышкан"}


# --- Samples ---


def test_sample_experts_are_made_once_and_say_so(settings, capsys):
    for number in range(3):
        unit(f"Үлгү аймак {number}")
    topic()
    assert samples.load() == []
    people.load("a-password-for-samples")
    made = samples.load()
    assert len(made) == 4
    assert samples.load() == []
    assert all("Үлгү" in row.name_ky and "үлгү" in row.biography_ky for row in made)
    settings.SAMPLE_PEOPLE_ALLOWED = True
    call_command("load_sample_experts")
    assert capsys.readouterr().out == "sample experts made: 0\n"
    settings.SAMPLE_PEOPLE_ALLOWED = False
    with pytest.raises(CommandError):
        call_command("load_sample_experts")
