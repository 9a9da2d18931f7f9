"""``python -m tests.drills [NAME…]``: the drills named, or all; one JSON object a flow; fails on any violation."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from ops import scratch
from ops.layout import OpsError

NAMES = ("crash", "registers")


@contextmanager
def copy_of_province() -> Iterator[None]:
    """A copy of the seeded database to spoil, dropped at the end."""
    seeded = os.environ["MOTCUA_DRILL_DB"]
    name = f"{seeded}_run"
    scratch.copy(seeded, name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        scratch.drop(name)


def crash() -> bool:
    from tests.drills.crash import crash as crash_flow
    from tests.drills.flows import FLOWS
    from tests.drills.stage import set_up

    held = True
    with copy_of_province(), set_up() as world:
        for flow in FLOWS:
            report = crash_flow(flow, world)
            sys.stdout.write(f"{report.line()}\n")
            sys.stdout.flush()
            held = held and not report.violations
    return held


def registers() -> bool:
    from tests.drills.registers import drill
    from tests.drills.stage import set_up

    held = True
    with copy_of_province(), set_up() as world:
        for report in drill(world):
            sys.stdout.write(f"{report.line()}\n")
            sys.stdout.flush()
            held = held and not report.violations
    return held


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise OpsError(f"There is no drill {' '.join(unknown)}. There are: {' '.join(NAMES)}")
    held = [{"crash": crash, "registers": registers}[name]() for name in names or NAMES]
    return 0 if all(held) else 1


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    try:
        sys.exit(main(sys.argv[1:]))
    except OpsError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
