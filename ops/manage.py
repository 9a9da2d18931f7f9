"""`./manage COMMAND …`: a management command on the database of `./run`, which runs for as long as it is needed."""

import os
import runpy
import sys

from ops import province
from ops.layout import OpsError

# These are how a database gets ready, or need none: seeding it first would be in their way.
UNSEEDED = {
    "check",
    "compilemessages",
    "help",
    "--help",
    "--version",
    "makemessages",
    "makemigrations",
    "migrate",
    "seed",
}


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    os.umask(0o077)
    with province.database() as url:
        if command not in UNSEEDED and not province.prepared(url):
            province.prepare(url)
        os.environ.update(province.surroundings(url))
        sys.argv[0] = "./manage"
        runpy.run_module("config.manage", run_name="__main__")


if __name__ == "__main__":
    try:
        main()
    except OpsError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
