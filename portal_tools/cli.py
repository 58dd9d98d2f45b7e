"""The command line: what can be asked for, and how faults are told."""

import argparse
import sys

from portal_tools import benches, checks, serve, testing
from portal_tools.common import ROOT, Fault, Stopped, listen_for_stop, say
from portal_tools.datafolder import DataFolder, default_data_folder
from portal_tools.manage import manage
from portal_tools.prepare import install

ABOUT = "The portal of best practice of local self-government of the Kyrgyz Republic."
EPILOG = "Each command tells more of itself: ./portal run --help. Settings by environment: .env.example."
TEST_HELP = f"""usage: ./portal test [--pg] [arguments of pytest …]

Without arguments: every test on SQLite, the journeys in a real browser, and all but the journeys again on
a PostgreSQL that is made for the run and removed after it. What had to be skipped is told loudly at the end;
with CI=true in the environment a skip is a failure.

With arguments only what they name runs, on SQLite:
  ./portal test {testing.JOURNEYS}
  ./portal test tests/core -k numbers -x
  ./portal test --pg tests/practices       on PostgreSQL

TAJRYIBA_CHROMIUM names the browser when it is not found by itself."""
MANAGE_HELP = """usage: ./portal manage [--data DIR] COMMAND [arguments …]

Django's management commands, with the settings that belong to the data: production for a folder that
`./portal run` made, development otherwise. Without --data: ./var when `run` has made it, else ./var/demo.
DJANGO_SETTINGS_MODULE in the environment goes before this choice.

  ./portal manage help                     every command
  ./portal manage create_first_admin
  ./portal manage --data /srv/portal shell"""


def main(arguments: list[str]) -> int:
    """Do what is asked. An expected fault is one sentence and its exit code, never a traceback."""
    listen_for_stop()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)
    try:
        return _dispatch(arguments)
    except Fault as fault:
        sys.stderr.write(f"{fault}\n")
        return fault.code
    except Stopped as stopped:
        say("\nStopped.")
        return 128 + stopped.signum


def _dispatch(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    # These two pass on what they are given: argparse would take the options of others for its own.
    if command == "test":
        return _help(TEST_HELP) if rest[:1] in (["-h"], ["--help"]) else testing.test(rest)
    if command == "manage":
        return _help(MANAGE_HELP) if not rest or rest[0] in ("-h", "--help") else manage(rest)
    parser = _parser()
    if command == "help":
        return _help(parser.format_help())
    return _run(parser.parse_args(arguments))


def _help(text: str) -> int:
    say(text.rstrip())
    return 0


def _run(asked: argparse.Namespace) -> int:
    if asked.command in ("run", "demo"):
        parts = (asked.only,) if asked.only else tuple(serve.PARTS)
        return serve.run(serve.Portal(asked.command, asked.host, asked.port, _data(asked, asked.command), parts))
    if asked.command == "prepare":
        return serve.prepare_only("run", _data(asked, "run"))
    if asked.command == "install":
        return install()
    if asked.command == "check":
        return checks.check()
    if asked.command == "bench":
        return benches.bench(asked.name, asked.json, asked.small)
    return checks.lock(asked.upgrade)


def _data(asked: argparse.Namespace, kind: str) -> DataFolder:
    return DataFolder(asked.data or default_data_folder(kind))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./portal", description=ABOUT, epilog=EPILOG)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, short: str, long: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=short, description=long)

    _add_servers(add)
    add("test", "run every test; with arguments, those that pytest is given", TEST_HELP)
    add("check", "style, layers, migrations, translations, system checks", f"{checks.__doc__}")
    bench = add("bench", "measure; without a name, list what can be measured", "Run bench/NAME.py and show its table.")
    bench.add_argument("name", nargs="?", metavar="NAME", help="which bench; none: list them")
    bench.add_argument("--json", action="store_true", help="print the result as JSON instead of a table")
    bench.add_argument("--small", action="store_true", help="a quick run with few data")
    add("manage", "Django's management commands on the right data", MANAGE_HELP)
    lock = add("lock", "make both lock files again from pyproject.toml", "Needs uv and the package index.")
    lock.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    add("help", "this page", "This page.")
    return parser


def _add_servers(add) -> None:
    run = add(
        "run",
        "install what is missing and start the portal",
        "Makes its own environment, prepares the data, starts web server, worker and scheduler; Ctrl-C stops them all.",
    )
    demo = add(
        "demo",
        "the same with sample people, whose passwords are printed",
        "Like run, with one sample account of each role and three municipalities. Never on real data.",
    )
    add(
        "install",
        "only install the packages",
        "Packages and translations, as run does first; the old release may still run.",
    )
    prepare = add(
        "prepare",
        "only prepare the data, as run does before it starts",
        "Environment, translations, database, static files, starter content: for a release on several machines.",
    )
    for parser, kind in ((run, "run"), (demo, "demo")):
        parser.add_argument("--host", default="127.0.0.1", help="listen here (default 127.0.0.1; everywhere: 0.0.0.0)")
        parser.add_argument("--port", type=int, default=8000, help="listen on this port (default 8000)")
        _add_data(parser, kind)
        parser.add_argument("--only", choices=serve.PARTS, help="start one part alone, where each has its own machine")
    _add_data(prepare, "run")


def _add_data(parser: argparse.ArgumentParser, kind: str) -> None:
    folder = default_data_folder(kind)
    shown = f"./{folder.relative_to(ROOT)}" if folder.is_relative_to(ROOT) else folder
    parser.add_argument("--data", metavar="DIR", help=f"folder of database, media and logs (default {shown})")
