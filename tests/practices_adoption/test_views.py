"""Pages: who gets what, what a POST does, what a guest sees, and what nobody can learn."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tajryiba.practices.adoption import domain
from tajryiba.practices.adoption.enums import PublicPart, Stage
from tajryiba.practices.models import Adoption, Practice
from tajryiba.reference.domain import merge_units
from tests.factories import media
from tests.factories import practices as make
from tests.factories.adoption import Team, adoptable, adoption, at_stage, key
from tests.factories.people import EVERYBODY, make_organisation, membership, person

pytestmark = pytest.mark.django_db
INSIDE = [
    ("account_adoption", ()),
    ("account_adoption_papers", ()),
    ("account_adoption_reports", ()),
    ("account_adoption_contacts", ()),
    ("account_adoption_story", ()),
    ("account_adoption_public", ()),
    *(("account_adoption_rows", (table,)) for table in ("conditions", "steps", "budget", "results")),
    ("account_adoption_draft", ("kenesh", "ky")),
]
DEEDS = ["account_adoption_move", "account_adoption_goal", "account_adoption_note", "account_adoption_practice"]


def url(name: str, *args, language: str = "en") -> str:
    with translation.override(language):
        return reverse(name, args=args)


def get(client, name: str, *args, language: str = "en"):
    return client.get(url(name, *args, language=language))


def html(client, name: str, *args, language: str = "en") -> str:
    response = get(client, name, *args, language=language)
    assert response.status_code == 200
    return response.content.decode()


# --- Who gets in ---


@pytest.mark.parametrize("is_hidden", [False, True])
@pytest.mark.parametrize(("name", "more"), INSIDE)
def test_an_outsider_gets_the_404_of_what_does_not_exist(signed_in, name, more, is_hidden):
    row = adoption(is_hidden=is_hidden)
    client = signed_in(Team().member)
    here, nowhere = get(client, name, row.pk, *more), get(client, name, row.pk + 1000, *more)
    assert (here.status_code, nowhere.status_code) == (404, 404)
    here, nowhere = here.content.decode(), nowhere.content.decode()
    assert here.replace(f"/{row.pk}/", "/N/") == nowhere.replace(f"/{row.pk + 1000}/", "/N/")


@pytest.mark.parametrize("name", DEEDS)
def test_an_outsider_does_nothing(signed_in, name):
    row = adoption()
    data = {"to": "adapting", "text": "x", "key": key(), "goal": "x", "lang": "ru"}
    assert signed_in(Team().member).post(url(name, row.pk), data).status_code == 404
    row.refresh_from_db()
    assert (row.stage, row.goal, row.notes.count()) == ("studying", "", 0)


@pytest.mark.parametrize(("name", "more"), INSIDE)
@pytest.mark.parametrize("role", EVERYBODY)
def test_who_opens_what(signed_in, guest, role, name, more):
    row = adoption()
    client = guest if role == "guest" else signed_in(person(role))
    staff = role not in ("guest", "reader", "member", "manager", "expert", "state_rep", "jury")
    expected = 302 if role == "guest" else 200 if staff else 404
    assert get(client, name, row.pk, *more).status_code == expected


@pytest.mark.parametrize(("name", "more"), INSIDE)
def test_members_open_everything_in_each_language(signed_in, name, more, language):
    team = Team()
    row = at_stage(Stage.DOING, team)
    response = get(signed_in(team.member), name, row.pk, *more, language=language)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_are_posts(signed_in, name):
    team = Team()
    assert get(signed_in(team.member), name, adoption(team).pk).status_code == 405


def test_a_number_too_long_for_a_database_is_no_row(signed_in):
    client = signed_in(person())
    assert get(client, "account_adoption", 10**30).status_code == 404
    assert get(client, "account_adoption_letter", 10**30).status_code == 404
    assert get(client, "adoption_public", 10**30).status_code == 404
    assert client.post(url("practice_adopt", 10**30)).status_code == 404


def test_staff_change_nothing(signed_in):
    row = adoption()
    client = signed_in(person("content_admin"))
    client.post(url("account_adoption_move", row.pk), {"to": "adapting"})
    client.post(url("account_adoption_note", row.pk), {"text": "x", "key": key()})
    row.refresh_from_db()
    assert (row.stage, row.notes.count()) == ("studying", 0)
    assert "Save the table" not in html(client, "account_adoption_rows", row.pk, "steps")


# --- Beginning ---


def test_one_click_and_a_second_one(signed_in):
    team, practice = Team(), adoptable()
    client = signed_in(team.member)
    page = html(client, "account_adoption_start", practice.pk)
    assert f'action="{url("practice_adopt", practice.pk)}"' in page
    data = {"seat": f"{team.organisation.pk}-{team.unit.pk}"}
    answers = [client.post(url("practice_adopt", practice.pk), data) for _ in range(2)]
    row = Adoption.objects.get()
    assert {answer["Location"] for answer in answers} == {url("account_adoption", row.pk)}
    assert "already in hand" in html(client, "account_adoption_start", practice.pk)


def test_somebody_elses_seat_is_refused(signed_in):
    team, practice = Team(), adoptable()
    data = {"seat": f"{team.organisation.pk}-{team.unit.pk}"}
    for user in (person(), Team().member):
        assert signed_in(user).post(url("practice_adopt", practice.pk), data).status_code == 200
    assert not Adoption.objects.exists()


def test_ones_own_practice_is_refused_with_a_sentence(signed_in):
    team = Team()
    practice = adoptable(units=[team.unit])
    data = {"seat": f"{team.organisation.pk}-{team.unit.pk}"}
    response = signed_in(team.member).post(url("practice_adopt", practice.pk), data, follow=True)
    assert "This is a practice of your own municipality." in response.content.decode()


def test_a_reader_is_told_how_to_join_and_may_follow(signed_in):
    practice = adoptable()
    client = signed_in(person())
    assert "Find an organisation" in html(client, "account_adoption_start", practice.pk)
    client.post(url("practice_follow", practice.pk))
    assert "Do not follow any more" in html(client, "account_adoption_start", practice.pk)
    client.post(url("practice_follow", practice.pk))
    assert "Do not follow any more" not in html(client, "account_adoption_start", practice.pk)


def test_a_draft_practice_is_not_named(signed_in):
    draft = make.practice()
    client = signed_in(Team().member)
    for name in ("account_adoption_start", "practice_adopt", "practice_follow"):
        method = client.get if name == "account_adoption_start" else client.post
        assert method(url(name, draft.pk)).status_code == 404


# --- Work ---


def rows_of(row: Adoption, table: str, **changes) -> dict:
    """What the browser sends: every line as it stands, with `changes`, and an empty one."""
    rows = list(getattr(row, table).all())
    data = {
        f"{table}-TOTAL_FORMS": len(rows) + 1,
        f"{table}-INITIAL_FORMS": len(rows),
        f"{table}-MIN_NUM_FORMS": 0,
        f"{table}-MAX_NUM_FORMS": 101,
        **{f"{table}-{number}-id": line.pk for number, line in enumerate(rows)},
    }
    if table == "budget":
        data |= {f"budget-{number}-kind": line.kind for number, line in enumerate(rows)}
        data[f"budget-{len(rows)}-kind"] = ""
    return data | {f"{table}-{name}": value for name, value in changes.items()}


def test_the_adaptation_table_is_filled(signed_in):
    team = Team()
    row = adoption(team)
    last = row.conditions.count()
    changes = {
        "0-light": "red",
        "0-change": "Кошо каржылоо",
        f"{last}-own": "Ашар",
        f"{last}-light": "green",
    }
    data = rows_of(row, "conditions", **changes)
    response = signed_in(team.member).post(url("account_adoption_rows", row.pk, "conditions"), data)
    assert response.status_code == 302
    first, *_rest, own = row.conditions.all()
    assert (first.light, first.change) == ("red", "Кошо каржылоо")
    assert (own.kind, own.own, own.light) == ("own", "Ашар", "green")


def test_steps_take_owners_from_the_team_only(signed_in):
    team, stranger = Team(), person()
    row = adoption(team)
    client, address = signed_in(team.member), url("account_adoption_rows", row.pk, "steps")
    response = client.post(address, rows_of(row, "steps", **{"0-owner": stranger.pk}))
    assert response.status_code == 200
    client.post(address, rows_of(row, "steps", **{"0-owner": team.member.pk, "0-due": "2027-03-15", "1-DELETE": "on"}))
    step = row.steps.get()
    assert (step.owner, step.due.isoformat()) == (team.member, "2027-03-15")


def test_a_new_line_wants_a_name_and_nothing_typed_is_lost(signed_in):
    team = Team()
    row = adoption(team)
    data = rows_of(row, "steps", **{"2-due": "2027-03-15", "0-due": "2027-01-01"})
    response = signed_in(team.member).post(url("account_adoption_rows", row.pk, "steps"), data)
    page = response.content.decode()
    assert "Name this line." in page
    assert 'value="2027-01-01"' in page


@pytest.mark.parametrize(("typed", "kept"), [("1 200 000 сом", 1200000), ("150\u00a0000", 150000), ("", None)])
def test_money_as_people_type_it(signed_in, typed, kept):
    team = Team()
    row = adoption(team)
    data = rows_of(row, "budget", **{"0-planned_som": typed, "0-name": "Түтүк"})
    assert signed_in(team.member).post(url("account_adoption_rows", row.pk, "budget"), data).status_code == 302
    assert row.budget.first().planned_som == kept


@pytest.mark.parametrize("typed", ["много", "-5", "1.5", "9" * 20, "１２"])
def test_no_money(signed_in, typed):
    team = Team()
    row = adoption(team)
    data = rows_of(row, "budget", **{"0-planned_som": typed})
    response = signed_in(team.member).post(url("account_adoption_rows", row.pk, "budget"), data)
    assert "Enter whole som in figures" in response.content.decode()


@pytest.mark.parametrize(("typed", "kept"), [("0,5", "0.500"), ("1 240", "1240.000"), ("\u22123", "-3.000")])
def test_figures_as_people_type_them(signed_in, typed, kept):
    team = Team()
    row = adoption(team)
    signed_in(team.member).post(
        url("account_adoption_rows", row.pk, "results"), rows_of(row, "results", **{"0-after": typed})
    )
    assert str(row.results.get().after) == kept


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "1e400", "много", "9" * 25])
def test_no_figures(signed_in, typed):
    team = Team()
    row = adoption(team)
    data = rows_of(row, "results", **{"0-after": typed})
    response = signed_in(team.member).post(url("account_adoption_rows", row.pk, "results"), data)
    assert "Enter a number" in response.content.decode()


def test_lines_of_another_adoption_cannot_be_reached_by_their_number(signed_in):
    team = Team()
    row, other = adoption(team), adoption()
    data = rows_of(row, "conditions", **{"0-id": other.conditions.first().pk, "0-change": "взлом"})
    signed_in(team.member).post(url("account_adoption_rows", row.pk, "conditions"), data)
    assert not other.conditions.filter(change="взлом").exists()


def test_an_unknown_table_is_not_there(signed_in):
    team = Team()
    assert get(signed_in(team.member), "account_adoption_rows", adoption(team).pk, "secrets").status_code == 404


def test_stages_from_the_page(signed_in):
    team = Team()
    row = adoption(team)
    client, address = signed_in(team.member), url("account_adoption_move", row.pk)
    client.post(address, {"to": "adapting"})
    response = client.post(address, {"to": "decided"}, follow=True)
    assert "Enter the number and the date" in response.content.decode()
    client.post(address, {"to": "decided", "number": "5/2", "on": timezone.localdate().isoformat()})
    client.post(address, {"to": "doing"})
    response = client.post(address, {"to": "done", "on": "вчера"}, follow=True)
    assert "Check the date" in response.content.decode()
    response = client.post(address, {"to": "done", "on": timezone.localdate().isoformat()}, follow=True)
    assert "Write first what came of it" in response.content.decode()
    row.refresh_from_db()
    assert (row.stage, row.decision_number) == ("doing", "5/2")


def test_a_report_with_a_photo_needs_words_for_it(signed_in):
    team = Team()
    row = adoption(team)
    client, address = signed_in(team.member), url("account_adoption_reports", row.pk)
    data = {"text": "Начали", "on": timezone.localdate().isoformat(), "key": key()}
    response = client.post(address, {**data, "photo_1": media.upload("a.jpg", media.picture())})
    assert "for those who cannot see it" in response.content.decode()
    photo = {"photo_1": media.upload("a.jpg", media.picture()), "seen_ru_1": "Труба"}
    assert client.post(address, {**data, **photo}).status_code == 302
    assert "Начали" in html(client, "account_adoption_reports", row.pk)
    assert row.reports.get().photos.count() == 1
    broken = {"photo_1": media.upload("a.jpg", b"x"), "seen_ru_1": "Труба"}
    response = client.post(address, {**data, "key": key(), **broken})
    assert "not a picture we can read" in response.content.decode()


def test_documents_leave_only_to_members_and_staff(signed_in, guest):
    team = Team()
    row = adoption(team)
    client = signed_in(team.member)
    data = {"file": media.upload("Чечим.pdf", media.pdf()), "title": "Чечим № 5", "key": key()}
    assert client.post(url("account_adoption_papers", row.pk), data).status_code == 302
    paper = row.papers.get()
    address = url("account_adoption_paper", row.pk, paper.pk)
    for user, status in ((team.member, 200), (person("editor"), 200), (Team().member, 404)):
        assert signed_in(user).get(address).status_code == status
    assert guest.get(address).status_code == 302
    assert "no-store" in client.get(address)["Cache-Control"]
    assert guest.get(paper.document.url).status_code == 404
    client.post(url("account_adoption_paper_show", row.pk, paper.pk), {"shown": "1"})
    assert guest.get(paper.document.url).status_code == 200
    assert "Чечим № 5" in html(guest, "adoption_public", row.pk)


def test_a_paper_of_another_adoption_is_not_found(signed_in):
    team, other = Team(), Team()
    row, foreign = adoption(team), adoption(other)
    file = media.upload("a.pdf", media.pdf())
    paper = domain.add_paper(adoption=foreign, by=other.member, file=file, title="x", key=key())
    client = signed_in(team.member)
    assert get(client, "account_adoption_paper", row.pk, paper.pk).status_code == 404
    assert client.post(url("account_adoption_paper_show", row.pk, paper.pk), {"shown": "1"}).status_code == 404


def test_a_wrong_file_is_refused_in_the_form(signed_in):
    team = Team()
    row = adoption(team)
    data = {"file": media.upload("a.pdf", b"MZ"), "key": key()}
    response = signed_in(team.member).post(url("account_adoption_papers", row.pk), data)
    assert response.status_code == 200
    assert "field__error" in response.content.decode()


def test_the_draft_comes_as_docx(signed_in):
    team = Team()
    row = adoption(team)
    response = get(signed_in(team.member), "account_adoption_draft", row.pk, "kenesh", "ru")
    assert response["Content-Disposition"] == f'attachment; filename="kenesh-ru-{row.pk}.docx"'
    lines = [paragraph.text for paragraph in docx.Document(BytesIO(response.content)).paragraphs]
    assert "О применении практики «Вода в каждый двор»" in lines
    for kind, lang in (("other", "ru"), ("kenesh", "en")):
        assert get(signed_in(team.member), "account_adoption_draft", row.pk, kind, lang).status_code == 404


def test_a_question_and_its_reply(signed_in):
    author, team = Team(), Team()
    row = adoption(team, adoptable(units=[author.unit]))
    client, sent = signed_in(team.member), key()
    for _ in range(2):
        client.post(url("account_adoption_contacts", row.pk), {"to": "origin", "text": "Сколько стоит?", "key": sent})
    letter = row.letters.get()
    theirs = signed_in(author.member)
    assert "Сколько стоит?" in html(theirs, "account_adoption_letters")
    assert get(theirs, "account_adoption", row.pk).status_code == 404
    theirs.post(url("account_adoption_letter", letter.pk), {"text": "Мало", "key": key()})
    assert "Мало" in html(client, "account_adoption_letter", letter.pk)
    assert get(signed_in(Team().member), "account_adoption_letter", letter.pk).status_code == 404


def test_hidden_adopters_are_not_among_those_who_may_be_asked(signed_in):
    practice, team, hidden = adoptable(), Team(), Team()
    hidden.unit.set_names(ky="Жашыруун")
    hidden.unit.save()
    secret = adoption(hidden, practice, is_hidden=True)
    row = adoption(team, practice)
    client = signed_in(team.member)
    assert "Жашыруун" not in html(client, "account_adoption_contacts", row.pk)
    client.post(url("account_adoption_contacts", row.pk), {"to": secret.pk, "text": "?", "key": key()})
    assert not row.letters.exists()


def test_own_practice_from_the_page(signed_in):
    team = Team()
    row = at_stage(Stage.DONE, team)
    client = signed_in(team.member)
    for _ in range(2):
        client.post(url("account_adoption_practice", row.pk))
    row.refresh_from_db()
    assert row.own_practice is not None
    assert Practice.objects.count() == 2


# --- Lists ---


def test_the_lists_cost_the_same_for_many(signed_in, guest, same_query_count):
    team = Team()
    clients = {"account_adoptions": signed_in(team.member), "account_adoption_letters": signed_in(team.member)}

    def grow(count):
        for _ in range(count):
            row = adoption(team)
            domain.write_letter(adoption=row, by=team.member, text="?", key=key())

    def read():
        for name, client in clients.items():
            html(client, name)

    same_query_count(read, grow, large=12)


def test_the_public_pages_cost_the_same_for_many(guest, same_query_count):
    practice = adoptable()

    def grow(count):
        for _ in range(count):
            team = Team()
            row = at_stage(Stage.ADAPTING, team, practice)
            row.conditions.filter(kind="money").update(change="x")
            domain.choose_public(adoption=row, by=team.member, parts=PublicPart.values, is_hidden=False)

    def read():
        html(guest, "spreading")
        assert guest.get(practice.url_in("en")).status_code == 200
        guest.get(practice.units.get().get_absolute_url())
        guest.get(practice.main_topic.get_absolute_url())
        guest.get(url("spreading_csv"))

    same_query_count(read, grow, small=2, large=8)  # two make a ranking


def test_the_account_shows_what_is_in_hand(signed_in):
    team = Team()
    client = signed_in(team.member)
    assert url("account_adoptions") in html(client, "account")
    row = adoption(team)
    row.steps.update(owner=team.member, due="2020-01-01")
    page = html(client, "account")
    assert "2 steps of yours are overdue." in page
    assert url("account_adoption", row.pk) in page


# --- What everybody reads ---


def test_the_least_is_name_and_stage(guest):
    team = Team()
    row = at_stage(Stage.DONE, team)
    row.budget.update(planned_som=777)
    domain.write_note(adoption=row, by=team.member, text="Ички сөз", key=key())
    page = html(guest, "adoption_public", row.pk, language="ru")
    assert team.unit.name_ru in page
    for secret in ("Труба проложена.", "Насос сломался.", "777", "Ички сөз", "Провели сход", team.member.full_name):
        assert secret not in page
    domain.choose_public(adoption=row, by=team.member, parts=PublicPart.values, is_hidden=False)
    page = html(guest, "adoption_public", row.pk, language="ru")
    for shown in ("Труба проложена.", "Насос сломался.", "777", "Провели сход", "50\u00a0→ 90\u00a0%"):
        assert shown in page
    for secret in ("Ички сөз", team.member.full_name):
        assert secret not in page


def test_photos_are_public_only_when_described_in_both_languages(guest):
    team = Team()
    row = adoption(team)
    for words in ({"ky": "Түтүк", "ru": ""}, {"ky": "Насос", "ru": "Насос в скважине"}):
        photo = media.upload("a.jpg", media.picture(size=(500, 400), colour=(len(words["ru"]) * 5, 1, 1)))
        facts = {"adoption": row, "by": team.member, "on": timezone.localdate()}
        domain.write_report(**facts, text="Отчёт", key=key(), photos=[(photo, words)])
    domain.choose_public(adoption=row, by=team.member, parts=["reports"], is_hidden=False)
    page = html(guest, "adoption_public", row.pk, language="ru")
    assert "Насос в скважине" in page
    assert "Түтүк" not in page


def test_a_hidden_one_is_nowhere(guest):
    team, practice = Team(), adoptable()
    row = adoption(team, practice, is_hidden=True)
    assert get(guest, "adoption_public", row.pk).status_code == 404
    places = [practice.url_in("ru"), url("spreading", language="ru"), url("spreading_csv", language="ru")]
    for address in places:
        assert team.unit.name_ru not in guest.get(address).content.decode()
    assert "Gives and takes" not in guest.get(team.unit.get_absolute_url(), follow=True).content.decode()


def test_the_practice_shows_who_repeats_it(guest):
    team, practice = Team(), adoptable()
    empty = guest.get(practice.url_in("en")).content.decode()
    assert "Nobody has taken it up yet" in empty
    assert url("account_adoption_start", practice.pk) in empty
    row = at_stage(Stage.DONE, team, practice)
    domain.choose_public(adoption=row, by=team.member, parts=["results", "changes", "story"], is_hidden=False)
    row.conditions.filter(kind="money").update(light="amber", change="Дешевле")
    page = guest.get(practice.url_in("en")).content.decode()
    for words in (team.unit.name, "50\u00a0→ 90\u00a0%", "Дешевле", "Насос сломался.", "<circle"):
        assert words in page


def test_the_own_practice_and_the_origin_point_at_each_other(guest):
    team, practice = Team(), adoptable()
    row = at_stage(Stage.DONE, team, practice)
    own = domain.make_own_practice(adoption=row, by=team.member)
    assert "Their own practice" not in guest.get(practice.url_in("en")).content.decode()
    make.publish_text(text=own.texts.get())
    assert "Their own practice" in guest.get(practice.url_in("en")).content.decode()
    assert "grew out of another one" in guest.get(own.url_in("en")).content.decode()
    assert own.url_in("en") in html(guest, "adoption_public", row.pk)


def test_pages_of_municipality_and_topic(guest):
    author, team = Team(), Team()
    practice = adoptable(units=[author.unit])
    adoption(team, practice)
    assert (
        "Its practices in other municipalities"
        in guest.get(author.unit.get_absolute_url().replace("/ky/", "/en/")).content.decode()
    )
    assert (
        "Practices that it takes from others"
        in guest.get(team.unit.get_absolute_url().replace("/ky/", "/en/")).content.decode()
    )
    adoption(practice=practice)
    topic = practice.main_topic.get_absolute_url().replace("/ky/", "/en/")
    assert "Most often repeated" in guest.get(topic).content.decode()


def test_a_merged_municipality_is_found_under_its_successor(guest, signed_in):
    old, new = Team(), Team()
    row = adoption(old)
    merge_units(units=[old.unit], successor=new.unit, on=timezone.localdate(), act="№ 1")
    page = guest.get(old.unit.get_absolute_url(), follow=True)
    assert page.redirect_chain[-1][0].startswith(new.unit.get_absolute_url())
    assert row.get_absolute_url() in page.content.decode()
    assert old.unit.name in html(signed_in(new.member), "account_adoption", row.pk, language="ky")


def test_the_same_page_for_every_guest(guest, signed_in):
    team = Team()
    row = at_stage(Stage.DONE, team)
    for address in (row.get_absolute_url(), reverse("spreading"), row.practice.url_in("ky")):
        pages = {client.get(address).content for client in (guest, signed_in(team.member), signed_in(person()))}
        assert len(pages) == 1
        answer = guest.get(address)
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies
        assert b"csrfmiddlewaretoken" not in answer.content


def test_the_table_is_safe_to_open_in_a_spreadsheet(guest):
    unit = make.unit("=HYPERLINK(1)")
    adoption(Team(unit=unit), adoptable())
    response = get(guest, "spreading_csv", language="ru")
    text = response.content.decode()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert ",'=HYPERLINK(1)," in text
    assert ",=HYPERLINK" not in text


def test_a_kenesh_and_an_okmotu_share_one_workspace(signed_in):
    team = Team()
    row = adoption(team)
    deputy = person()
    membership(deputy, make_organisation("Айылдык кеңеш", unit=team.unit))
    assert get(signed_in(deputy), "account_adoption", row.pk).status_code == 200
