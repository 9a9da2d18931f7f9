"""The catalogue and its search: open to anybody."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from motcua.api.problems import Problem
from motcua.catalogue import selectors

router = Router(tags=["Danh mục"])
type Text = Annotated[str, Query(max_length=300)]


class ProcedureLine(Schema):
    code: str
    name: str
    plain_name: str
    sector: str


class PaperOut(Schema):
    key: str
    name: str
    kind: str
    required: bool
    originals: int
    copies: int


class CaseOut(Schema):
    key: str
    name: str


class TermOut(Schema):
    """Time limit (``amount`` of ``unit``, null when none is published) and fee in đồng (null when not published)."""

    channel: str
    case: str
    amount: int | None
    unit: str
    fee: int | None


class ResultOut(Schema):
    code: str
    name: str


class ProcedureOut(ProcedureLine):
    levels: list[str]
    subjects: list[str]
    summary: str
    online: bool
    cases: list[CaseOut]
    papers: list[PaperOut]
    terms: list[TermOut]
    results: list[ResultOut]
    legal_bases: list[str]
    form: dict[str, object]


class SearchOut(Schema):
    """``codes`` best first; ``understood_as`` when words were repaired; ``choices`` when a question is better."""

    query: str
    codes: list[str]
    understood_as: str
    choices: list[ProcedureLine]
