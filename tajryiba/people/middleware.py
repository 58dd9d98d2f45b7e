"""Nothing here looks at `request.user` of a guest without a session cookie: public pages stay the same for all."""

from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

HINT_COOKIE = settings.SIGNED_IN_COOKIE
# Pages under /account/ that are the same for everybody.
PUBLIC_PAGES = {"privacy", "consent_text", "account_erased"}


def set_hint(response) -> None:
    """A readable cookie without personal data: the page's script fetches the island only when it is there."""
    response.set_cookie(
        HINT_COOKIE, "1", max_age=settings.SESSION_COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def drop_hint(response) -> None:
    response.delete_cookie(HINT_COOKIE, samesite="Lax")


class SignedInHintMiddleware:
    """Sets or deletes the hint when the session changed to signed in or out; otherwise the response is not touched."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.session.modified:
            signed_in = SESSION_KEY in request.session
            if signed_in != (HINT_COOKIE in request.COOKIES):
                (set_hint if signed_in else drop_hint)(response)
        return response


class StaffMfaMiddleware:
    """/admin/ opens after a one-time password was changed and a second factor set; Wagtail's sign-in is closed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self._detour(request) or self.get_response(request)
        if "/account/" in request.path_info and _is_personal(request) and "Cache-Control" not in response:
            add_never_cache_headers(response)  # allauth leaves some of its pages open to caches
        return response

    def _detour(self, request):
        in_admin = request.path_info.startswith("/admin/")
        if in_admin and request.path_info.startswith(("/admin/login/", "/admin/password_reset/")):
            return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': '/admin/'})}")
        if not in_admin and "/account/" not in request.path_info:
            return None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        if in_admin and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied  # Wagtail would send them to sign in, where they already are, and so on for ever
        if request.user.must_change_password:
            return self._to_new_password(request)
        if in_admin and settings.STAFF_MFA_REQUIRED and not is_mfa_enabled(request.user):
            return _send(
                request,
                "mfa_activate_totp",
                _("Staff work with a second factor. Set it up, then open the admin again."),
            )
        return None

    def _to_new_password(self, request):
        free = {reverse(name) for name in ("account_change_password", "account_logout", "account_island")}
        if request.path_info in free:
            return None
        return _send(
            request, "account_change_password", _("This password was for one use only. Choose your own to go on.")
        )


def _is_personal(request) -> bool:
    match = request.resolver_match
    return match is None or match.url_name not in PUBLIC_PAGES


def _send(request, url_name: str, text):
    messages.info(request, text)
    return HttpResponseRedirect(reverse(url_name))
