"""What stands in a made-up dossier: answers that its form accepts, of somebody who could have given them."""

from __future__ import annotations

import calendar
import random
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.catalogue.bundles import VersionBundle
from motcua.forms.rules import Field, FormDefinition
from motcua.forms.rules.made_up_people import Someone
from motcua.forms.rules.making_up import FACTS_OF_ME, NoAnswersError, made_up_answers

KEPT = 3  # sets of answers a procedure and month, each given by many
TOLD = 0.5  # how often what is known of the person was filled in, not typed
_OWN = {"person.full_name": "full_name", "person.id_number": "id_number"}
_KNOWN = ("full_name", "id_number", "birth_date", "sex")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be filed: a version at an organisation received at a counter, with its steps."""

    version_id: int
    process_version_id: int
    organisation_id: int
    organisation_code: str
    reception_id: int
    form: FormDefinition
    cases: tuple[tuple[int | None, str], ...]  # (row, key); one without either where the procedure has none
    steps: tuple[tuple[str, str, str, str], ...]  # key, name, role, where
    paper_names: tuple[tuple[str, str], ...]
    result_template: str


@dataclass(frozen=True, slots=True)
class Applicant:
    id: uuid.UUID
    who: Someone


@dataclass(frozen=True, slots=True)
class Filled:
    """``told``: key, label and answer of the questions that were filled in from the identity account."""

    case_id: int | None
    answers: dict[str, Any]
    told: tuple[tuple[str, str, Any], ...] = ()
    own: tuple[tuple[str, str], ...] = ()  # which answers say who files, and what of them


type Kind = tuple[date, str]  # born when, sex


class Filling:
    """Who files and what they answer. Answers are made up once for a month and a kind of person, and given by many."""

    def __init__(self, source: random.Random, applicants: Sequence[Applicant], communes: Sequence[str]) -> None:
        self._source, self._communes = source, communes
        self._by_kind: dict[Kind, list[Applicant]] = defaultdict(list)
        for one in applicants:
            self._by_kind[one.who.birth, one.who.sex].append(one)
        self._kinds = list(self._by_kind)
        self._kept: dict[tuple[int, int, int], list[tuple[Kind, Filled]]] = defaultdict(list)

    def of(self, offer: Offer, on: date) -> tuple[Applicant, Filled]:
        """Somebody, and what they answer on that day. Raises ``NoAnswersError`` where the form accepts nothing."""
        kept = self._kept[offer.version_id, on.year, on.month]
        if len(kept) < KEPT:
            kept.append(self._made_up(offer, on))
            kind, filled = kept[-1]
        else:
            kind, filled = self._source.choice(kept)
        applicant = self._source.choice(self._by_kind[kind])
        return applicant, _given_by(applicant.who, filled)

    def _made_up(self, offer: Offer, on: date) -> tuple[Kind, Filled]:
        kind = self._source.choice(self._kinds)
        case_id, case = self._source.choice(offer.cases)
        answers = made_up_answers(
            offer.form,
            self._source,
            on=on.replace(day=1),
            until=on.replace(day=calendar.monthrange(on.year, on.month)[1]),
            communes=self._communes,
            case=case,
            me=self._by_kind[kind][0].who,
        )
        told = self._source.random() < TOLD
        known = [item for item in offer.form.fields.values() if _is_known(item) and item.key in answers and told]
        own = [(key, _OWN[item.prefill]) for key, item in offer.form.fields.items() if item.prefill in _OWN]
        return kind, Filled(
            case_id=case_id,
            answers=answers,
            told=tuple((item.key, item.label, answers[item.key]) for item in known),
            own=tuple((key, fact) for key, fact in own if key in answers),
        )


def can_be_filled(bundle: VersionBundle, on: date) -> bool:
    """Whether answers are found, in each of its cases, that its form accepts."""
    source = random.Random(bundle.version_id)  # noqa: S311 - made-up data must be repeatable
    try:
        for case in [each.key for each in bundle.cases] or [""]:
            made_up_answers(bundle.form, source, on=on, communes=["00000"], case=case)
    except NoAnswersError:
        return False
    return True


def _given_by(who: Someone, filled: Filled) -> Filled:
    """The same answers under the name and number of somebody else of the same kind."""
    answers = filled.answers | {key: getattr(who, fact) for key, fact in filled.own}
    told = tuple((key, label, answers[key]) for key, label, _old in filled.told)
    return Filled(filled.case_id, answers, told)


def _is_known(item: Field) -> bool:
    """Whether an identity account tells it."""
    return item.prefill.startswith(FACTS_OF_ME) and item.prefill.removeprefix(FACTS_OF_ME) in _KNOWN
