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
MOST_LISTED = 1000


@dataclass(frozen=True, slots=True)
class Inspection:
    """``problem`` is None for a file that may be taken; ``thumbnail`` is a JPEG, perhaps empty.

    ``blank`` and ``blurry`` are page numbers from 1 among the first ``looked``; ``peak`` is the child's memory in KiB.
    """

    problem: Problem | None
    media_type: str = ""
    pages: int = 0
    thumbnail: bytes = b""
    looked: int = 0
    blank: tuple[int, ...] = ()
    blurry: tuple[int, ...] = ()
    signed: bool = False
    peak: int = 0


def command(module: str, arguments: list[str]) -> list[str]:
    return [sys.executable, "-P", "-s", "-m", module, *arguments]


def surroundings() -> dict[str, str]:
    """All that a child gets of our environment."""
    return {"PYTHONPATH": str(SOURCE), "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}


def run_child(module: str, arguments: list[str], file: Path, limits: Limits) -> dict[str, object] | None:
    """Run one of our modules with ``file`` on its standard input; its JSON answer, or None when it did not survive."""
    try:
        with file.open("rb") as content:
            done = subprocess.run(  # noqa: S603 - see the import
                command(module, arguments),
                stdin=content,
                capture_output=True,
                timeout=limits.wall_seconds,
                env=surroundings(),
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
        return Inspection(
            problem=problem,
            media_type=str(answer["media_type"]),
            pages=_number(answer["pages"]),
            thumbnail=base64.b64decode(str(answer["thumbnail"]), validate=True),
            looked=_number(answer["looked"]),
            blank=_numbers(answer["blank"]),
            blurry=_numbers(answer["blurry"]),
            signed=answer["signed"] is True,
            peak=_number(answer["peak"]),
        )
    except (KeyError, ValueError, binascii.Error):
        return Inspection(Problem.TOO_COMPLEX)


def _number(said: object) -> int:
    """A count as the child said it; the child read a stranger's bytes, so nothing of it is taken on trust."""
    if not isinstance(said, int) or not 0 <= said < 2**31:
        raise ValueError("not a count")
    return said


def _numbers(said: object) -> tuple[int, ...]:
    if not isinstance(said, list) or len(said) > MOST_LISTED:
        raise ValueError("not a list of counts")
    return tuple(_number(each) for each in said)
