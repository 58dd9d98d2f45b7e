"""Accounts in the admin: Wagtail's pages with our fields, our limits, and without mass actions that go round them."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.views import users as wagtail_users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from tajryiba.core.errors import DomainError

from .forms import PersonForm


class PersonIndexView(wagtail_users.IndexView):
    page_title = _("People")
    add_item_label = _("Add a person")

    @property
    def search_fields(self):
        return ["full_name", "email", "phone"]

    @property
    def columns(self):
        title = self._get_title_column_class(wagtail_users.UserColumn)
        return [
            title(
                "full_name",
                accessor=str,
                label=_("Name"),
                sort_key="full_name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("email", label=_("E-mail"), sort_key="email"),
            Column("category", accessor="get_category_display", label=_("Category"), sort_key="category"),
            BooleanColumn("is_active", label=_("May sign in"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    def get_edit_url(self, instance):
        if self.request.user.has_perm("people.edit_person", instance):
            return super().get_edit_url(instance)
        return None

    def get_delete_url(self, instance):
        return None

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")


class _RefusalMixin:
    """A verb's refusal is shown on the form."""

    # Wagtail sets these only in its own checks, and asks for them whenever a form is refused.
    produced_error_code = None
    produced_error_message = None

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)


class PersonCreateView(_RefusalMixin, wagtail_users.CreateView):
    page_title = _("Add a person")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class PersonEditView(_RefusalMixin, wagtail_users.EditView):
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("people.edit_person", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def save_instance(self):
        return self.form.save()


class PortalUserViewSet(wagtail_users.UserViewSet):
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    copy_view_enabled = False
    ordering = "full_name"
    menu_label = _("People")

    def get_form_class(self, for_update=False):
        return PersonForm


# Wagtail's mass actions ask for a model permission only: with them one could give oneself any role.
# They are closed here.


class NoAssignRole(AssignRoleBulkAction):
    def check_perm(self, obj):
        return False


class NoDelete(DeleteBulkAction):
    def check_perm(self, obj):
        return False


class NoSetActiveState(SetActiveStateBulkAction):
    def check_perm(self, obj):
        return False


CLOSED_ACTIONS = (NoAssignRole, NoDelete, NoSetActiveState)
