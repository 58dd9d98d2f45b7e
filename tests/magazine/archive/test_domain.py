"""Import of old issues: each exactly once, what makes no sense is refused with a sentence."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.magazine.archive import bringing, domain, old_issues
from tajryiba.magazine.archive.tasks import continue_cut_off, continue_import
from tajryiba.magazine.models import ArchiveImport, ArchiveRow, Issue, IssuePage, PrintedArticle
from tajryiba.media.models import PortalDocument, PortalImage
from tajryiba.search.models import Entry
from tests.factories import media
from tests.factories.archive import a_folder, contents_of, months
from tests.factories.magazine_facts import a_page, an_issue
from tests.factories.people import person
from tests.factories.practices import topic

pytestmark = pytest.mark.django_db
SEPTEMBER = {"year": 2024, "month": 9, "number": 9, "through_number": 155, "lang": "ru"}


def run(folder: Path) -> ArchiveImport:
    job = domain.begin_import(folder=folder)
    while domain.work(job):
        pass
    job.refresh_from_db()
    return job


def faults(job: ArchiveImport) -> dict[int, str]:
    return dict(job.rows.filter(state="failed").values_list("line", "fault"))


def test_an_issue_comes_with_its_file_its_cover_and_its_contents(tmp_path, guest):
    water = topic("water")
    row = SEPTEMBER | {"theme": "Вода", "pdf": "9.pdf", "cover": "9.jpg"}
    lines = contents_of([row], 2) + [contents_of([row], 1)[0] | {"rubric": "Неведомая", "topics": "x, water"}]
    job = run(a_folder(tmp_path / "old", [row], lines))
    assert (job.state, job.rows.get().state) == ("done", "done")
    page = IssuePage.objects.get()
    assert (page.live, page.lang, page.slug, page.theme) == (True, "ru", "2024-09", "Вода")
    assert "№\u00a09 (155), " in page.title
    assert (page.issue.state, page.issue.from_archive, page.issue.published_on) == ("published", True, None)
    assert "speaks of water" in page.original_text
    assert (page.original_pdf.pages, page.original_pdf.language, page.original_pdf.is_public) == (1, "ru", True)
    assert page.issue.cover_ru.is_ready and page.issue.cover_ky is None
    assert [(line.title[:8], line.on_page, line.topic) for line in page.contents.all()] == [
        ("Макала 1", 4, None),
        ("Макала 2", 8, None),
        ("Макала 1", 4, water),
    ]
    assert [getattr(line.rubric, "slug", "") for line in page.contents.all()] == ["hot", "hot", ""]
    assert "Неведомая" in job.rows.get().fault
    assert Event.objects.filter(verb="magazine.issue_archived").get().data["articles"] == 3
    assert guest.get(page.address).status_code == 200
    assert "water" in Entry.objects.get(kind="issue").body


def test_the_languages_share_the_facts(tmp_path):
    row = SEPTEMBER | {"cover": "9.jpg"}
    run(a_folder(tmp_path, [row, row | {"lang": "ky", "cover": "9ky.jpg"}]))
    issue = Issue.objects.get()
    assert sorted(issue.pages.values_list("locale__language_code", flat=True)) == ["ky", "ru"]
    assert issue.cover_ky and issue.cover_ru
    assert issue.cover_ky.is_ready


def test_a_double_issue_lives_at_its_first_month(tmp_path):
    run(a_folder(tmp_path, [SEPTEMBER | {"month_to": 10, "number_to": 10, "through_number_to": 156}]))
    page = IssuePage.objects.get()
    assert "№\u00a09–10 (155–156), " in page.title
    assert (page.issue.month_to, page.issue.number_to, page.issue.through_number_to) == (10, 10, 156)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_lists_as_spreadsheets_save_them(tmp_path, encoding, delimiter):
    lines = [{"year": 2024, "month": 9, "lang": "ru", "title": "Вода; свет, «дороги»"}]
    run(a_folder(tmp_path, [SEPTEMBER], lines, encoding=encoding, delimiter=delimiter))
    assert PrintedArticle.objects.get().title == "Вода; свет, «дороги»"


def test_again_and_again_changes_nothing(tmp_path):
    rows = months(6)
    folder = a_folder(tmp_path, rows, contents_of(rows))
    for _time in range(2):
        job = run(folder)
        assert not job.rows.exclude(state="done").exists()
    assert (Issue.objects.count(), IssuePage.objects.count()) == (3, 6)
    assert (PortalDocument.objects.count(), PrintedArticle.objects.count()) == (6, 18)
    assert ArchiveImport.objects.count() == 2


def test_a_job_that_is_not_ended_goes_on(tmp_path):
    folder = a_folder(tmp_path, months(4, files=False))
    job = domain.begin_import(folder=folder)
    assert domain.work(job, most=3) is True
    assert domain.begin_import(folder=folder) == job
    assert domain.work(job) is False
    assert IssuePage.objects.count() == 4


WRONG = {
    "language": {"lang": "de"},
    "year": {"year": "1999"},
    "month": {"month": "13"},
    "number": {"number": "nine"},
    "through_number": {"through_number": "-5"},
    "month_to": {"month_to": "9"},
    "number_to": {"number_to": "3"},
    "a file that is not there": {"pdf": "none.pdf"},
}


@pytest.mark.parametrize("what", WRONG)
def test_what_makes_no_sense_is_refused(tmp_path, what):
    folder = a_folder(tmp_path, [SEPTEMBER | {name: v for name, v in WRONG[what].items() if name != "pdf"}])
    if "pdf" in WRONG[what]:
        text = (folder / "issues.csv").read_text()
        (folder / "issues.csv").write_text(text.replace(";;\n", ";none.pdf;\n").replace(";;\r\n", ";none.pdf;\r\n"))
    assert [line for line, _why in domain.check_folder(folder)] == [2]
    assert list(faults(run(folder))) == [2]
    assert not Issue.objects.exists()


@pytest.mark.parametrize("name", ["../secret.pdf", "/etc/hostname", "link.pdf", "a\0b.pdf", "x" * 400])
def test_files_outside_of_the_folder_are_not_read(tmp_path, name):
    (tmp_path / "secret.pdf").write_bytes(media.pdf())
    folder = a_folder(tmp_path / "old", [SEPTEMBER])
    (folder / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    row = domain.read_lists(folder)[0] | {"pdf": name}
    with pytest.raises(DomainError) as refusal:
        domain.understand(row, folder, domain.Names())
    assert refusal.value.code == "no_file"


def test_a_file_that_is_no_pdf_is_refused_and_the_others_go_on(tmp_path):
    rows = months(3)
    folder = a_folder(tmp_path, rows)
    (folder / rows[1]["pdf"]).write_bytes(b"MZ not a PDF at all")
    assert list(faults(run(folder))) == [3]
    assert IssuePage.objects.count() == 2
    assert PortalDocument.objects.count() == 2


def test_a_scan_is_kept_and_the_staff_is_told(tmp_path):
    folder = a_folder(tmp_path, [SEPTEMBER | {"pdf": "scan.pdf"}])
    (folder / "scan.pdf").write_bytes(media.pdf(text=""))
    row = run(folder).rows.get()
    assert (row.state, bool(row.fault)) == ("done", True)
    assert IssuePage.objects.get().original_pdf


def test_a_broken_cover_undoes_the_whole_row(tmp_path):
    folder = a_folder(tmp_path, [SEPTEMBER | {"cover": "9.jpg", "pdf": "9.pdf"}])
    (folder / "9.jpg").write_bytes(b"no picture")
    job = run(folder)
    assert list(faults(job)) == [2]
    assert (Issue.objects.count(), PortalDocument.objects.count(), PortalImage.objects.count()) == (0, 0, 0)
    (folder / "9.jpg").write_bytes(media.picture())
    assert domain.try_failed_again(job=job) == 1
    assert domain.work(job) is False
    assert (Issue.objects.count(), PortalDocument.objects.count(), PortalImage.objects.count()) == (1, 1, 1)
    assert domain.try_failed_again(job=job) == 0


def test_trying_again_reads_the_list_again(tmp_path):
    folder = a_folder(tmp_path, [SEPTEMBER | {"lang": "de"}])
    job = run(folder)
    a_folder(tmp_path, [SEPTEMBER])
    domain.try_failed_again(job=job)
    domain.work(job)
    assert faults(job) == {}
    (folder / "issues.csv").unlink()
    ArchiveRow.objects.update(state="failed")
    assert domain.try_failed_again(job=job) == 1


def test_the_issue_in_work_is_left_alone(tmp_path):
    issue = an_issue(2024, 9, state="assembling")
    assert list(faults(run(a_folder(tmp_path, [SEPTEMBER])))) == [2]
    issue.refresh_from_db()
    assert issue.number is None


def test_numbers_that_do_not_agree_are_refused(tmp_path):
    an_issue(2024, 9, number=8)
    an_issue(2024, 8, through_number=154)
    rows = [SEPTEMBER, SEPTEMBER | {"month": 7, "number": 7, "through_number": 154}]
    assert list(faults(run(a_folder(tmp_path, rows)))) == [2, 3]


def test_a_page_that_is_there_stays(tmp_path):
    page = a_page(an_issue(2024, 9), "ru", title="Наш заголовок")
    run(a_folder(tmp_path, [SEPTEMBER, SEPTEMBER | {"lang": "ky"}]))
    assert IssuePage.objects.get(pk=page.pk).title == "Наш заголовок"
    issue = Issue.objects.get()
    assert (issue.number, issue.pages.count()) == (9, 2)


def test_a_row_that_breaks_is_parked_after_three_attempts(tmp_path, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(bringing, "write_page", broken)
    job = domain.begin_import(folder=a_folder(tmp_path, [SEPTEMBER]))
    assert [domain.work(job) for _time in range(3)] == [True, True, False]
    row = job.rows.get()
    assert (row.state, row.attempts) == ("failed", 3)
    assert not Issue.objects.exists()


def test_a_row_that_kills_the_process_is_parked(tmp_path):
    job = domain.begin_import(folder=a_folder(tmp_path, months(2, files=False)))
    job.rows.filter(line=2).update(attempts=3)
    assert domain.work(job) is False
    assert list(faults(job)) == [2]


def test_one_worker_at_a_time_and_a_silent_one_is_replaced(tmp_path, time_machine):
    time_machine.move_to("2026-11-21 10:00Z", tick=False)
    job = domain.begin_import(folder=a_folder(tmp_path, months(2, files=False)))
    assert domain.claim(job.pk) == job
    assert domain.claim(job.pk) is None
    assert domain.cut_off() == []
    time_machine.move_to("2026-11-21 10:04Z", tick=False)
    assert domain.cut_off() == [job.pk]
    continue_cut_off()
    assert IssuePage.objects.count() == 2
    assert domain.claim(job.pk) is None
    continue_import(job.pk)


def test_a_kick_does_some_rows_and_asks_for_the_next(tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = domain.begin_import(folder=a_folder(tmp_path, months(23, files=False)), actor=person("content_admin"))
    job.refresh_from_db()
    assert (job.state, IssuePage.objects.count()) == ("done", 23)


def test_another_worker_was_quicker(tmp_path):
    job = domain.begin_import(folder=a_folder(tmp_path, [SEPTEMBER]))
    row = job.rows.get()
    old = domain.understand(row.facts, tmp_path, domain.Names())
    ArchiveRow.objects.update(state="done")
    bringing.bring_in(old, row=row)
    assert not Issue.objects.exists()


def test_broken_lists(tmp_path):
    (tmp_path / "issues.csv").write_text("")
    codes = {}
    cases = {"no_list": None, "empty": b"year;month;lang\n", "no_column": b"year;lang\n", "unreadable": b"\x98\xff;"}
    for code, data in (cases | {"too_large": b"x" * (5 * 1024 * 1024 + 1)}).items():
        folder = tmp_path / code
        folder.mkdir()
        if data is not None:
            (folder / "issues.csv").write_bytes(data)
        with pytest.raises(DomainError) as refusal:
            domain.begin_import(folder=folder)
        codes[code] = refusal.value.code
    assert codes == {code: code for code in codes}
    assert not ArchiveImport.objects.exists()


def test_the_command_says_what_it_did(tmp_path, capsys):
    folder = a_folder(tmp_path, [*months(2, files=False), SEPTEMBER | {"lang": "de"}])
    call_command("import_archive", str(folder), "--dry-run")
    assert not Issue.objects.exists()
    assert capsys.readouterr().out.endswith("1 lines would be refused.\n")
    call_command("import_archive", str(folder))
    assert capsys.readouterr().out.endswith("2 of 3 lines are in the archive, 1 were refused.\n")
    with pytest.raises(CommandError):
        call_command("import_archive", str(tmp_path / "nowhere"))


def test_a_line_that_stands_twice_is_named(tmp_path):
    folder = a_folder(tmp_path, [SEPTEMBER, SEPTEMBER])
    assert [line for line, _why in domain.check_folder(folder)] == [3]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    folder = a_folder(tmp_path, [SEPTEMBER | {"pdf": "9.pdf"}])
    monkeypatch.setattr(old_issues, "LARGEST", 10)
    assert "25" in dict(domain.check_folder(folder))[2]
