"""A sample dossier for the dry run: what is asked about it, and its way as a list of dates to read and print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.bundles import CASE_ANSWER, VersionBundle
from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors.process_checks import DUTIES
from motcua.expressions import names_used
from motcua.forms.rules import Field, FieldType
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Invalid
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import Choice, choices_of
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules import Process, Visit, dry_run, pauses, sketch
from motcua.worktime.rules import Calendar, due, due_with_pauses
from motcua.worktime.selectors import calendar_for
from motcua.worktime.words import duration_words, moment_words

HOUR = "09:00"


@dataclass(frozen=True, slots=True)
class Question:
    """An answer that conditions of the process ask; ``choices`` empty = typed."""

    name: str
    label: str
    hint: str
    value: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    cases: tuple[Choice, ...]
    case: str
    channels: tuple[Choice, ...]
    channel: str
    day: Mapping[str, str]
    hour: str
    questions: tuple[Question, ...]
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """``looks``: "" | pause | closed | end. ``until`` "" = a single moment."""

    at: str
    until: str
    what: str
    who: str
    message: str
    papers: tuple[str, ...]
    notes: tuple[str, ...]
    looks: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """``promised`` and ``moved`` are the appointment at filing and after the pauses, in words; "" = none published."""

    lines: tuple[Line, ...]
    limit: str
    promised: str
    moved: str
    ended: str
    late: bool


def sample_of(given: QueryDict, version: ProcessVersion, bundle: VersionBundle | None, *, today: date) -> Sample:
    """The sample as asked for, with what is usual where nothing was said."""
    cases = tuple((case.key, case.name) for case in bundle.cases) if bundle else ()
    channels = [(channel.value, channel.label) for channel in (bundle.channels if bundle else ())] or [*Channel.choices]
    case = _one_of(given.get("truong-hop", ""), [key for key, _label in cases])
    channel = _one_of(given.get("kenh", ""), [key for key, _label in channels])
    asked = [name for name in _asked(version) if name != CASE_ANSWER]
    said = {name for name in asked if given.get(f"a_{name}", "").strip()}
    fields = bundle.form.fields if bundle else {}
    return Sample(
        cases=choices_of(cases, case),
        case=case,
        channels=choices_of(channels, channel),
        channel=channel,
        day=day_boxes(given, "ngay", today),
        hour=given.get("gio", HOUR)[:5],
        questions=tuple(_question(name, fields.get(name), given.get(f"a_{name}", "").strip()) for name in asked),
        answers={name: _value(fields.get(name), given.get(f"a_{name}", "").strip()) for name in asked if name in said},
    )


def rehearse(process: Process, sample: Sample, bundle: VersionBundle | None) -> Run:
    """``Invalid`` at the day or the hour when there is no such."""
    at = _moment(sample)
    calendar = calendar_for(None)
    visits = dry_run(process, {CASE_ANSWER: sample.case, **sample.answers}, calendar, at)
    stops = pauses(visits)
    ended = max(visit.ended for visit in visits)
    first, moved = _appointments(sample, bundle, calendar, at, stops)
    duration = bundle.term_for(sample.channel, sample.case) if bundle else None
    dated = [*_visits(process, visits, bundle), *((since, 1, _pause(since, until)) for since, until in stops)]
    filed = Line(
        moment_words(at),
        "",
        _("Nộp hồ sơ"),
        _("Người nộp"),
        _("Đã nhận hồ sơ"),
        (_("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01)"),),
        (),
    )
    closing = Line(moment_words(ended), "", _("Kết thúc quy trình"), "", "", (), (), "end")
    return Run(
        lines=(filed, *(line for _at, _turn, line in sorted(dated, key=lambda each: each[:2])), closing),
        limit=duration_words(duration) if duration else "",
        promised=moment_words(first) if first else "",
        moved=moment_words(moved) if moved and moved != first else "",
        ended=moment_words(ended),
        late=moved is not None and ended > moved,
    )


def _appointments(
    sample: Sample,
    bundle: VersionBundle | None,
    calendar: Calendar,
    at: datetime,
    stops: tuple[tuple[datetime, datetime], ...],
) -> tuple[datetime | None, datetime | None]:
    duration = bundle.term_for(sample.channel, sample.case) if bundle else None
    if duration is None or bundle is None:
        return None, None
    first = due(calendar, at, duration, bundle.convention, cutoff=bundle.cutoff)
    return first, due_with_pauses(calendar, at, duration, bundle.convention, stops, cutoff=bundle.cutoff)


def _visits(
    process: Process, visits: tuple[Visit, ...], bundle: VersionBundle | None
) -> Iterator[tuple[datetime, int, Line]]:
    for turn, visit in enumerate(visits, 2):
        signs = DUTIES.deciding in process.step(visit.step).acts
        result = (bundle.result_name,) if signs and bundle else ()
        told = [visit.action] if visit.action else []
        told += [_("Được nộp thêm tệp.")] if visit.upload else []
        checks = tuple(_("Kiểm tra: %s") % check for check in visit.checks)
        closed = (_("Không chờ bước này nữa vì đã đủ ý kiến."),) if visit.closed else ()
        yield (
            visit.opened,
            turn,
            Line(
                at=moment_words(visit.opened),
                until=moment_words(visit.ended),
                what=visit.name,
                who=visit.who,
                message=" ".join([visit.message, *told]).strip(),
                papers=(*visit.papers, *result),
                notes=(*checks, *visit.notes, *closed),
                looks="closed" if visit.closed else "",
            ),
        )


def _pause(since: datetime, until: datetime) -> Line:
    return Line(moment_words(since), moment_words(until), _("Thời hạn dừng tính"), "", "", (), (), "pause")


def _asked(version: ProcessVersion) -> list[str]:
    """The answers the conditions name, in the order they come; nothing of steps that cannot be read."""
    process = sketch(version.definition)
    steps = process.steps if process else ()
    return list(
        dict.fromkeys(name for step in steps for each in step.branches for name in sorted(names_used(each.when)))
    )


def _question(name: str, field: Field | None, value: str) -> Question:
    if field is None:
        return Question(name, name, "", value, ())
    choices: tuple[Choice, ...] = ()
    if field.type is FieldType.CHOICE:
        choices = choices_of(field.choices, value)
    elif field.type is FieldType.YES_NO:
        choices = choices_of((("yes", _("Có")), ("no", _("Không"))), value)
    hints = {FieldType.DATE: _("Viết dạng 2008-01-31"), FieldType.MANY: _("Các mã, cách nhau dấu phẩy")}
    return Question(name, field.label, hints.get(field.type, ""), value, choices)


def _value(field: Field | None, text: str) -> Any:
    numeric = field is None or field.type in {FieldType.NUMBER, FieldType.MONEY}
    plain = text.replace(",", ".")
    if numeric and plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit():
        return float(plain) if "." in plain else int(plain)
    if field is not None and field.type is FieldType.MANY:
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _moment(sample: Sample) -> datetime:
    day = read_day(sample.day, field="ngay", wrong=_("Ngày nộp chưa đúng."))
    try:
        hour = time.fromisoformat(sample.hour)
    except ValueError:
        raise Invalid(_("Giờ nộp chưa đúng."), fields={"gio": _("Viết dạng 09:00.")}) from None
    return datetime.combine(day, hour.replace(tzinfo=None), VIETNAM)


def _one_of(wanted: str, known: list[str]) -> str:
    return wanted if wanted in known else next(iter(known), "")
