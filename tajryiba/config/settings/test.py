"""What the tests use: SQLite by default, PostgreSQL when DATABASE_URL says so; tasks run at once,
mail stays in memory.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *
from .base import HUEY, STORAGES, database, env

SECRET_KEY = "tests-only"
SAMPLE_PEOPLE_ALLOWED = True
_tmp = Path(tempfile.mkdtemp(prefix="tajryiba-test-"))
atexit.register(shutil.rmtree, _tmp, ignore_errors=True)
DATABASE_URL = env("DATABASE_URL", default=f"sqlite:///{_tmp / 'test.sqlite3'}")
DATABASES = {"default": database(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(_tmp / "test.sqlite3")}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "local"},
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}
MEDIA_ROOT = _tmp / "media"
PRIVATE_MEDIA_ROOT = _tmp / "private"
STORAGES = {
    **STORAGES,
    "private": {**STORAGES["private"], "OPTIONS": {"location": str(PRIVATE_MEDIA_ROOT), "base_url": None}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
HUEY = {"huey_class": "huey.MemoryHuey", "name": "tests", "immediate": True, "consumer": HUEY["consumer"]}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
SEARCH_FOLDER = _tmp / "search"
SEARCH_IN_TRANSACTION = True
SEARCH_LOG_SECONDS = 0
CHANGES_IN_TRANSACTION = True  # most tests never commit
PAGE_CACHE_MEGABYTES = 0  # a test that asks for the cache makes one
