"""Looking at a stranger's file in a child process that may not harm us."""

from __future__ import annotations

import base64
import binascii
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from motcua.documents.enums import Problem
from motcua.documents.limits import Limits

SOURCE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Inspection:
    """``problem`` is None for a file that may be taken; ``thumbnail`` is a JPEG, perhaps empty."""

    problem: Problem | None
    media_type: str = ""
    pages: int = 0
    thumbnail: bytes = b""


def run_child(module: str, arguments: list[str], file: Path, limits: Limits) -> dict[str, object] | None:
    """Run one of our modules with ``file`` on its standard input; its JSON answer, or None when it did not survive."""
    try:
        with file.open("rb") as content:
            done = subprocess.run(  # noqa: S603 - see the import
                [sys.executable, "-P", "-s", "-m", module, *arguments],
                stdin=content,
                capture_output=True,
                timeout=limits.wall_seconds,
                env={"PYTHONPATH": str(SOURCE), "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
                check=False,
            )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def inspect(file: Path, limits: Limits) -> Inspection:
    """Look at ``file``; a child that died or ran out of time makes the file too complex to take."""
    numbers = [limits.max_pixels, limits.max_pages, limits.memory, limits.cpu_seconds]
    answer = run_child("motcua.documents.inspect", [str(number) for number in numbers], file, limits)
    if answer is None:
        return Inspection(Problem.TOO_COMPLEX)
    try:
        problem = Problem(str(answer["problem"])) if answer["problem"] else None
        picture = base64.b64decode(str(answer["thumbnail"]), validate=True)
        return Inspection(problem, str(answer["media_type"]), int(str(answer["pages"])), picture)
    except (KeyError, ValueError, binascii.Error):
        return Inspection(Problem.TOO_COMPLEX)
