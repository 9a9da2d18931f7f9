"""What a draft was told at which field, as kept in ``Draft.told``. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from motcua.dossiers.enums import ToldSource, ToldState
from motcua.dossiers.telling_once.facts import PARTS, Fact, Known
from motcua.forms.rules import Answer, Field, FieldType, FormDefinition

_AUTHORITIES = (ToldSource.VNEID, ToldSource.REGISTER, ToldSource.RESULT)
EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Told:
    """One field. ``unasked`` = the source could not be asked: declared now, verified later.

    ``now`` is what the source said at the last look, where that differs; ``confirmed`` = the source was asked again
    and agrees.
    """

    source: ToldSource
    value: Answer = None
    at: datetime | None = None
    ref: str = ""
    locked: bool = False
    unasked: bool = False
    now: Answer = None
    confirmed: bool = False

    def state(self, answer: Answer) -> ToldState:
        """How the filed ``answer`` stands to its source."""
        if self.now not in EMPTY and self.now != answer:
            return ToldState.DIFFERS
        if self.unasked and not self.confirmed:
            return ToldState.UNVERIFIED
        if self.locked or self.confirmed or (self.source in _AUTHORITIES and self.value == answer):
            return ToldState.CONFIRMED
        return ToldState.OWN


type Snapshot = dict[str, Told]


def snapshot(definition: FormDefinition, known: Known, unasked: Collection[str]) -> Snapshot:
    """What each field is told; ``unasked`` names facts that their source could not give."""
    found: Snapshot = {}
    for item in definition.fields.values():
        told = _told(item, known, unasked) if item.prefill else None
        if told is not None:
            found[item.key] = told
    return found


def _told(item: Field, known: Known, unasked: Collection[str]) -> Told | None:
    facts = _facts(item, known)
    lost = any(name in unasked for name in _names(item))
    if not facts:
        return Told(ToldSource.REGISTER, unasked=True) if lost and item.type is not FieldType.YES_NO else None
    first = next(iter(facts.values()))
    if item.type is not FieldType.PERSON:
        return Told(first.source, first.value, first.at, first.ref, first.locked)
    whole = all(part.key in facts for part in item.fields)
    return Told(
        source=ToldSource.REGISTER if lost else first.source,
        value={key: fact.value for key, fact in facts.items()},
        at=first.at,
        ref=first.ref,
        locked=whole and all(fact.locked for fact in facts.values()),
        unasked=lost,
    )


def _facts(item: Field, known: Known) -> dict[str, Fact]:
    """By part of a person, or the one fact under the field's own key."""
    if item.type is not FieldType.PERSON:
        return {item.key: known[item.prefill]} if item.prefill in known else {}
    named = {part.key: known.get(name) for part, name in zip(item.fields, _names(item), strict=True)}
    return {key: fact for key, fact in named.items() if fact is not None}


def _names(item: Field) -> list[str]:
    """The facts behind a field, in the order of its parts."""
    if item.type is not FieldType.PERSON:
        return [item.prefill]
    return [f"{item.prefill}.{PARTS.get(part.key, part.key)}" for part in item.fields]


def names_wanted(definition: FormDefinition) -> frozenset[str]:
    """Every fact the form could use."""
    wanted: set[str] = set()
    for item in definition.fields.values():
        if item.prefill:
            wanted |= set(_names(item))
    return frozenset(wanted)


def locked_keys(told: Snapshot) -> frozenset[str]:
    return frozenset(key for key, one in told.items() if one.locked)


def held_against(told: Snapshot, fresh: Snapshot, answers: Mapping[str, Answer], *, asked: Collection[str]) -> Snapshot:
    """The snapshot after the sources were asked again; ``asked`` are the sources that answered."""
    return {key: _again(one, fresh.get(key), answers.get(key), asked) for key, one in told.items()}


def _again(one: Told, fresh: Told | None, answer: Answer, asked: Collection[str]) -> Told:
    if one.source not in asked or fresh is None or fresh.unasked or fresh.value in EMPTY:
        return one  # what the source does not say agrees with nothing and contradicts nothing
    if fresh.value == answer:
        return replace(one, at=fresh.at, now=None, confirmed=one.locked or one.unasked or one.confirmed)
    if one.locked or one.unasked or one.confirmed:
        return replace(one, now=fresh.value, at=one.at)
    return one


def to_json(told: Snapshot) -> dict[str, Any]:
    return {key: {**asdict(one), "at": one.at.isoformat() if one.at else ""} for key, one in told.items()}


def from_json(raw: Mapping[str, Any]) -> Snapshot:
    return {
        key: Told(
            **{
                **one,
                "source": ToldSource(one["source"]),
                "at": datetime.fromisoformat(one["at"]) if one["at"] else None,
            }
        )
        for key, one in raw.items()
    }
