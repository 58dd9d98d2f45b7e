"""What articles from readers hear of and where they show themselves; called once by the app's `wiring.py`."""

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tajryiba.core import hooks, related
from tajryiba.core.related import MenuEntry
from tajryiba.inbox import kinds as cases
from tajryiba.media.models import PortalImage

from ..models import Submission
from ..rules import can_see_submission
from . import domain, notices


def connect() -> None:
    hooks.register("page_published", domain.note_page_published)
    hooks.register("erase_my_data", domain.note_erased)
    hooks.register("export_my_data", export)
    hooks.register("may_read_workspace_file", may_read_workspace_file)
    notices.register()
    cases.register(domain.CASE, _("Article from a reader"))
    related.add_to_menu("account", MenuEntry("articles", _("My articles"), "account_articles", order=16, icon="edit"))
    related.register("magazine.front", invitation, order=90)
    related.register("inbox.case", case_work)


def export(*, user) -> dict:
    """What a person wrote for the magazine, for «My data»."""
    rows = Submission.objects.of(user).prefetch_related("remarks")
    names = ("pk", "lang", "title", "lead", "text", "signature", "state", "created_at", "sent_at")
    names += ("consent_version", "consented_at")
    return {
        "articles": [
            {name: getattr(row, name) for name in names}
            | {"answers": [remark.text for remark in row.remarks.all() if remark.by_id == user.pk]}
            for row in rows
        ]
    }


def may_read_workspace_file(*, user, file: Model) -> bool:
    """The picture of an article: of those who may read the article."""
    if user is None or not isinstance(file, PortalImage):
        return False
    return any(can_see_submission(user, row) for row in Submission.objects.filter(image=file))


def invitation(context: dict, front) -> str:
    return render_to_string("magazine/submission/_invitation.html", context)


def case_work(context: dict, case) -> str:
    """On the page of a case in the admin: where the article is read and decided."""
    if case.content_type.model_class() is not Submission or not Submission.objects.filter(pk=case.object_id).exists():
        return ""
    return render_to_string("magazine/submission/admin/_work.html", {"pk": case.object_id})
