"""Settings of memory and of the way out, taken over by config/settings/base.py. Imports nothing of ours."""

import environ

_env = environ.Env()

# Memory of each web process for whole pages of guests (core/pagecache.py); 0 switches it off.
PAGE_CACHE_MEGABYTES = _env.int("TAJRYIBA_PAGE_CACHE_MB", default=24)

# How the names of tables begin that are written often, and that readers see nowhere or where a minute does no harm:
# their changes are not counted (core/changes.py).
TABLES_NOT_SHOWN = (
    "account_",
    "audit_event",
    "cache",
    "django_session",
    "magazine_archiveimport",
    "magazine_archiverow",
    "magazine_feed",
    "magazine_submission",
    "mfa_",
    "notify_",
    "practices_submission",
    "search_askedquery",
    "wagtailadmin_",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailsearch_",
)

# Hosts that the portal itself may ask over https (core/outbound.py); private addresses are refused in any case.
OUTBOUND_HOSTS = _env.list("TAJRYIBA_OUTBOUND_HOSTS", default=["cbd.minjust.gov.kg"])
