import logging
import time
import uuid

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from . import security
from .languages import LANGUAGES

log = logging.getLogger("tajryiba.request")


def log_request(request_id: str, method: str, path: str, status: int, started: float, **more) -> None:
    """The line of one request that began at `started` (time.perf_counter)."""
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    facts = {"method": method, "path": path, "status": status, "ms": milliseconds}
    log.info("request", extra={"request_id": request_id, **facts, **more})


class RequestLogMiddleware:
    """One line a request: path without the query (people type names into it), status, milliseconds, request id."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex[:16]
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request.id
        if not request.path.startswith((settings.STATIC_URL, "/healthz", "/readyz")):
            log_request(request.id, request.method, request.path, response.status_code, started)
        return response


class PageGZipMiddleware(GZipMiddleware):
    """Packs pages, never files: those are packed already, and of a part of a file only these very bytes may be sent."""

    def process_response(self, request, response):
        return response if response.streaming else super().process_response(request, response)


class SecurityHeadersMiddleware:
    """Content policy by place, and the headers that Django does not set itself (the list is in docs/operations.md)."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.public = security.public_policy()
        self.admin = security.admin_policy()

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):
            return response  # Wagtail draws a preview within a request of its own, which gets its headers itself
        in_admin = request.path.startswith("/admin/")
        response.setdefault("Content-Security-Policy", self.admin if in_admin else self.public)
        # Wagtail previews itself in a frame.
        response["X-Frame-Options"] = "SAMEORIGIN" if in_admin else "DENY"
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Cross-Origin-Embedder-Policy", "credentialless")
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
        return response


class PathLocaleMiddleware(LocaleMiddleware):
    """The language of a page is in its address, so a public page never varies by cookie or browser; only `/` does."""

    def process_request(self, request):
        first = request.path_info.split("/", 2)[1]
        if first in LANGUAGES:
            translation.activate(first)
            request.LANGUAGE_CODE = first
            return
        super().process_request(request)
        if translation.get_language()[:2] not in LANGUAGES:
            translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        if request.path_info == "/":
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
