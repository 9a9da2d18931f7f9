"""`./bench` and `./drill`: a seeded database of their own, PostgreSQL's tools, then the package with the work."""

import os
import subprocess
import sys

from ops import assets, layout, province, sql, texts
from ops.binaries import binary
from ops.layout import OpsError
from ops.tether import tethered

PACKAGES = {"bench": "benches", "drill": "tests.drills"}


def own_url(url: str, name: str) -> str:
    """The address of the database `name` on the server of `url`; made there when missing."""
    head, _, options = url.partition("?")
    if not sql.query(url, f"select 1 from pg_database where datname = {sql.quoted(name)}"):  # noqa: S608
        sql.query(url, f'create database "{name}"')
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


def libpq(url: str) -> dict[str, str]:
    """What pgbench and psql read from the environment to reach the database without further options."""
    shown = subprocess.run(
        [binary("psql"), "-X", "-A", "-t", "-q", url, "-c", r"\echo :HOST|:PORT|:USER|:DBNAME"],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(("PGHOST", "PGPORT", "PGUSER", "PGDATABASE"), shown.stdout.strip().split("|"), strict=True))


def main() -> int:
    kind, *names = sys.argv[1:]
    assets.ensure()
    texts.ensure()
    with province.database() as server:
        name = f"motcua_{kind}"
        url = own_url(server, name)
        var = layout.own_files(kind)
        province.prepare(url, var)
        province.collect_static(url, var)
        programs = {"PGBENCH": binary("pgbench"), "PSQL": binary("psql"), f"MOTCUA_{kind.upper()}_DB": name}
        environ = province.surroundings(url, var) | programs | libpq(url)
        command = tethered([sys.executable, "-m", PACKAGES[kind], *names])
        return subprocess.run(command, cwd=layout.ROOT, env=os.environ | environ, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OpsError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
