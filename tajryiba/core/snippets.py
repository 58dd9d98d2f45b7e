"""What our snippet views in the Wagtail admin share."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from .languages import LANGUAGES


class NothingIsDeleted(ModelPermissionPolicy):
    """What was public once is unpublished, never deleted: what others built on must stay readable."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, [action for action in actions if action != "delete"])

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


class EditorsOnly:
    """Wagtail opens its choosers to everybody in the admin; these name drafts."""

    def dispatch(self, request, *args, **kwargs):
        policy = policy_registry.get_by_type(self.model)
        if not policy.user_has_any_permission(request.user, ["add", "change", "view"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EditorsChooserViewSet(SnippetChooserViewSet):
    def construct_view(self, view_class, **kwargs):
        return super().construct_view(type(view_class.__name__, (EditorsOnly, view_class), {}), **kwargs)


def in_languages(name: str, **kwargs) -> FieldRowPanel:
    """The three columns of a translated field side by side."""
    return FieldRowPanel([FieldPanel(f"{name}_{code}", **kwargs) for code in LANGUAGES])
