"""The guide before a form: one plain question a page, and where the answers lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.bundles import PaperItem, VersionBundle
from motcua.catalogue.guides import Choice, Guided, Question, guided
from motcua.catalogue.selectors import cards
from motcua.web.kit.procedure_facts import Fact, case_facts
from motcua.web.portal.presenters.procedures import CardView, card_view
from motcua.web.portal.presenters.progress import Line

CASE = "truong-hop"  # the parameter under which the start page hears of the case
ASKED = "hoi"  # the question a form was sent from: without a choice it is an error


@dataclass(frozen=True, slots=True)
class Offered:
    id: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    key: str
    ask: str
    help: str
    choices: list[Offered]
    given: list[tuple[str, str]]
    number: int
    error: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the guide ended: ``card`` another procedure, ``told`` why nothing is filed, else the ``case``."""

    case: str
    facts: list[Fact]
    needed: list[PaperItem]
    card: CardView | None
    elsewhere_url: str
    told: str
    start_url: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    title: str
    question: QuestionPage | None
    ending: Ending | None
    answered: list[Line]
    back_url: str
    skip_url: str


def guide_page(bundle: VersionBundle, typed: Mapping[str, str]) -> GuidePage:
    """The next question for these answers (question key → value), or the end of the guide."""
    found = guided(bundle.guide, typed)
    given = [(question.key, choice.value) for question, choice in found.path]
    own = reverse("portal:guide", args=[bundle.code])
    return GuidePage(
        title=bundle.plain_name,
        question=_question(found.open, given, typed) if found.open else None,
        ending=None if found.open else _ending(bundle, found),
        answered=[
            Line(question.ask, choice.label, _address(own, given[:n])) for n, (question, choice) in _numbered(found)
        ],
        back_url=_address(own, given[:-1]) if given else reverse("portal:procedure", args=[bundle.code]),
        skip_url=start_url(bundle.code, ""),
    )


def _numbered(found: Guided) -> enumerate[tuple[Question, Choice]]:
    return enumerate(found.path)


def start_url(code: str, case: str) -> str:
    return f"{reverse('portal:start', args=[code])}?{urlencode({CASE: case})}"


def _address(own: str, given: list[tuple[str, str]]) -> str:
    return f"{own}?{urlencode(given)}" if given else own


def _question(question: Question, given: list[tuple[str, str]], typed: Mapping[str, str]) -> QuestionPage:
    pressed = typed.get(ASKED) == question.key
    choices = [
        Offered(f"f-{question.key}" + ("" if choice.value == "1" else f"-{choice.value}"), choice.value, choice.label)
        for choice in question.choices
    ]
    error = _("Chọn một câu trả lời.") if pressed else ""
    return QuestionPage(question.key, question.ask, question.help, choices, given, len(given) + 1, error)


def _ending(bundle: VersionBundle, found: Guided) -> Ending:
    card = cards([found.procedure]).get(found.procedure) if found.procedure else None
    elsewhere = reverse("portal:procedure", args=[found.procedure]) if found.procedure and card is None else ""
    case = next((one.name for one in bundle.cases if one.key == found.case), "")
    return Ending(
        case=case,
        facts=case_facts(bundle, found.case),
        needed=[paper for paper in bundle.papers_for(found.case) if paper.kind == "upload"],
        card=card_view(card) if card else None,
        elsewhere_url=elsewhere,
        told=found.end,
        start_url=start_url(bundle.code, found.case),
    )
