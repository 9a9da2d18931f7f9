"""One SQL statement through psql, for what must be asked before Django can run."""

import subprocess

from ops.binaries import binary
from ops.layout import OpsError


def query(url: str, statement: str) -> str:
    """The rows as plain text, columns parted by `|`. It travels by pipe: command lines are public."""
    command = [binary("psql"), "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", url]
    done = subprocess.run(command, input=statement, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OpsError(f"The database answered: {done.stderr.strip()}")
    return done.stdout.strip()


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
