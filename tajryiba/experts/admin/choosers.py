"""Choosing an expert in the admin, for texts that show a card of one."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class EditorsOfExpertsOnly:
    """Wagtail opens its choosers to everybody in the admin; this one lists people."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("experts.view_expert"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ExpertChooserViewSet(ChooserViewSet):
    model = "experts.Expert"
    icon = "user"
    choose_one_text = _("Choose an expert")
    choose_another_text = _("Choose another expert")
    per_page = 20

    def construct_view(self, view_class, **kwargs):
        return super().construct_view(type(view_class.__name__, (EditorsOfExpertsOnly, view_class), {}), **kwargs)


expert_chooser = ExpertChooserViewSet("expert_chooser")
ExpertChooserBlock = expert_chooser.get_block_class("ExpertChooserBlock", module_path="tajryiba.experts.admin.choosers")
