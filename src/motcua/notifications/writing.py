"""Messages from their templates: plain text, nothing escaped because nothing is markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from motcua.notifications.kinds import KINDS
from motcua.notifications.words import unaccented, values

TEMPLATES = Path(__file__).resolve().parent / "templates"
SMS_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str


def written(kind: str, context: Mapping[str, Any], *, link: str = "") -> Text:
    """Subject (at most 200 characters) and body of a message; ``link`` is ours and the only one in it."""
    subject, _, body = _render(f"{kind}.txt", {**values(context), "link": link}).strip().partition("\n")
    return Text(subject=subject.strip()[:200], body=_tidy(body))


def short(kind: str, context: Mapping[str, Any]) -> str:
    """The same in one SMS: unaccented GSM-7, at most 160 characters, long names clipped until it fits."""
    clean = values(context)
    text = ""
    for room in (60, 40, 28, 18, 10):
        clipped = {key: _clip(each, room) for key, each in clean.items()}
        text = " ".join(unaccented(_render(f"{kind}.sms.txt", clipped)).split())
        if len(text) <= SMS_LENGTH:
            return text
    return text[:SMS_LENGTH]


def _clip(value: Any, room: int) -> Any:
    if not isinstance(value, str) or len(value) <= max(room, 22):  # codes and moments are never cut
        return value
    return value[: room - 2].rstrip(" ,.;") + ".."


def _render(name: str, context: Mapping[str, Any]) -> str:
    if name.partition(".")[0] not in KINDS:
        raise ValueError(f"no such kind of message: {name}")
    return _engine().get_template(name).render(Context(dict(context), autoescape=False, use_l10n=False, use_tz=False))


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(TEMPLATES)], autoescape=False)


def _tidy(body: str) -> str:
    """At most one empty line in a row, whatever conditions left out."""
    kept: list[str] = []
    for line in (each.rstrip() for each in body.strip().splitlines()):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept)
