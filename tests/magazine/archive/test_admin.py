"""The import in the admin: only folders of the data folder, progress, what failed, another try."""

import pytest

from tajryiba.magazine.archive.folders import PLACE
from tajryiba.magazine.models import ArchiveImport, IssuePage
from tests.factories.archive import a_folder, months
from tests.factories.people import person

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/archive_import/"


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.STAFF_MFA_REQUIRED = False
    return tmp_path / PLACE


@pytest.fixture
def admin(signed_in):
    return signed_in(person("content_admin"))


def test_without_a_folder(admin, data):
    assert list(admin.get(ADDRESS).context["folders"]) == []


def test_folders_with_a_list_are_offered(admin, data, tmp_path):
    a_folder(data / "2013", months(2, files=False))
    (data / "empty").mkdir()
    (data / "elsewhere").symlink_to(a_folder(tmp_path / "secret", months(2, files=False)))
    assert list(admin.get(ADDRESS).context["folders"]) == ["2013"]


@pytest.mark.parametrize("name", ["", "none", "../secret", "/etc", "elsewhere"])
def test_no_other_folder_is_read(admin, data, tmp_path, name):
    a_folder(data / "2013", months(2, files=False))
    (data / "elsewhere").symlink_to(a_folder(tmp_path / "secret", months(2, files=False)))
    assert admin.post(ADDRESS, {"folder": name})["Location"] == ADDRESS
    assert not ArchiveImport.objects.exists()


def test_begin_progress_failures_another_try(admin, data, django_capture_on_commit_callbacks):
    rows = months(3)
    folder = a_folder(data / "2013", rows)
    (folder / rows[1]["pdf"]).unlink()
    checked = admin.post(ADDRESS, {"folder": "2013", "check": "1"})
    assert [line for line, _why in checked.context["wrong"]] == [3]
    assert not ArchiveImport.objects.exists()
    begun = admin.post(ADDRESS, {"folder": "2013"})
    job = ArchiveImport.objects.get()
    assert begun["Location"] == f"{ADDRESS}{job.pk}/"
    assert 'http-equiv="refresh"' in admin.get(begun["Location"]).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(ADDRESS, {"folder": "2013"})
    page = admin.get(begun["Location"])
    assert (page.context["job"].done_rows, page.context["job"].failed_rows, page.context["ended"]) == (2, 1, 3)
    assert 'http-equiv="refresh"' not in page.content.decode()
    a_folder(data / "2013", rows)
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(begun["Location"])
    assert IssuePage.objects.count() == 3
    assert [job.name for job in admin.get(ADDRESS).context["jobs"]] == ["2013"]


def test_a_broken_list_is_said(admin, data):
    (a_folder(data / "2013", []) / "issues.csv").write_bytes(b"a;b\n1;2\n")
    for extra in ({}, {"check": "1"}):
        assert admin.post(ADDRESS, {"folder": "2013"} | extra)["Location"] == ADDRESS


def test_only_content_administrators(signed_in, data):
    job = ArchiveImport.objects.create(folder="/x")
    for role in ("editor", "client_admin"):
        for address in (ADDRESS, f"{ADDRESS}{job.pk}/", f"{ADDRESS}{job.pk + 1}/"):
            assert signed_in(person(role)).get(address).status_code == 302
    assert signed_in(person("content_admin")).get(f"{ADDRESS}{job.pk + 1}/").status_code == 404
