"""Curated files (``data/curated/<code>.json``): what we say better than the published catalogue does.

A file may replace anything of ``VersionContent``; what it leaves out stays as published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from motcua.catalogue.reading.content import (
    AgencyContent,
    CaseContent,
    PaperContent,
    ResultContent,
    TermContent,
    VersionContent,
)
from motcua.catalogue.reading.published import Competence, published

SOURCES = "sources"  # which facts of the file were read somewhere and which recalled; for its editors alone
TEXTS = ("plain_name", "summary", "same_day_cutoff")
FLAGS = ("online", "hand_over", "sensitive")
FACTS = (
    "who",
    "where",
    "hand_over_text",
    "result_facts",
    "good_photo",
    "owner_name",
    "subject_fields",
    "convention",
    "parts",
    "cosigners",
    "guide",
    "prechecks",
    "tells",
    "accepts",
)


def curated(raw: Mapping[str, Any], fact: Mapping[str, Any] | None, competence: Competence) -> VersionContent:
    """``fact`` is the published item of the same code, None when there is none: then ``raw`` names everything."""
    content = published({**(fact or {}), **_published_part(raw)}, competence)
    changes: dict[str, Any] = {name: raw[name] for name in (*TEXTS, *FLAGS, "form") if name in raw}
    if "volume" in raw:
        changes["volume"] = int(raw["volume"])
    if "agencies" in raw:
        changes["agencies"] = tuple(AgencyContent(**each) for each in raw["agencies"])
    if "cases" in raw:
        changes["cases"] = tuple(CaseContent(**each) for each in raw["cases"])
    if "papers" in raw:
        changes["papers"] = tuple(_papers(raw["papers"]))
    if "terms" in raw:
        changes["terms"] = tuple(TermContent(**each) for each in raw["terms"])
    if "results" in raw:
        changes["results"] = tuple(ResultContent(**each) for each in raw["results"])
    changes["steps"] = tuple(raw.get("steps", ()))
    changes["facts"] = {name: raw[name] for name in FACTS if name in raw}
    return replace(content, **changes)


def _published_part(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a file may say in the published catalogue's own words."""
    names = ("code", "name", "sector", "promulgated_by", "levels", "subjects", "legal_basis")
    part = {name: raw[name] for name in names if name in raw}
    known = {each.name for each in fields(VersionContent)} | set(names) | set(FACTS) | {SOURCES}
    strange = set(raw) - known
    if strange:
        raise ValueError(f"{raw.get('code')}: unknown keys {sorted(strange)}")
    return part


def _papers(rows: Iterable[Mapping[str, Any]]) -> Iterable[PaperContent]:
    """``cases`` lists the cases a paper belongs to, one row each; without it the paper is asked in every case."""
    for row in rows:
        rest = {name: value for name, value in row.items() if name != "cases"}
        for case in row.get("cases", [""]):
            yield PaperContent(**{**rest, "case": case, "key": f"{row['key']}--{case}" if case else row["key"]})
