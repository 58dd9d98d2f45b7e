"""What `./portal demo` and `./portal manage` in a working copy use: sample people are allowed,
no second factor is asked for.
"""

from .base import *
from .base import DATA_DIR, env

_key_file = DATA_DIR / "secret_key"
SECRET_KEY = env("TAJRYIBA_SECRET_KEY", default="") or (
    _key_file.read_text().strip() if _key_file.exists() else "not-secret-development-only"
)
DEBUG = env.bool("TAJRYIBA_DEBUG", default=False)
SAMPLE_PEOPLE_ALLOWED = True
STAFF_MFA_REQUIRED = False
