"""A procedure as its page and its line in a list show it: ready words, no decisions left to a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.bundles import AgencyItem, PaperItem, VersionBundle
from motcua.catalogue.enums import Channel, Level
from motcua.catalogue.terms import Term, duration_of, fee_words, limit_words

POLICE = "Bộ Công an"
MISSING_MARKS = gettext_lazy(
    "Danh mục công bố không ghi giấy tờ nào bắt buộc. Anh/chị tải những giấy tờ mình có; "
    "Bộ phận một cửa sẽ cho biết nếu thiếu."
)


@dataclass(frozen=True, slots=True)
class PaperView:
    """``struck`` = shown struck through with "không cần nộp" (``help`` says why)."""

    key: str
    name: str
    help: str
    kind: str
    kind_label: str
    required: bool
    struck: bool
    counts: str


@dataclass(frozen=True, slots=True)
class CaseView:
    key: str
    name: str
    help: str
    papers: tuple[PaperView, ...]


@dataclass(frozen=True, slots=True)
class ChannelView:
    channel: str
    label: str
    case: str
    limit: str
    fee: str
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """A procedure in a list: plain title, official title small, where, how long, fee."""

    code: str
    title: str
    official: str
    summary: str
    sector: str
    where: str
    limit: str
    fee: str
    online: bool
    hand_over: bool
    volume: int
    version_id: int


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """The page of a procedure. The five facts: ``who``, ``where``, ``limit``, ``fee``, ``to_upload`` (with
    ``not_needed`` struck through and ``to_show`` for the counter). ``papers_note`` is "" when marks are certain;
    ``guided``: plain questions find the case."""

    code: str
    version_id: int
    number: int
    title: str
    official: str
    summary: str
    sector: str
    promulgated_by: str
    former_codes: tuple[str, ...]
    subjects: tuple[str, ...]
    level_labels: tuple[str, ...]
    online: bool
    hand_over: bool
    hand_over_text: str
    who: str
    where: str
    limit: str
    fee: str
    cutoff_note: str
    to_upload: tuple[PaperView, ...]
    to_show: tuple[PaperView, ...]
    not_needed: tuple[PaperView, ...]
    papers_note: str
    good_photo: str
    cases: tuple[CaseView, ...]
    channels: tuple[ChannelView, ...]
    results: tuple[str, ...]
    steps: tuple[str, ...]
    guided: bool
    pages: tuple[str, ...]
    legal_bases: tuple[str, ...]


def procedure_view(bundle: VersionBundle) -> ProcedureView:
    common = [paper_view(paper) for paper in bundle.papers if not paper.case_key]
    return ProcedureView(
        code=bundle.code,
        version_id=bundle.version_id,
        number=bundle.number,
        title=bundle.plain_name,
        official=bundle.name,
        summary=bundle.summary,
        sector=bundle.sector,
        promulgated_by=bundle.promulgated_by,
        former_codes=bundle.former_codes,
        subjects=bundle.subjects,
        level_labels=tuple(str(level.label) for level in bundle.levels),
        online=bundle.online,
        hand_over=bundle.hand_over,
        hand_over_text=str(bundle.facts.get("hand_over_text", "")),
        who=who(bundle),
        where=where(bundle),
        limit=limit_text(bundle),
        fee=fee_text(bundle),
        cutoff_note=_cutoff_note(bundle),
        to_upload=tuple(paper for paper in common if paper.kind == "upload"),
        to_show=tuple(paper for paper in common if paper.kind == "show"),
        not_needed=tuple(paper for paper in common if paper.struck),
        papers_note="" if any(paper.required for paper in bundle.papers) or not common else str(MISSING_MARKS),
        good_photo=str(bundle.facts.get("good_photo", "")),
        cases=tuple(_case_view(bundle, case.key, case.name, case.help) for case in bundle.cases),
        channels=tuple(_channel_view(bundle, term) for term in bundle.terms),
        results=tuple(result.name for result in bundle.results),
        steps=tuple(step.public or step.name for step in bundle.process.steps),
        guided=bool(bundle.facts.get("guide")),
        pages=tuple(page.title for page in bundle.form.pages),
        legal_bases=bundle.legal_bases,
    )


def card(bundle: VersionBundle) -> Card:
    return Card(
        code=bundle.code,
        title=bundle.plain_name,
        official=bundle.name,
        summary=bundle.summary,
        sector=bundle.sector,
        where=where(bundle),
        limit=limit_text(bundle),
        fee=fee_text(bundle),
        online=bundle.online,
        hand_over=bundle.hand_over,
        volume=bundle.volume,
        version_id=bundle.version_id,
    )


def who(bundle: VersionBundle) -> str:
    """Who resolves it, as people say it."""
    told = bundle.facts.get("who")
    return str(told) if told else " ".join(_agency_words(bundle.agencies, bundle.promulgated_by))


def where(bundle: VersionBundle) -> str:
    """Where to file."""
    told = bundle.facts.get("where")
    if told:
        return str(told)
    commune = any(agency.level == Level.COMMUNE for agency in bundle.agencies)
    counter = (
        _("bất kỳ Trung tâm Phục vụ hành chính công xã, phường nào trong tỉnh")
        if commune
        else _("Trung tâm Phục vụ hành chính công tỉnh hoặc xã, phường")
    )
    return _("Trên trang này hoặc tại %s") % counter if bundle.online else _("Tại %s") % counter


def limit_text(bundle: VersionBundle) -> str:
    """The limit people will meet: the shortest to the longest when cases or channels differ."""
    limits = list(dict.fromkeys(limit_words(each) for term in bundle.terms if (each := duration_of(term))))
    if not limits:
        return limit_words(None)
    return limits[0] if len(limits) == 1 else _(" hoặc ").join(limits[:3])


def fee_text(bundle: VersionBundle) -> str:
    """One fee, or each channel's when they differ."""
    fees = {term.channel: term.fee for term in reversed(bundle.terms)}
    if len(set(fees.values())) <= 1:
        return fee_words(next(iter(fees.values()), None))
    told = [f"{fee_words(fee)} ({channel.label.lower()})" for channel, fee in fees.items() if fee is not None]
    return "; ".join(reversed(told))


