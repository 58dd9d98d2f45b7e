"""Names of the staff's roles (groups) and the helper with which an app's migration gives them permissions."""

CONTENT_ADMIN = "content_admin"
CLIENT_ADMIN = "client_admin"
EDITOR = "editor"
EXPERT = "expert"
STATE_REP = "state_rep"
JURY = "jury"
COORDINATOR = "coordinator"
ANALYST = "analyst"

ROLES = (CONTENT_ADMIN, CLIENT_ADMIN, EDITOR, EXPERT, STATE_REP, JURY, COORDINATOR, ANALYST)


def grant(apps, role: str, app_label: str, *codenames: str) -> None:
    """In a migration: give `role` the permissions "add_practice", "change_practice"… of `app_label`.

    Permissions are otherwise made only after all migrations, so missing ones are made here; the group too.
    """
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=role)
    content_type_model = apps.get_model("contenttypes", "ContentType")
    permission_model = apps.get_model("auth", "Permission")
    for codename in codenames:
        model = codename.rsplit("_", 1)[-1]
        if app_label == "wagtailadmin":
            model = "admin"
        content_type, _created = content_type_model.objects.get_or_create(app_label=app_label, model=model)
        permission, _created = permission_model.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
        )
        group.permissions.add(permission)
