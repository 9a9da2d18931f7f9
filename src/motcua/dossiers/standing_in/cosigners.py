"""Who must agree before a procedure's dossier is filed: as declared in its version, read from the answers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from motcua.expressions import ExpressionError, holds, parse

PARTS = ("full_name", "id_number", "birth", "phone")


@dataclass(frozen=True, slots=True)
class Cosigner:
    """``key`` names the declaration (with a number for the rows of a group), ``say`` as whom, in words.

    ``at`` = the question where the identity number is given; ``paper`` = what they may have signed instead;
    ``part`` of a bundle they agree to ("" = the whole).
    """

    key: str
    say: str
    at: str
    full_name: str = ""
    id_number: str = ""
    birth: date | None = None
    phone: str = ""
    paper: str = ""
    part: str = ""


def cosigners_of(
    declared: Sequence[Mapping[str, Any]], answers: Mapping[str, Any], *, case_key: str, filer_number: str, today: date
) -> list[Cosigner]:
    """Those who must still agree: everybody declared that these answers name, without the filer and without doubles.

    ``declared``: ``{"key", "who", "say", "when", "paper", "part"}``; ``who`` is the key of a person, of a repeating
    group whose rows have a ``full_name`` and an ``id_number``, or names the questions:
    ``{"full_name": …, "id_number": …, "rows": …}``.
    """
    values = {**flattened(answers), "truong_hop": case_key}
    found: list[Cosigner] = []
    numbers = {filer_number} - {""}
    for one in declared:
        if not _applies(str(one.get("when", "")), values, today):
            continue
        for person in _people(one, answers):
            if person.id_number in numbers:
                continue
            numbers |= {person.id_number} - {""}
            found.append(person)
    return found


def flattened(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with the parts of a person under names of their own: ``wife`` → ``wife_full_name`` …"""
    flat = dict(answers)
    for key, value in answers.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}_{part}": each for part, each in value.items()}
    return {key: value for key, value in flat.items() if value != "" and not isinstance(value, Mapping)}


def _applies(when: str, values: Mapping[str, Any], today: date) -> bool:
    """A condition that cannot be worked out asks for the signature: better one too many than one too few."""
    if not when:
        return True
    try:
        return holds(parse(when), values, today=today)
    except ExpressionError:
        return True


def _people(one: Mapping[str, Any], answers: Mapping[str, Any]) -> Iterator[Cosigner]:
    who, base = one["who"], _as_declared(one)
    names = {part: part for part in PARTS}
    if isinstance(who, Mapping):
        names |= {part: str(who[part]) for part in PARTS if part in who}
        group = answers.get(str(who.get("rows", "")))
        if "rows" not in who:
            yield _named(replace(base, at=names["id_number"]), names, answers)
            return
        base = replace(base, at=str(who["rows"]))
    else:
        group = answers.get(str(who))
        base = replace(base, at=str(who))
    if isinstance(group, Mapping):
        yield _named(base, names, group)
    elif isinstance(group, Sequence) and not isinstance(group, str):
        for number, row in enumerate(group, 1):
            yield _named(replace(base, key=f"{base.key}-{number}"), names, row)


def _as_declared(one: Mapping[str, Any]) -> Cosigner:
    key, say = str(one["key"]), str(one["say"])
    return Cosigner(key=key, say=say, at="", paper=str(one.get("paper", "")), part=str(one.get("part", "")))


def _named(base: Cosigner, names: Mapping[str, str], values: Mapping[str, Any]) -> Cosigner:
    return replace(
        base,
        full_name=str(values.get(names["full_name"]) or ""),
        id_number=str(values.get(names["id_number"]) or ""),
        birth=_day(values.get(names["birth"])),
        phone=str(values.get(names["phone"]) or ""),
    )


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-11-22") else None
    except ValueError:
        return None
