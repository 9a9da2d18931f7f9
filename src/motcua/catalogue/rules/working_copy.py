"""The working copy of a procedure: ``VersionContent`` as JSON that may be incomplete, field by field the same names.

Beyond these it holds ``aliases`` (phrases to be searched once it is published), ``form_from`` and ``steps_from``
(codes of what these were taken from). Numbers that could not be read stand as they were typed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, fields
from typing import Any

from django.utils.text import slugify

from motcua.catalogue.enums import Channel, Level, Part, ResultTemplate
from motcua.catalogue.guides import BadGuide, parse_guide
from motcua.catalogue.models import Paper
from motcua.catalogue.reading.content import (
    AgencyContent,
    CaseContent,
    PaperContent,
    ResultContent,
    TermContent,
    VersionContent,
)
from motcua.forms.rules import parse as parse_form
from motcua.forms.rules.parsing import definition_of
from motcua.kernel.errors import Invalid
from motcua.kernel.text import fold
from motcua.worktime.enums import TimeUnit

type Copy = dict[str, Any]

FIELDS: Mapping[Part, tuple[str, ...]] = {
    Part.BASICS: ("code", "name", "plain_name", "summary", "sector", "promulgated_by", "subjects", "agencies", "levels",
                  "sensitive", "volume"),
    Part.CASES: ("cases",),
    Part.PAPERS: ("papers",),
    Part.CHANNELS: ("terms", "online", "hand_over", "same_day_cutoff"),
    Part.FORM: ("form", "form_from"),
    Part.RESULTS: ("results",),
    Part.PROCESS: ("steps", "steps_from"),
    Part.LEGAL: ("legal_bases",),
    Part.ALIASES: ("aliases",),
    Part.CHECKS: (),
    Part.GUIDE: (),
    Part.COSIGNERS: (),
}  # fmt: skip
FACTS: Mapping[Part, tuple[str, ...]] = {
    Part.BASICS: ("who", "where"),
    Part.PAPERS: ("good_photo",),
    Part.CHANNELS: ("hand_over_text",),
    Part.RESULTS: ("result_facts", "subject_fields", "result_symbol"),
    Part.CHECKS: ("prechecks",),
    Part.GUIDE: ("guide",),
    Part.COSIGNERS: ("cosigners",),
}
LONGEST_KEY, PLAIN_LONGEST = 40, 200
MOST_PIECES, LONGEST_LIMIT, HIGHEST_FEE = 99, 999, 2_000_000_000


def new_copy(*, code: str, name: str, promulgated_by: str) -> Copy:
    """A procedure nobody has described: the three channels are there, because nearly every procedure has them."""
    terms = tuple(TermContent(channel.value) for channel in Channel)
    plain = name if len(name) <= PLAIN_LONGEST else ""
    content = VersionContent(
        code=code,
        name=name,
        sector="",
        promulgated_by=promulgated_by,
        levels=(),
        agencies=(),
        plain_name=plain,
        terms=terms,
        results=(),
    )
    return copy_of(content)


def copy_of(content: VersionContent) -> Copy:
    """What a version says, ready to be worked on."""
    copy: Copy = json.loads(json.dumps(asdict(content), ensure_ascii=False))
    return {**copy, "aliases": [], "form_from": "", "steps_from": ""}


def part_of(copy: Mapping[str, Any], part: Part) -> dict[str, Any]:
    """The fields of one part, its facts under ``facts``."""
    told = {name: copy["facts"][name] for name in FACTS.get(part, ()) if name in copy["facts"]}
    return {**{name: copy[name] for name in FIELDS[part]}, "facts": told}


def with_part(copy: Mapping[str, Any], part: Part, changed: Mapping[str, Any]) -> Copy:
    """The copy with this part as ``changed`` says; what that leaves out stays, but ``facts`` are given whole."""
    strange = set(changed) - {*FIELDS[part], "facts"}
    if strange:
        raise ValueError(f"{part} does not hold {sorted(strange)}")
    found = {**copy, **{name: value for name, value in changed.items() if name != "facts"}}
    if "facts" in changed:
        mine = FACTS.get(part, ())
        kept = {name: value for name, value in copy["facts"].items() if name not in mine}
        told = {name: value for name, value in changed["facts"].items() if name in mine and value}
        found["facts"] = {**kept, **told}
    if part in (Part.CASES, Part.PAPERS):
        found[FIELDS[part][0]] = with_keys(found[FIELDS[part][0]])
    return found


def stamp_of(value: Mapping[str, Any]) -> str:
    """The same for the same content: a form sent from an older state of it is noticed."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def with_keys(rows: Collection[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each row under a key that stays when its name changes; new ones are named after their words."""
    taken = {row["key"] for row in rows if row.get("key")}
    found = []
    for row in rows:
        key = row.get("key") or _fresh(str(row.get("name", "")), taken)
        taken.add(key)
        found.append({**row, "key": key})
    return found


