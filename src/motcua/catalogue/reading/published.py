"""One procedure of the published catalogue (``data/procedures.json``) as ``VersionContent``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from motcua.catalogue.codes import normalise
from motcua.catalogue.reading.content import AgencyContent, ResultContent, VersionContent
from motcua.catalogue.reading.papers import read_papers, tidy
from motcua.catalogue.reading.terms import read_terms
from motcua.kernel.text import calm

LEVELS = {"Cấp xã": "commune", "Cấp tỉnh": "province", "Cấp bộ": "ministry", "Cơ quan khác": "other"}
_OFFICE_WORDS = re.compile(r"^thủ tục( hành chính)?\s*:?\s+", re.IGNORECASE)
LONGEST_PLAIN = 160


class Unreadable(ValueError):
    """The item cannot be made into a procedure; the text says why."""


@dataclass(frozen=True, slots=True)
class Competence:
    """Which provincial body resolves what, and whose names are not shown in public (``data/competence.json``)."""

    by_sector: Mapping[str, str]
    by_ministry: Mapping[str, str]
    sensitive_sectors: frozenset[str]
    sensitive_words: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Self:
        raw = json.loads(path.read_text(encoding="utf-8"))
        words = tuple(word.lower() for word in raw["sensitive_words"])
        return cls(raw["by_sector"], raw["by_ministry"], frozenset(raw["sensitive_sectors"]), words)

    def agencies(self, levels: tuple[str, ...], sector: str, promulgated_by: str) -> tuple[AgencyContent, ...]:
        """Commune committees for the commune level, the department of the sector or ministry for the province."""
        found = [AgencyContent("commune", kind="commune")] if "commune" in levels else []
        if "province" in levels:
            code = self.by_sector.get(sector) or self.by_ministry.get(promulgated_by, "")
            found.append(AgencyContent("province", code=code) if code else AgencyContent("province", kind="department"))
        return tuple(found)

    def sensitive(self, sector: str, name: str) -> bool:
        return sector in self.sensitive_sectors or any(word in name.lower() for word in self.sensitive_words)


def published(raw: Mapping[str, Any], competence: Competence) -> VersionContent:
    """The content of one published item. Raises ``Unreadable``."""
    code = normalise(str(raw.get("code") or ""))
    name = tidy(str(raw.get("name") or "")).removesuffix("…")
    if code is None:
        raise Unreadable(f"mã “{str(raw.get('code'))[:40]}” không phải mã thủ tục dạng 1.234567")
    if not name:
        raise Unreadable("không có tên thủ tục")
    levels = read_levels(raw.get("levels"))
    sector, by = str(raw.get("sector") or "Khác")[:120], str(raw.get("promulgated_by") or "")[:120]
    agencies = competence.agencies(levels, sector, by)
    if not agencies:
        raise Unreadable("không có cấp giải quyết là cấp tỉnh hoặc cấp xã")
    cases, papers = read_papers(raw.get("cases"))
    terms = read_terms(raw.get("channels"))
    return VersionContent(
        code=code,
        name=name[:600],
        plain_name=plain(name),
        sector=sector,
        promulgated_by=by,
        levels=levels,
        agencies=agencies,
        subjects=tuple(str(each)[:120] for each in raw.get("subjects") or ()),
        online=any(term.channel == "online" for term in terms) or not terms,
        sensitive=competence.sensitive(sector, name),
        cases=cases,
        papers=papers,
        terms=terms,
        results=_results(raw.get("results")),
        legal_bases=tuple(dict.fromkeys(str(each)[:120] for each in raw.get("legal_basis") or () if each)),
        former_codes=_former(raw, code),
    )


def read_levels(raw: object) -> tuple[str, ...]:
    """Level values from a list or a ";" text of "Cấp xã", "Cấp tỉnh" …"""
    listed = raw.split(";") if isinstance(raw, str) else raw if isinstance(raw, list) else []
    return tuple(dict.fromkeys(LEVELS[str(each).strip()] for each in listed if str(each).strip() in LEVELS))


def plain(name: str) -> str:
    """The official name without its words of office, cut at a word."""
    bare = calm(_OFFICE_WORDS.sub("", name).strip(" .:"))
    bare = bare[:1].upper() + bare[1:]
    return bare if len(bare) <= LONGEST_PLAIN else bare[:LONGEST_PLAIN].rsplit(" ", 1)[0] + "…"


def _results(raw: object) -> tuple[ResultContent, ...]:
    rows = [each for each in raw if isinstance(each, dict)] if isinstance(raw, list) else []
    found = [ResultContent(tidy(str(row.get("name") or ""))[:300], str(row.get("code") or "")[:30]) for row in rows]
    return tuple(each for each in found if each.name) or (ResultContent("Văn bản trả lời của cơ quan giải quyết"),)


def _former(raw: Mapping[str, Any], code: str) -> tuple[str, ...]:
    listed = [str(raw["code"]).strip(), *(str(each).strip() for each in raw.get("former_codes") or ())]
    return tuple(dict.fromkeys(each[:40] for each in listed if each and each != code))
