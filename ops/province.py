"""The database of a command: where it is, what Django is told about it, and the seed province inside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops import layout, sql, stamps
from ops.layout import ROOT, VAR, OpsError
from ops.postgres import Cluster
from ops.tether import tethered

PEOPLE = "demo-people.txt"
UPLOADS = ("media", "mail", "keys", PEOPLE)
PREPARED = "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"


@contextmanager
def database(name: str = "motcua") -> Iterator[str]:
    """The address of a database on the server of DATABASE_URL, else on our own, which runs as long as the block."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    with Cluster().used() as cluster:
        cluster.ensure_database(name)
        yield cluster.url(name)


def surroundings(url: str, var: Path = VAR) -> dict[str, str]:
    """The environment of a Django process on that database, whose files lie in `var`."""
    addresses = {
        "MOTCUA_PUBLIC_URL": f"http://127.0.0.1:{layout.last_port('web') or 8000}",
        "VNEID_ISSUER": f"http://127.0.0.1:{layout.last_port('vneid') or 8100}",
        "POPULATION_URL": f"http://127.0.0.1:{layout.last_port('population') or 8110}",
    }
    return addresses | os.environ | {"DATABASE_URL": url, "MOTCUA_VAR": str(var)}


def contents() -> str:
    """A mark of everything that decides what a freshly seeded database holds."""
    return stamps.digest(
        [*sorted((ROOT / "src").rglob("*.py")), ROOT / "config", ROOT / "data", ROOT / "requirements.lock"]
    )


def prepared(url: str) -> str:
    """The mark of what was put into the database, kept inside it; empty for a new one."""
    return sql.query(url, PREPARED)


def prepare(url: str, var: Path = VAR) -> None:
    """Migrate and seed unless the database already holds just that."""
    now = contents()
    if prepared(url) == now and (var / PEOPLE).exists():
        return
    var.mkdir(parents=True, exist_ok=True)
    manage(url, var, "migrate", "--no-input", "--verbosity=0", say="Bringing the tables up to date")
    manage(url, var, "seed", say="Loading the province")
    (var / PEOPLE).write_text(manage(url, var, "demo_people", say="Looking up the demo people"))
    name = sql.query(url, "select quote_ident(current_database())")
    sql.query(url, f"comment on database {name} is {sql.quoted(now)}")


def collect_static(url: str, var: Path = VAR) -> None:
    """Gather and compress the files of the web server when one of them changed."""
    sources = sorted(each for each in (ROOT / "src").rglob("static") if each.is_dir())
    inputs = [*sources, VAR / "assets", ROOT / "requirements.lock", ROOT / "config" / "settings.py"]
    with stamps.outdated(f"static-{var.name}", inputs, var / "static" / "staticfiles.json") as needed:
        if needed:
            manage(url, var, "collectstatic", "--no-input", "--clear", "--verbosity=0", say="Collecting files")


def manage(url: str, var: Path, *command: str, say: str) -> str:
    """One management command; its standard output. A failure shows what it said."""
    print(f"{say} …", file=sys.stderr, flush=True)
    program = tethered([sys.executable, "-m", "config.manage", *command])
    done = subprocess.run(program, env=surroundings(url, var), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise OpsError(f"{say} failed (manage {command[0]}). What it said stands above.")
    return done.stdout


def start_anew() -> None:
    """Drop our own database and everything that was uploaded; a server of somebody else's is not touched."""
    if "DATABASE_URL" in os.environ:
        raise OpsError("--reset empties only our own server. Unset DATABASE_URL, or empty that database yourself.")
    with Cluster().used() as cluster:
        cluster.drop_database("motcua")
        cluster.ensure_database()
    for name in UPLOADS:
        path = VAR / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
