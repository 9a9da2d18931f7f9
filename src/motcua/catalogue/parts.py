"""Parts of a bundle: which procedures one form files at once, and where each takes its answers from.

``facts["parts"]`` of a version, written in ``data/curated/<code>.json``; the README of the catalogue shows one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.expressions import ExpressionError, parse
from motcua.forms.rules import Answer, met

LITERAL = "="
CHOSEN, NAMED, AT = "chosen", "named", "at:"
RESULT_FACTS = frozenset({"symbol", "issued_on", "agency"})
type Source = str | Mapping[str, Any]  # a field, "=literal", or {"by": field, "of": {answer: Source}}
_KEYS = {"key", "code", "title", "agency", "case", "answers", "papers", "after", "result", "when"}


class BadParts(ValueError):
    """The declaration cannot be followed; the text says where."""


@dataclass(frozen=True, slots=True)
class Part:
    """One procedure of a bundle.

    ``agency``: ``chosen`` = the body the applicant chose, ``named`` = the one body the procedure names, ``at:field`` =
    the one of the commune in that address of the part. ``answers`` and ``papers``: the part's own key → where it comes
    from in the bundle. ``after``: the part whose result it needs, and ``result`` which of its fields hold what of that
    result (``RESULT_FACTS``). ``when``: asked for only while this condition holds.
    """

    key: str
    code: str
    title: str
    agency: str
    case: Source
    answers: Mapping[str, Source]
    papers: Mapping[str, str]
    after: str
    result: Mapping[str, str]
    when: str

    def wanted(self, answers: Mapping[str, Answer], *, today: date) -> bool:
        """Whether these answers of the bundle's form ask for this part."""
        return not self.when or met(parse(self.when), answers, today)

    def case_key(self, answers: Mapping[str, Answer]) -> str:
        value, _field = resolve(self.case, answers)
        return value if isinstance(value, str) else ""

    def answers_of(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """The part's own answers, drawn from the bundle's (``me_full_name`` too); what was not asked is left out."""
        found = {key: resolve(source, answers)[0] for key, source in self.answers.items()}
        return {key: value for key, value in found.items() if value is not None}

    def asked_at(self, key: str, answers: Mapping[str, Answer]) -> str:
        """The field of the bundle's form behind a field or paper of the part; "" when nobody was asked."""
        if key in self.papers:
            return self.papers[key]
        return resolve(self.answers[key], answers)[1] if key in self.answers else ""


def resolve(source: Source, answers: Mapping[str, Answer]) -> tuple[Answer, str]:
    """The value at ``source`` and the field it stands in (the one that decides, for a literal chosen by one)."""
    if isinstance(source, str):
        if source.startswith(LITERAL):
            return source.removeprefix(LITERAL), ""
        return answers.get(source), source
    by = str(source["by"])
    chosen = source["of"].get(answers.get(by))
    value, field = resolve(chosen, answers) if chosen is not None else (None, "")
    return value, field or by


def parse_parts(raw: object) -> tuple[Part, ...]:
    """The declared parts in order. Raises ``BadParts`` where they cannot be followed."""
    rows = raw if isinstance(raw, list) else []
    parts: list[Part] = []
    for row in rows:
        strange = set(row) - _KEYS
        if strange or not {"key", "code", "title"} <= set(row):
            raise BadParts(f"part {row.get('key')}: unknown or missing keys {sorted(strange)}")
        part = Part(
            key=row["key"],
            code=row["code"],
            title=row["title"],
            agency=row.get("agency", CHOSEN),
            case=row.get("case", LITERAL),
            answers=row.get("answers", {}),
            papers=row.get("papers", {}),
            after=row.get("after", ""),
            result=row.get("result", {}),
            when=row.get("when", ""),
        )
        try:
            parse(part.when or "true")
        except ExpressionError as error:
            raise BadParts(f"part {part.key}: {error}") from None
        if part.after and part.after not in {one.key for one in parts}:
            raise BadParts(f"part {part.key}: waits for {part.after}, which does not come before it")
        known = part.agency in {CHOSEN, NAMED} or part.agency.removeprefix(AT) in part.answers
        if not set(part.result.values()) <= RESULT_FACTS or not known:
            raise BadParts(f"part {part.key}: unknown result fact or agency rule")
        parts.append(part)
    if len({part.key for part in parts}) != len(parts):
        raise BadParts("two parts have one key")
    return tuple(parts)
