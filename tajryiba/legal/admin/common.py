"""What the staff's pages share."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from tajryiba.core.errors import DomainError


class ActsOnly(WagtailAdminTemplateMixin):
    """For who keeps the register."""

    header_icon = "doc-full-inverse"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("legal.keep_acts"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self, *more: dict) -> list[dict]:
        up = {"url": reverse("wagtailsnippets_legal_act:list"), "label": _("Laws")}
        return [*self.breadcrumbs_items, up, *more]


def saved(form, *, actor):
    """What the form's verb gives; None when the form is wrong or the verb refuses, which then stands on the form."""
    if not form.is_valid():
        return None
    try:
        return form.save(actor=actor)
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return None
