"""The counter's one screen, ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors import VersionBundle
from motcua.dossiers.clocks import first_due
from motcua.forms.presenters import FieldView, page_fields
from motcua.forms.rules import Answers, FormDefinition, asking, check, warnings
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.maps.rules.frames import Frame
from motcua.places.selectors import communes
from motcua.web.desk.intake.form import PERSON, people_form
from motcua.web.desk.intake.reading import PaperTyped, Typed
from motcua.web.desk.intake.scans import ScanRow, Screen
from motcua.web.desk.presenters.facts import Choice, choices_of
from motcua.web.desk.presenters.moments import moment
from motcua.web.kit.maps import with_maps
from motcua.web.kit.templatetags.kit import dong

WIDE = frozenset({"textarea", "radios", "checkboxes", "address", "info", "group", "rows", "consent", "paper"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A field, how many of the twelve columns it takes, and its label without the long words for "optional"."""

    field: FieldView
    span: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    fields: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    key: str
    name: str
    help: str
    kind: str
    required: bool
    case_key: str
    typed: PaperTyped
    usual: str
    error: str
    scans: tuple[ScanRow, ...]
    begin_url: str


@dataclass(frozen=True, slots=True)
class IntakePage:
    code: str
    title: str
    official: str
    key: str
    scan: str
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    cases: tuple[Choice, ...]
    agencies: tuple[Choice, ...]
    counters: tuple[Choice, ...]
    person: Part
    people: tuple[Part, ...]
    parts: tuple[Part, ...]
    papers: tuple[PaperRow, ...]
    due: str
    limit: str
    fee: str | Promise


def intake_page(
    bundle: VersionBundle,
    typed: Typed,
    *,
    agencies: Iterable[tuple[int, str]],
    counters: Iterable[tuple[int, str]],
    key: str,
    at: datetime,
    errors: Mapping[str, str],
    notes: tuple[str, ...] = (),
    doubts: tuple[str, ...] = (),
    screen: Screen | None = None,
) -> IntakePage:
    """``screen``: whose scans are shown; None where only the questions are wanted."""
    places = tuple((unit.code, unit.name) for unit in communes(on=at.date()))
    people = _parts(people_form(), typed.people, errors, places, at=at)
    offered = [(str(number), name) for number, name in agencies]
    chosen = str(typed.organisation_id or "")
    due = _due(bundle, typed, at)
    return IntakePage(
        code=bundle.code,
        title=bundle.plain_name,
        official=bundle.name,
        key=key,
        scan=typed.scan,
        notes=notes,
        warnings=doubts,
        cases=choices_of([(case.key, case.name) for case in bundle.cases], typed.case_key),
        agencies=choices_of(offered, chosen),
        counters=choices_of([(str(number), name) for number, name in counters], str(typed.support_id or "")),
        person=people[PERSON],
        people=tuple(part for page, part in people.items() if page != PERSON),
        parts=tuple(_parts(bundle.form, typed.answers, errors, places, at=at, case=typed.case_key).values()),
        papers=tuple(_papers(bundle, typed, errors, screen)) if screen else (),
        due=due,
        limit=bundle.limit_text(Channel.DIRECT.value, typed.case_key),
        fee=dong(bundle.fee_for(Channel.DIRECT.value, typed.case_key)),
    )


def mapped(page: IntakePage, typed: Typed, asker: Asker, frames: Mapping[str, Frame] | None) -> IntakePage:
    """The same screen with a map at each question for a place; ``frames``: what the officer moved them to."""
    parts = []
    for part in page.parts:
        drawn = with_maps([one.field for one in part.fields], typed.answers, asker, frames)
        placed = zip(part.fields, drawn, strict=True)
        parts.append(replace(part, fields=tuple(replace(one, field=field) for one, field in placed)))
    return replace(page, parts=tuple(parts))


def _parts(
    form: FormDefinition,
    answers: Answers,
    errors: Mapping[str, str],
    places: tuple[tuple[str, str], ...],
    *,
    at: datetime,
    case: str = "",
) -> dict[str, Part]:
    """Page by page what is asked on the one screen, and what an answer on it may yet bring in."""
    today = local(at).date()
    right, _wrong = check(form, answers, today=today, case=case)
    applies = asking(form, {**answers, **right}, today=today, case=case)
    doubts = warnings(form, answers, asking=applies, today=today)
    found = {}
    for page in form.pages:
        fields = page_fields(page, answers, errors, warnings=doubts, communes=places, asking=applies, screen=form.pages)
        found[page.key] = Part(page.title, tuple(Placed(one, span_of(one), _short(one)) for one in fields))
    return found


def _short(field: FieldView) -> str:
    return field.label.removesuffix(_("%s (không bắt buộc)") % "")


def span_of(field: FieldView) -> str:
    """Names and addresses long, numbers and dates short, so that most forms fit one screen."""
    if field.widget in WIDE:
        return "" if field.widget != "radios" or len(field.choices) > 3 else "c6"
    if field.widget == "date":
        return "c4"
    return "c3" if field.width else "c5"


def _papers(bundle: VersionBundle, typed: Typed, errors: Mapping[str, str], screen: Screen) -> Iterable[PaperRow]:
    scans = screen.scans()
    for paper in bundle.papers:
        if paper.kind == "lookup":
            continue
        counts = [_("%(n)d bản chính") % {"n": paper.originals}] if paper.originals else []
        counts += [_("%(n)d bản sao") % {"n": paper.copies}] if paper.copies else []
        yield PaperRow(
            key=paper.key,
            name=paper.name,
            help=paper.help,
            kind=paper.kind,
            required=paper.required,
            case_key=paper.case_key,
            typed=typed.papers.get(paper.key, PaperTyped(paper.key)),
            usual=", ".join(counts),
            error=errors.get(paper.key, ""),
            scans=tuple(screen.row(paper.key, one) for one in scans.get(paper.key, ())),
            begin_url=screen.begin_url(paper.key),
        )


def _due(bundle: VersionBundle, typed: Typed, at: datetime) -> str:
    if typed.organisation_id is None:
        return ""
    return moment(first_due(bundle, Channel.DIRECT.value, typed.case_key, typed.organisation_id, at))
