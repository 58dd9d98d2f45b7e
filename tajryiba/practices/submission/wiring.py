"""What submissions hear of and where they show themselves; called once by `apps.py`."""

from django.db.models import Model, Q
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tajryiba.core import hooks, related
from tajryiba.core.related import MenuEntry
from tajryiba.inbox import kinds as cases
from tajryiba.media.models import PortalDocument

from . import domain, notices
from .models import Submission, SubmissionFile
from .rules import can_read_submission

PANEL = 3


def connect() -> None:
    hooks.register("practice_published", domain.note_published)
    hooks.register("erase_my_data", domain.note_erased)
    hooks.register("export_my_data", export)
    hooks.register("may_read_workspace_file", may_read_workspace_file)
    notices.register()
    cases.register(domain.CASE, _("Practice sent in"))
    related.add_to_menu(
        "account", MenuEntry("submissions", _("My practices"), "submission_list", order=15, icon="edit")
    )
    related.register("account.home", panel, order=30)
    related.register("inbox.case", case_work)


def export(*, user) -> dict:
    """What a person has typed into submissions of their own, for «My data»."""
    own = Submission.objects.filter(author=user)
    return {"submissions": list(own.values("pk", "depth", "state", "values", "started_at", "sent_at", "note"))}


def may_read_workspace_file(*, user, file: Model) -> bool:
    """A photo or document beside a submission: of those who may read the submission."""
    own = Q(document=file) if isinstance(file, PortalDocument) else Q(image=file)
    row = SubmissionFile.objects.filter(own).select_related("submission").first()
    return row is not None and user is not None and can_read_submission(user, row.submission)


def case_work(context: dict, case) -> str:
    """On the page of a case in the admin: where the work on a submission is done."""
    if case.content_type.model_class() is not Submission:
        return ""
    return render_to_string("practices/submission/admin/_work.html", {"pk": case.object_id})


def panel(context: dict, person) -> str:
    rows = Submission.objects.written_by(person).exclude(state="withdrawn")[:PANEL]
    return render_to_string("practices/submission/_panel.html", {**context, "submissions": rows})
