"""What one version of a procedure says, before it is stored: the common form of facts, curated files and imports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

GENERIC_FORM = "to-khai-chung"


@dataclass(frozen=True, slots=True)
class CaseContent:
    key: str
    name: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class PaperContent:
    """``case`` "" = asked in every case; ``kind`` as in ``Paper.Kind``."""

    key: str
    name: str
    kind: str = "upload"
    case: str = ""
    help: str = ""
    required: bool = False
    originals: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class TermContent:
    """``amount`` None = no figure published; ``fee`` in đồng, None = not published."""

    channel: str
    amount: int | None = None
    unit: str = "working_day"
    case: str = ""
    note: str = ""
    fee: int | None = None
    fee_note: str = ""


@dataclass(frozen=True, slots=True)
class ResultContent:
    name: str
    code: str = ""
    template: str = "result/generic"


@dataclass(frozen=True, slots=True)
class AgencyContent:
    """Every organisation of ``kind``, or the one with ``code``."""

    level: str
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class VersionContent:
    """``form`` is {"name", "pages", "rules", "declaration"} of the procedure's own form, None = the generic one;
    ``steps`` of its own process, () = the default for its time limit. ``facts`` may hold who, where, hand_over_text,
    result_facts, convention, prechecks, tells (fact about a person → field that says it), accepts (paper → results)."""

    code: str
    name: str
    sector: str
    promulgated_by: str
    levels: tuple[str, ...]
    agencies: tuple[AgencyContent, ...]
    plain_name: str = ""
    summary: str = ""
    subjects: tuple[str, ...] = ()
    online: bool = True
    hand_over: bool = False
    same_day_cutoff: str = ""
    volume: int = 0
    sensitive: bool = False
    cases: tuple[CaseContent, ...] = ()
    papers: tuple[PaperContent, ...] = ()
    terms: tuple[TermContent, ...] = ()
    results: tuple[ResultContent, ...] = ()
    legal_bases: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] | None = None
    steps: tuple[Mapping[str, Any], ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for the same content: seeding again changes nothing."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]