def _fresh(name: str, taken: Collection[str]) -> str:
    stem = slugify(fold(name))[: LONGEST_KEY - 4].strip("-") or "muc"
    number = 1
    while (key := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return key


def content_of_copy(copy: Mapping[str, Any]) -> VersionContent:
    """The version the copy describes. Whatever ``missing.problems`` objects to is left out, so that a preview can be
    drawn of anything; of a copy without problems nothing is left out."""
    cases = tuple(_built(CaseContent, row) for row in copy["cases"] if row.get("name") and row.get("key"))
    keys = {"", *(case.key for case in cases)}
    return VersionContent(
        code=copy["code"],
        name=copy["name"],
        sector=copy["sector"],
        promulgated_by=copy["promulgated_by"],
        summary=copy["summary"],
        levels=tuple(copy["levels"]),
        subjects=tuple(copy["subjects"]),
        online=bool(copy["online"]),
        hand_over=bool(copy["hand_over"]),
        sensitive=bool(copy["sensitive"]),
        legal_bases=tuple(copy["legal_bases"]),
        former_codes=tuple(copy["former_codes"]),
        steps=tuple(copy["steps"]),
        plain_name=copy["plain_name"] or copy["name"][:PLAIN_LONGEST],
        volume=copy["volume"] if isinstance(copy["volume"], int) else 0,
        same_day_cutoff=copy["same_day_cutoff"] if is_hour(copy["same_day_cutoff"]) else "",
        agencies=tuple(_built(AgencyContent, row) for row in copy["agencies"] if row.get("level") in Level.values),
        cases=cases,
        papers=tuple(_paper(row, keys) for row in copy["papers"] if row.get("name") and row.get("key")),
        terms=tuple(_term(row, keys) for row in _distinct(copy["terms"])),
        results=tuple(_result(row) for row in copy["results"] if row.get("name")),
        facts=_facts(copy, keys - {""}),
        form=copy["form"] if is_form(copy["form"]) else None,
    )


def guide_fits(copy: Mapping[str, Any]) -> bool:
    """Whether the questions before the form lead only to cases that are there."""
    cases = {"", *(row.get("key", "") for row in copy["cases"])}
    rows = copy["facts"].get("guide", [])
    return all(choice.get("case", "") in cases for row in rows for choice in row.get("choices", ()))


def _facts(copy: Mapping[str, Any], cases: Collection[str]) -> dict[str, Any]:
    facts = dict(copy["facts"])
    try:
        parse_guide(facts.get("guide", []), cases=cases)
    except BadGuide:
        del facts["guide"]
    return facts


def is_form(definition: object) -> bool:
    try:
        return isinstance(definition, dict) and bool(parse_form(definition_of(definition)))
    except Invalid:
        return False


def is_hour(text: object) -> bool:
    return isinstance(text, str) and bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:00)?", text))


def is_whole(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _built[C](kind: type[C], row: Mapping[str, Any]) -> C:
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in row.items() if name in names})


def _paper(row: Mapping[str, Any], cases: Collection[str]) -> PaperContent:
    counts = {name: row[name] if is_whole(row.get(name), MOST_PIECES) else 0 for name in ("originals", "copies")}
    kind = row["kind"] if row.get("kind") in Paper.Kind.values else Paper.Kind.UPLOAD.value
    case = row["case"] if row.get("case") in cases else ""
    return _built(PaperContent, {**row, **counts, "kind": kind, "case": case})


def _term(row: Mapping[str, Any], cases: Collection[str]) -> TermContent:
    amount = row["amount"] if is_whole(row.get("amount"), LONGEST_LIMIT) and row["amount"] else None
    fee = row["fee"] if is_whole(row.get("fee"), HIGHEST_FEE) else None
    unit = row["unit"] if row.get("unit") in TimeUnit.values else TimeUnit.WORKING_DAY.value
    case = row["case"] if row.get("case") in cases else ""
    return _built(TermContent, {**row, "amount": amount, "fee": fee, "unit": unit, "case": case})


def _distinct(rows: Collection[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    known = [row for row in rows if row.get("channel") in Channel.values]
    return list({(row["channel"], row.get("case", "")): row for row in reversed(known)}.values())[::-1]


def _result(row: Mapping[str, Any]) -> ResultContent:
    template = row["template"] if row.get("template") in ResultTemplate.values else ResultTemplate.GENERIC.value
    return _built(ResultContent, {**row, "template": template})
