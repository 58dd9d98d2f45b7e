from django.contrib.auth.models import Permission
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .admin.choosers import organisation_chooser
from .admin.organisations import PeopleGroup
from .admin.people import CLOSED_ACTIONS
from .admin.policies import AddOnlyPolicy, KeepRowsPolicy, PersonPolicy
from .models import ConsentText, Membership, Organisation, User

register_permission_policy(User, PersonPolicy(User))
register_permission_policy(Organisation, KeepRowsPolicy(Organisation))
register_permission_policy(Membership, KeepRowsPolicy(Membership))
register_permission_policy(ConsentText, AddOnlyPolicy(ConsentText))

for action in CLOSED_ACTIONS:
    hooks.register("register_bulk_action", action, order=100)  # after Wagtail's own, which it replaces


@hooks.register("register_admin_viewset")
def people_viewsets():
    return [PeopleGroup(), organisation_chooser]


@hooks.register("register_permissions")
def people_permissions():
    models = ["organisation", "membership", "consenttext"]
    return Permission.objects.filter(content_type__app_label="people", content_type__model__in=models)
