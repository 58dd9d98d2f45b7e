"""Settings that every environment shares. What differs by machine comes from environment variables:
see .env.example.
"""

from pathlib import Path

import environ

from tajryiba.core.settings import *
from tajryiba.media.settings import *
from tajryiba.people.settings import *

from .wagtail import *

env = environ.Env()

PROJECT_DIR = Path(__file__).resolve().parents[2]
BASE_DIR = PROJECT_DIR.parent
DATA_DIR = Path(env("TAJRYIBA_DATA", default=str(BASE_DIR / "var"))).resolve()

DEBUG = False
SITE_URL = env("TAJRYIBA_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("TAJRYIBA_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

# --- Apps, from the top layer to the bottom one (docs/architecture.md) ---

INSTALLED_APPS = [
    "tajryiba.frontpage",
    "tajryiba.magazine",
    "tajryiba.practices",
    "tajryiba.experts",
    "tajryiba.library",
    "tajryiba.legal",
    "tajryiba.discuss",
    "tajryiba.inbox",
    "tajryiba.notify",
    "tajryiba.people",
    "tajryiba.reference",
    "tajryiba.media",
    "tajryiba.search",
    "tajryiba.audit",
    "tajryiba.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "huey.contrib.djhuey",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "tajryiba.core.middleware.RequestLogMiddleware",
    "tajryiba.core.once.OnceMiddleware",
    "tajryiba.core.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tajryiba.core.middleware.PageGZipMiddleware",  # readers pay for each kilobyte; it pads pages against BREACH
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tajryiba.core.middleware.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tajryiba.people.middleware.SignedInHintMiddleware",
    "tajryiba.people.middleware.StaffMfaMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "tajryiba.config.urls"
WSGI_APPLICATION = "tajryiba.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tajryiba.core.context_processors.site",
            ],
            # ours last: its `language_name` stands before the English one of i18n
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "tajryiba.core.templatetags.portal"],
        },
    },
]

# --- Data ---

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
    ),
}


def database(url: str) -> dict:
    """A database's settings from its address; SQLite gets WAL and IMMEDIATE transactions (docs/decisions/0002)."""
    config = env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = SQLITE_OPTIONS
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASE_URL = env("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")
DATABASES = {"default": database(DATABASE_URL)}
CHANGES_IN_TRANSACTION = DATABASES["default"]["ENGINE"].endswith("sqlite3")  # one writer anyway (core/changes.py)

REDIS_URL = env("REDIS_URL", default="")
# Rate limits and one-time tokens need a store that all web workers share: the database, or Redis where there is one.
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    ),
    # What may differ between workers for a moment: rendered fragments, loaded registers.
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}},
    # Wagtail's own: image filter specs are recomputed when missing.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

if REDIS_URL:
    HUEY = {"huey_class": "huey.RedisHuey", "name": "tajryiba", "immediate": False, "connection": {"url": REDIS_URL}}
elif DATABASE_URL.startswith("postgres"):
    HUEY = {
        "huey_class": "huey.PostgresHuey",
        "name": "tajryiba",
        "immediate": False,
        "connection": {"dsn": DATABASE_URL},
    }
else:
    HUEY = {
        "huey_class": "huey.SqliteHuey",
        "name": "tajryiba",
        "immediate": False,
        "connection": {"filename": str(DATA_DIR / "queue.sqlite3")},
    }
HUEY["consumer"] = {"workers": 2, "worker_type": "thread"}
TASKS = {
    "default": {
        "BACKEND": "huey.contrib.djhuey.tasks_backend.HueyBackend",
        "OPTIONS": {"enqueue_on_commit": True},
    }
}

# --- Search (tajryiba/search/README.md) ---

SEARCH_ENGINE = env("TAJRYIBA_SEARCH_ENGINE", default="tantivy")
SEARCH_FOLDER = DATA_DIR / "search"
SEARCH_SERVER = env("TAJRYIBA_SEARCH_SERVER", default="http://localhost:9200")
SEARCH_LOG_SECONDS = 20  # counts of questions gather so long before they are written
SEARCH_IN_TRANSACTION = False  # tests only: they never commit

# --- Languages ---

LANGUAGE_CODE = "ky"
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [PROJECT_DIR / "locale"]
FORMAT_MODULE_PATH = ["tajryiba.core.formats"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Bishkek"
USE_I18N = True
USE_TZ = True

# --- People and sign-in ---

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# A member of staff enters the Wagtail admin only with a second factor; off where sample people live (demo, tests).
STAFF_MFA_REQUIRED = True

# --- Files ---

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_MEDIA_ROOT = DATA_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_MEDIA_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "tajryiba.core.storage.PortalStaticStorage"},
}
WHITENOISE_MAX_AGE = 365 * 24 * 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o640

WAGTAILADMIN_BASE_URL = SITE_URL

# --- Mail: without SMTP it goes to files, and the administrator is told ---

DEFAULT_FROM_EMAIL = env("TAJRYIBA_MAIL_FROM", default="Тажрыйба <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if env("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 30  # seconds; a server that hangs must not hold the queue

# --- Security (policies themselves: core/security.py) ---

HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = False  # the balancer in front redirects (deploy/nginx.conf)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
CSRF_FAILURE_VIEW = "tajryiba.core.views.csrf_failure"
LANGUAGE_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Logs: one JSON object a line, no personal data (core/logs.py) ---

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"personal": {"()": "tajryiba.core.logs.PersonalDataFilter"}},
    "formatters": {"json": {"()": "tajryiba.core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["personal"]}},
    "root": {"handlers": ["stderr"], "level": env("TAJRYIBA_LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "huey": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "wagtail": {"level": "WARNING"},
    },
}
