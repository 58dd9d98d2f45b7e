"""The folder that holds all data of one portal: database, media, logs, secret key; and who may use it."""

import contextlib
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from portal_tools.common import ROOT, Fault, child_environment, locked, read_env_file

UNUSABLE = 2
SETTINGS = {"run": "tajryiba.config.settings.production", "demo": "tajryiba.config.settings.dev"}
# What a start depends on besides the code: with any of these changed, the data are prepared again.
SETTINGS_THAT_MATTER = ("DATABASE_URL", "REDIS_URL", "TAJRYIBA_URL")
LEFT_OUT_OF_HASH = {".mo", ".pyc"}


class DataFolder:
    """A data folder at a path; nothing is touched before a method is called."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).expanduser().resolve()
        self._mark = self.path / ".made-by"
        self._stamp = self.path / ".prepared"
        self.logs = self.path / "logs"
        self.sample_people = self.path / "sample-people.txt"

    @property
    def made_by(self) -> str | None:
        """`run`, `demo`, or None for a folder that neither has made yet."""
        return self._mark.read_text().strip() if self._mark.exists() else None

    @property
    def settings(self) -> str:
        """The settings that belong to this folder's data; a working copy's own unless `run` made it."""
        return SETTINGS[self.made_by or "demo"]

    def make(self, kind: str) -> None:
        """Make the folder, or check that it is writable and is not the other kind's. Raises `Fault`."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o750)
            self.logs.mkdir(exist_ok=True, mode=0o750)
            with tempfile.TemporaryFile(dir=self.path):
                pass
            other = self.made_by
            if other is None:
                self._mark.write_text(kind + "\n")
        except OSError as error:
            raise Fault(f"The data folder {self.path} cannot be written to: {error.strerror}.", UNUSABLE) from error
        if other == "run" and kind == "demo":
            raise Fault(f"{self.path} holds a real portal's data: sample people are not let in. Name another folder.")
        if other == "demo" and kind == "run":
            raise Fault(f"{self.path} holds a demo: no real portal starts there. Name another folder.")

    @contextlib.contextmanager
    def held(self, parts: tuple[str, ...]) -> Iterator[list[int]]:
        """Hold the folder for these parts (web, worker), so that no second server works on the same data.

        Yields the locks' file descriptors: children inherit them, and hold the folder even when we are killed.
        """
        with contextlib.ExitStack() as stack:
            busy = f"A portal is already running on the data folder {self.path}: stop it first, or name another folder."
            yield [stack.enter_context(locked(self.path / f".{part}.lock", busy)) for part in parts]

    def environment(self, **more: str) -> dict[str, str]:
        """The environment for programs that work on this folder's data."""
        return child_environment(TAJRYIBA_DATA=str(self.path), **more)

    def make_secret_key(self) -> None:
        """Make the key that signs sessions, once; only the owner may read it."""
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(self.path / "secret_key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(50))

    def is_prepared(self, state: str) -> bool:
        """Whether the data were prepared for this state of the code (`state_of_code`), and are still there."""
        needed = [self.path / "static"]
        if not self.environment().get("DATABASE_URL"):
            needed.append(self.path / "portal.sqlite3")
        return all(path.exists() for path in needed) and self._stamp.exists() and self._stamp.read_text() == state

    def mark_prepared(self, state: str) -> None:
        self._stamp.write_text(state)

    def mark_unprepared(self) -> None:
        self._stamp.unlink(missing_ok=True)


def default_data_folder(kind: str) -> Path:
    """Where data go when nobody names a folder: TAJRYIBA_DATA, else ./var, and ./var/demo for the demo."""
    if kind == "demo":
        return ROOT / "var" / "demo"
    named = os.environ.get("TAJRYIBA_DATA") or read_env_file(ROOT / ".env").get("TAJRYIBA_DATA")
    return Path(named) if named else ROOT / "var"


def data_folder_to_manage() -> DataFolder:
    """What `./portal manage` works on: the real portal's data if there are any, else the demo's."""
    real = DataFolder(default_data_folder("run"))
    return real if real.made_by else DataFolder(default_data_folder("demo"))


def state_of_code() -> str:
    """A hash of all that decides what the prepared data look like: our files, the locks, the settings that matter."""
    env = child_environment()
    digest = hashlib.sha256()
    for path in [*sorted(ROOT.glob("requirements*.lock")), *sorted((ROOT / "tajryiba").rglob("*"))]:
        if path.is_file() and path.suffix not in LEFT_OUT_OF_HASH:
            digest.update(f"{path.relative_to(ROOT)}\x00".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    for name in SETTINGS_THAT_MATTER:
        digest.update(f"{name}={env.get(name, '')}\x00".encode())
    return digest.hexdigest()
