"""What `./portal run` uses: real people, real data."""

from .base import *
from .base import DATA_DIR, SITE_URL, env

SECRET_KEY = env("TAJRYIBA_SECRET_KEY", default="") or (DATA_DIR / "secret_key").read_text().strip()
SAMPLE_PEOPLE_ALLOWED = False
assert SITE_URL  # an empty address would make every link in a letter relative
