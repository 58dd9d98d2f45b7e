"""Language choice at `/`, health of the process and of what it stands on, error pages in three languages."""

from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from huey.contrib.djhuey import HUEY
from huey.exceptions import HueyException

from . import related
from .languages import LANGUAGES


@require_safe
def choose_language(request):
    """`/` → the cookie's language, else the browser's, else Kyrgyz (PathLocaleMiddleware has already decided)."""
    response = HttpResponse(status=HTTPStatus.FOUND)
    response["Location"] = f"/{translation.get_language()}/"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", *[f"Disallow: /{code}/account/" for code in LANGUAGES]]
    lines += [f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def healthz(request):
    """The process answers. Nothing else is looked at, so a sick database does not make a balancer kill web workers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """Database, migrations, queue and shared cache. 503 names what is not ready, without details for a stranger."""
    parts = {"database": _database, "migrations": _migrations, "queue": _queue, "cache": _cache}
    state = {name: probe() for name, probe in parts.items()}
    ready = all(state.values())
    return JsonResponse({"ready": ready, **state}, status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


_migrated = False


def _migrations() -> bool:
    """True once nothing is left to migrate; remembered, since a running process cannot become un-migrated."""
    global _migrated
    if not _migrated:
        try:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return False
    return _migrated


def _queue() -> bool:
    try:
        HUEY.pending_count()
    except (HueyException, DatabaseError, OSError):
        return False
    return True


def _cache() -> bool:
    try:
        cache.set("readyz", "1", 5)
        return cache.get("readyz") == "1"
    except (DatabaseError, OSError):
        return False


# --- Error pages: what happened and what to do ---

ERRORS = {
    400: (_("The request could not be understood"), _("Go back, check what was entered, and send it again.")),
    403: (_("This page is closed to you"), _("Sign in with another account, or ask the administrator for access.")),
    404: (_("There is no such page"), _("The address may have changed. Look in the catalogue or on the home page.")),
    500: (_("Something broke on our side"), _("We already know about it. Try again in a few minutes.")),
}


def error_page(request, status: int, lead=None):
    """A page of ours for `status`; `lead` replaces the standard advice."""
    title, advice = ERRORS[status]
    context = {"status": status, "title": title, "advice": lead or advice, "footer_menu": related.menu("footer")}
    return render(request, "core/error.html", context, status=status)


def bad_request(request, exception=None):
    return error_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request, exception=None):
    return error_page(request, HTTPStatus.FORBIDDEN)


def not_found(request, exception=None):
    return error_page(request, HTTPStatus.NOT_FOUND)


def csrf_failure(request, reason=""):
    return error_page(
        request,
        HTTPStatus.FORBIDDEN,
        _("The form was open too long or cookies are off. Reload the page and send it again."),
    )


def server_error(request):
    """Must not fail itself: no database, no session."""
    return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)
