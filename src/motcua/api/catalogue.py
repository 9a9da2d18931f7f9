"""The catalogue and its search: open to anybody."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path as InPath
from ninja import Query, Router, Schema

from motcua.api.problems import refusals
from motcua.catalogue import selectors
from motcua.catalogue.selectors import VersionBundle
from motcua.forms.rules import json_schema

router = Router(tags=["Danh mục"])
CODE = r"^[0-9]\.[0-9]{6}$"
LONGEST = 300
MOST_PROCEDURES = 500
MOST_HITS = 50


class ProcedureLine(Schema):
    code: str
    name: str
    official: str
    sector: str


class ProceduresOut(Schema):
    """One page; `next` is the `after` of the following one, "" on the last."""

    items: list[ProcedureLine]
    next: str


class PaperOut(Schema):
    """`kind`: upload, show or lookup; `case` "" = asked in every case."""

    key: str
    name: str
    kind: str
    required: bool
    originals: int
    copies: int
    case: str


class CaseOut(Schema):
    key: str
    name: str


class TermOut(Schema):
    """Time limit in words ("" = none published) and fee in đồng (null = not published)."""

    channel: str
    case: str
    limit: str
    fee: int | None


class ResultOut(Schema):
    code: str
    name: str


class ProcedureOut(ProcedureLine):
    """`version` identifies the published version; `form` is the JSON Schema 2020-12 of `answers`."""

    version: int
    levels: list[str]
    subjects: list[str]
    online: bool
    hand_over: bool
    cases: list[CaseOut]
    papers: list[PaperOut]
    terms: list[TermOut]
    results: list[ResultOut]
    legal_bases: list[str]
    form: dict[str, object]


class SearchHitOut(Schema):
    code: str
    name: str
    offered: bool


class ChoiceOut(Schema):
    code: str
    label: str


class SearchOut(Schema):
    """Hits best first; `understood_as` when words were repaired; `choices` when asking back is better."""

    query: str
    understood_as: str
    hits: list[SearchHitOut]
    choices: list[ChoiceOut]


@router.get("/procedures", response={200: ProceduresOut, **refusals(422)}, auth=None)
def procedures(
    request: HttpRequest,  # noqa: ARG001 - ninja's signature
    sector: Annotated[str, Query(max_length=LONGEST)] = "",
    after: Annotated[str, Query(pattern=r"^([0-9]\.[0-9]{6})?$")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST_PROCEDURES)] = 100,
) -> ProceduresOut:
    """Every procedure that can be filed here, in order of codes; `sector` narrows to one field."""
    cards = selectors.cards()
    codes = sorted(code for code, card in cards.items() if code > after and sector in {"", card.sector})
    shown = [cards[code] for code in codes[:limit]]
    return ProceduresOut(
        items=[
            ProcedureLine(code=card.code, name=card.title, official=card.official, sector=card.sector) for card in shown
        ],
        next=shown[-1].code if len(codes) > limit else "",
    )


@router.get("/procedures/{code}", response={200: ProcedureOut, **refusals(404, 422)}, auth=None)
def procedure(
    request: HttpRequest,  # noqa: ARG001 - ninja's signature
    code: Annotated[str, InPath(pattern=CODE)],
) -> ProcedureOut:
    """One procedure as published now, with the JSON Schema of its form."""
    return _out(selectors.version_bundle(selectors.published_version_id(code)))


@router.get("/search", response={200: SearchOut, **refusals(422)}, auth=None)
def search(
    request: HttpRequest,  # noqa: ARG001 - ninja's signature
    q: Annotated[str, Query(max_length=LONGEST)],
    limit: Annotated[int, Query(ge=1, le=MOST_HITS)] = 10,
) -> SearchOut:
    """Procedures for everyday words; never empty-handed: guesses come with `choices`."""
    found = selectors.search(q, limit)
    return SearchOut(
        query=q,
        understood_as=found.understood_as,
        hits=[SearchHitOut(code=hit.code, name=hit.title, offered=hit.card is not None) for hit in found.hits],
        choices=[ChoiceOut(code=choice.code, label=choice.label) for choice in found.choices or ()],
    )


def _out(bundle: VersionBundle) -> ProcedureOut:
    return ProcedureOut(
        code=bundle.code,
        name=bundle.plain_name,
        official=bundle.name,
        sector=bundle.sector,
        version=bundle.version_id,
        levels=[level.value for level in bundle.levels],
        subjects=list(bundle.subjects),
        online=bundle.online,
        hand_over=bundle.hand_over,
        cases=[CaseOut(key=case.key, name=case.name) for case in bundle.cases],
        papers=[
            PaperOut(
                key=paper.key,
                name=paper.name,
                kind=paper.kind,
                required=paper.required,
                originals=paper.originals,
                copies=paper.copies,
                case=paper.case_key,
            )
            for paper in bundle.papers
        ],
        terms=[
            TermOut(
                channel=channel.value, case="", limit=bundle.limit_text(channel, ""), fee=bundle.fee_for(channel, "")
            )
            for channel in bundle.channels
        ],
        results=[ResultOut(code=result.code, name=result.name) for result in bundle.results],
        legal_bases=list(bundle.legal_bases),
        form=json_schema(bundle.form),
    )
