"""`./test`: every check, then every test, on a database server of its own; ends with pytest's closing line."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ops import assets, browser, layout, texts
from ops.layout import ROOT, VENV_PYTHON, OpsError
from ops.postgres import Cluster
from ops.tether import tethered

# The test server is thrown away after a power cut, so it need not wait for the disk.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "256MB"}
# What --quick leaves out: tests that start something, want the whole province, run side by side or draw many examples
# (tests/conftest.py marks them by what they use), and folders that play pages, machines and files through and through.
QUICK = "not browser and not slow and not province and not races and not examples"
PLAYED_THROUGH = ("api", "authorisation", "benches", "documents", "drills", "journeys", "ops", "simulators", "web")
PROGRAMS = VENV_PYTHON.parent
CHECKS = {
    "ruff": [str(PROGRAMS / "ruff"), "check", "--output-format=concise", "."],
    "format": [str(PROGRAMS / "ruff"), "format", "--check", "--output-format=concise", "."],
    "imports": [str(PROGRAMS / "lint-imports")],
    "migrations": [sys.executable, "-m", "config.manage", "makemigrations", "--check", "--dry-run"],
    "types": [str(PROGRAMS / "mypy"), "src", "config", "ops"],
}


QUICKLY = (
    "a minute or two: the checks, the shape of everything and the rules of every module; leaves out "
    f"tests/{{{','.join(PLAYED_THROUGH)}}} and tests with a browser, the whole province, races or many made-up examples"
)


def arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser("./test", description="Lint, types, import map, migrations, then the tests.")
    parser.add_argument("--quick", action="store_true", help=QUICKLY)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these tests, without the checks before them")
    return parser.parse_known_args()


@contextmanager
def server() -> Iterator[str]:
    """The server of DATABASE_URL, where Django makes a test database; else one of the tests' own, beside `./run`'s."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    with Cluster("pg-test", CARELESS).used() as cluster:
        yield cluster.url()


def run_checks(environ: dict[str, str]) -> list[str]:
    """Run the checks beside each other; the names of those that failed, each having shown what it found."""
    started = time.monotonic()
    running = {
        name: subprocess.Popen(
            tethered(command), cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for name, command in CHECKS.items()
    }
    failed = []
    for name, process in running.items():
        said, _ = process.communicate()
        print(f"{name:14} {'ok' if process.returncode == 0 else 'FAILED'}", flush=True)
        if process.returncode:
            failed.append(name)
            print(said.strip(), flush=True)
    print(f"checks took {time.monotonic() - started:.0f} s", flush=True)
    return failed


def run_pytest(wanted: argparse.Namespace, further: list[str], environ: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", "-n", str(max(2, len(os.sched_getaffinity(0)))), "-q"]
    if wanted.quick:
        left_out = [] if wanted.paths else [f"--ignore=tests/{folder}" for folder in PLAYED_THROUGH]
        command += ["-m", QUICK, *left_out]
    done = subprocess.run(tethered([*command, *further, *wanted.paths]), env=environ, check=False)
    return done.returncode


def main() -> int:
    wanted, further = arguments()
    if not wanted.quick:
        browser.ensure()
    assets.ensure()
    texts.ensure()
    with server() as url:
        environ = os.environ | {"DATABASE_URL": url, "MOTCUA_VAR": str(layout.own_files("test")), "MOTCUA_TESTING": "1"}
        failed = [] if wanted.paths else run_checks(environ)
        code = run_pytest(wanted, further, environ)
    if failed:
        print(f"The tests above do not count: these checks failed: {', '.join(failed)}", file=sys.stderr)
    return code or (1 if failed else 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OpsError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
