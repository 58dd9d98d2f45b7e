from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError


def require(user, permission: str, obj) -> None:
    """Raise DomainError("forbidden") unless `user` has the object permission."""
    if not user.has_perm(permission, obj):
        raise DomainError(_("You are not allowed to do this. Ask the manager of the organisation."), code="forbidden")
