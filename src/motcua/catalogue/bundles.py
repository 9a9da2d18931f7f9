"""Everything a version says, as one frozen value: what hot paths read instead of tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Any

from motcua.catalogue.enums import Channel, Level
from motcua.catalogue.guides import Question, parse_guide
from motcua.catalogue.parts import Part, parse_parts
from motcua.catalogue.prechecks import Precheck, parse_prechecks
from motcua.catalogue.terms import Term, duration_of, limit_words, term_of
from motcua.forms.rules import Answer, FormDefinition, flat, located, shown
from motcua.kernel.record import in_record_language
from motcua.workflow.rules import Process
from motcua.worktime.enums import Convention
from motcua.worktime.rules import Duration
from motcua.worktime.selectors import convention

NO_FACTS: Mapping[str, Any] = MappingProxyType({})
CASE_ANSWER = "truong_hop"  # under this name conditions of a process ask for the key of the case


@dataclass(frozen=True, slots=True)
class CaseItem:
    id: int
    key: str
    name: str
    help: str


@dataclass(frozen=True, slots=True)
class PaperItem:
    """``kind``: upload, show, lookup. ``case_key`` "" = asked in every case."""

    key: str
    name: str
    help: str
    kind: str
    required: bool
    originals: int
    copies: int
    case_key: str


@dataclass(frozen=True, slots=True)
class ResultItem:
    code: str
    name: str
    template: str


@dataclass(frozen=True, slots=True)
class AgencyItem:
    """Every organisation of ``kind``, or the one with ``organisation_id``; ``name`` as people call it."""

    level: Level
    kind: str
    organisation_id: int | None
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class VersionBundle:
    """A version with all its parts. Published versions never change, so neither does this."""

    version_id: int
    procedure_id: int
    number: int
    code: str
    former_codes: tuple[str, ...]
    name: str
    plain_name: str
    summary: str
    sector: str
    promulgated_by: str
    volume: int
    sensitive: bool
    subjects: tuple[str, ...]
    levels: tuple[Level, ...]
    online: bool
    hand_over: bool
    cutoff: time | None
    valid_from: date
    facts: Mapping[str, Any]
    form: FormDefinition
    form_code: str
    form_version_id: int
    process: Process
    process_version_id: int
    cases: tuple[CaseItem, ...]
    papers: tuple[PaperItem, ...]
    terms: tuple[Term, ...]
    results: tuple[ResultItem, ...]
    agencies: tuple[AgencyItem, ...]
    legal_bases: tuple[str, ...]

    def has_case(self, key: str) -> bool:
        return any(case.key == key for case in self.cases)

    def case_id(self, key: str) -> int | None:
        """The row of the case, None for "" (a procedure without cases)."""
        return next((case.id for case in self.cases if case.key == key), None)

    def case_key(self, case_id: int | None) -> str:
        return next((case.key for case in self.cases if case.id == case_id), "")

    def papers_for(self, case_key: str) -> tuple[PaperItem, ...]:
        """The papers of every case and those of this one, in order."""
        return tuple(paper for paper in self.papers if paper.case_key in ("", case_key))

    def term_for(self, channel: str, case_key: str) -> Duration | None:
        """The time limit; None when the published text gives no figure."""
        return duration_of(term_of(self.terms, channel, case_key))

    def limit_text(self, channel: str, case_key: str) -> str:
        return limit_words(self.term_for(channel, case_key))

    def fee_for(self, channel: str, case_key: str) -> int | None:
        """The fee in đồng; None when it is not published."""
        term = term_of(self.terms, channel, case_key)
        return term.fee if term else None

    @property
    def channels(self) -> tuple[Channel, ...]:
        return tuple(dict.fromkeys(term.channel for term in self.terms))

    @property
    def result_name(self) -> str:
        return self.results[0].name if self.results else "Văn bản trả lời"

    @property
    def result_code(self) -> str:
        return self.results[0].code if self.results else ""

    @property
    def result_template(self) -> str:
        return self.results[0].template if self.results else "result/generic"

    @property
    def result_kind(self) -> str:
        """The letters in the number of the result: as described, else "Giấy khai sinh" → "GKS"."""
        if told := self.facts.get("result_symbol"):
            return str(told)
        letters = [word[0].upper() for word in self.result_name.split() if word[0].isalpha()]
        return "".join(letters[:7]) or "VB"

    @property
    def convention(self) -> Convention:
        """How its working days end: its own way, else the province's."""
        return Convention(self.facts.get("convention") or convention())

    @property
    def subject_fields(self) -> Mapping[str, str]:
        """Which answers name the person the matter is about: full_name, birth_date, id_number → field key."""
        return dict(self.facts.get("subject_fields", NO_FACTS))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The procedures this one is made of; () for one that stands for itself."""
        return parse_parts(self.facts["parts"]) if "parts" in self.facts else ()

    @property
    def guide(self) -> tuple[Question, ...]:
        """The plain questions before the form; () when there is nothing to find out."""
        return parse_guide(self.facts.get("guide", ()), cases={case.key for case in self.cases})

    @property
    def prechecks(self) -> tuple[Precheck, ...]:
        """What is looked at before a dossier gets its number."""
        return parse_prechecks(self.facts.get("prechecks", ()))

    def result_facts(
        self, answers: Mapping[str, Answer], *, communes: Mapping[str, str] | None = None
    ) -> list[tuple[str, str]]:
        """What the result will state, drawn from the answers: (label, text), unanswered ones left out."""
        known = {**flat(self.form, answers), **answers}
        with in_record_language():
            told = [
                (label, shown(field, known.get(key.replace(".", "_")), communes=communes))
                for label, key in self.facts.get("result_facts", ())
                if (field := located(self.form, key)) is not None
            ]
        return [(label, text) for label, text in told if text]