def paper_view(paper: PaperItem) -> PaperView:
    struck = paper.kind == "lookup"
    label = {"upload": _("Phải tải lên"), "show": _("Mang theo khi đến quầy"), "lookup": _("Không cần nộp")}[paper.kind]
    if paper.kind == "upload" and not paper.required:
        label = _("Tải lên nếu có")
    counts = [_("%d bản chính") % paper.originals] if paper.originals else []
    counts += [_("%d bản sao") % paper.copies] if paper.copies else []
    return PaperView(paper.key, paper.name, paper.help, paper.kind, label, paper.required, struck, ", ".join(counts))


def _case_view(bundle: VersionBundle, key: str, name: str, told: str) -> CaseView:
    return CaseView(key, name, told, tuple(paper_view(paper) for paper in bundle.papers if paper.case_key == key))


def _channel_view(bundle: VersionBundle, term: Term) -> ChannelView:
    case = next((case.name for case in bundle.cases if case.key == term.case_key), "")
    notes = " ".join(note for note in (term.note, term.fee_note) if note)
    limit = limit_words(duration_of(term))
    return ChannelView(term.channel.value, str(Channel(term.channel).label), case, limit, fee_words(term.fee), notes)


def _agency_words(agencies: Sequence[AgencyItem], promulgated_by: str) -> list[str]:
    told = []
    for agency in agencies:
        if agency.level == Level.COMMUNE and promulgated_by == POLICE:
            told.append(_("Công an xã, phường"))
        else:
            told.append(agency.name)
    return [_(" hoặc ").join(dict.fromkeys(told))]


def _cutoff_note(bundle: VersionBundle) -> str:
    if bundle.cutoff is None:
        return ""
    return _("Nhận sau %s thì trả kết quả vào ngày làm việc tiếp theo.") % f"{bundle.cutoff:%H:%M}"
