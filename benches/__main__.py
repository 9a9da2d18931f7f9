"""``python -m benches [NAME…]``: run the benches named, or all, and fail when one misses its goal."""

from __future__ import annotations

import importlib
import os
import sys

NAMES = ("search", "filing", "advance", "workflow", "tracking", "inbox", "forms")


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise OpsError(f"There is no bench {' '.join(unknown)}. There are: {' '.join(NAMES)}")
    chosen = names or list(NAMES)
    if set(chosen) - {"search", "forms"}:
        load.ensure()
    held = True
    for name in chosen:
        found = importlib.import_module(f"benches.{name}").run()
        for result in [found] if isinstance(found, Result) else found:
            print(result.line(), flush=True)
            held = held and result.holds
    return 0 if held else 1


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from benches import load
    from benches.report import Result
    from ops.layout import OpsError

    try:
        sys.exit(main(sys.argv[1:]))
    except OpsError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
