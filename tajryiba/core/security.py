"""Content policies: a strict one for the public site, Wagtail's own needs for /admin/ (Wagtail issue 1288)."""

from django.conf import settings


def _header(policy: dict[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items())


def public_policy() -> str:
    """Nothing from elsewhere, no inline script or style; the media host comes by setting when files live elsewhere."""
    media = [settings.MEDIA_URL] if settings.MEDIA_URL.startswith("http") else []
    return _header(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", *media],
            "font-src": ["'self'"],
            "connect-src": ["'self'"],
            "media-src": ["'self'", "blob:", *media],
            "manifest-src": ["'self'"],
            "worker-src": ["'self'"],
            "form-action": ["'self'"],
            "base-uri": ["'none'"],
            "frame-ancestors": ["'none'"],
        }
    )


def admin_policy() -> str:
    """Wagtail's edit views carry inline scripts and styles and frame their own preview."""
    return _header(
        {
            "default-src": ["'self'"],
            "script-src": ["'self'", "'unsafe-inline'"],
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["'self'", "data:", "blob:"],
            "font-src": ["'self'", "data:"],
            "connect-src": ["'self'"],
            "frame-src": ["'self'"],
            "object-src": ["'none'"],
            "form-action": ["'self'"],
            "base-uri": ["'self'"],
            "frame-ancestors": ["'self'"],
        }
    )
