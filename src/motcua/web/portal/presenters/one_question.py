"""The easy mode's page: one question at a time out of a page of several, with what is said before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from motcua.forms.presenters import FieldView

SAID = frozenset({"info", "calculated"})


def questions_of(fields: Sequence[FieldView]) -> list[str]:
    """The keys of what a person answers, in order."""
    return [field.key for field in fields if _is_question(field)]


def narrowed(fields: Sequence[FieldView], wanted: str, wrong: Collection[str] = ()) -> tuple[list[FieldView], str]:
    """The fields to show and the key of the question among them; all of them and "" when there is one at most.

    ``wanted`` is the question asked for; one of the ``wrong`` ones comes first.
    """
    keys = questions_of(fields)
    if len(keys) < len(("this", "next")):
        return list(fields), ""
    key = next((each for each in keys if each in wrong), wanted if wanted in keys else keys[0])
    places = [number for number, field in enumerate(fields) if _is_question(field)]
    place = places[keys.index(key)]
    before = max((each for each in places if each < place), default=-1)
    return [field for field in fields[before + 1 : place + 1] if not field.unasked], key


def following(fields: Sequence[FieldView], key: str) -> str:
    """The question after ``key``; "" at the end of the page."""
    keys = questions_of(fields)
    place = keys.index(key) if key in keys else len(keys)
    return keys[place + 1] if place + 1 < len(keys) else ""


def _is_question(field: FieldView) -> bool:
    return not field.unasked and not field.locked and field.widget not in SAID
