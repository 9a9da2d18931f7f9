"""Decided, delivered, in step: three lines of a dossier's page, each with its time or with whoever minds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.records.reading import Arrival, MirrorState, Step, ThreeFacts, three_facts
from motcua.dossiers.selectors.dossier import DossierView
from motcua.web.kit.templatetags.kit import when


@dataclass(frozen=True, slots=True)
class FactLine:
    label: str | Promise
    text: str


@dataclass(frozen=True, slots=True)
class FactsShown:
    """``mirror`` says whose copy this is, empty when the record is ours."""

    lines: tuple[FactLine, ...]
    mirror: str


def facts_shown(view: DossierView) -> FactsShown:
    """No lines before there is a decision, unless another system must know the dossier."""
    facts = three_facts(view)
    return FactsShown(tuple(_lines(view.dossier, facts)), mirror_words(facts.mirror) if facts.mirror else "")


def _lines(dossier: Dossier, facts: ThreeFacts) -> Iterator[FactLine]:
    if facts.decided_at is not None:
        yield FactLine(
            _("Đã quyết định"),
            _("%(at)s, %(organisation)s") % {"at": when(facts.decided_at), "organisation": dossier.organisation.name},
        )
        yield FactLine(
            _("Đã tới tay") if facts.arrival.arrived_at else _("Chưa tới tay"), arrival_words(dossier, facts.arrival)
        )
    for step in facts.steps:
        yield FactLine(step.name, step_words(step))


def arrival_words(dossier: Dossier, arrival: Arrival) -> str:
    """When and on what evidence it arrived, else what is waited for and who minds it."""
    if arrival.arrived_at is not None:
        how = str(arrival.evidence.label) if arrival.evidence else ""
        who = ", ".join(part for part in (arrival.received_by, arrival.basis) if part)
        shown = ": ".join(part for part in (how, who) if part)
        return ". ".join(part for part in (when(arrival.arrived_at), shown) if part)
    return _("%(waiting)s; %(owner)s theo dõi") % {
        "waiting": waiting_words(dossier.status, arrival),
        "owner": dossier.reception.name,
    }


def waiting_words(status: str, arrival: Arrival) -> str:
    if status != Status.RETURNED:
        return _("Kết quả chưa được trả")
    if arrival.way == Dossier.Delivery.POST:
        return _("Đang chờ bưu chính phát, số hiệu %(tracking)s") % {"tracking": arrival.tracking or "?"}
    if arrival.way == Dossier.Delivery.ONLINE:
        return _("Đang chờ người nhận mở bản điện tử")
    return _("Đang chờ người nhận")


def step_words(step: Step) -> str:
    """Whether the other system knows the dossier as it is."""
    if step.in_step:
        return _("Đã khớp lúc %(at)s") % {"at": when(step.confirmed_at)}
    late = _("Chưa khớp từ %(at)s; %(owner)s theo dõi") % {"at": when(step.wanted_at), "owner": step.owner}
    return f"{late}. {step.problem}" if step.problem else late


def mirror_words(mirror: MirrorState) -> str:
    """Whose copy, how fresh, what is missing, where work is done."""
    fresh = (
        _("cập nhật tới %(at)s theo giờ của hệ thống đó") % {"at": when(mirror.last_at)}
        if mirror.last_at
        else _("chưa nhận diễn biến nào")
    )
    words = _("Bản sao từ %(system)s (mã %(code)s), %(fresh)s. Xử lý tại hệ thống đó.") % {
        "system": mirror.name,
        "code": mirror.external_code,
        "fresh": fresh,
    }
    return f"{words} {gap_words(mirror)}".strip()


def gap_words(mirror: MirrorState) -> str:
    """What keeps the copy from being whole; empty when nothing does."""
    gaps = []
    if mirror.missing:
        gaps.append(
            _("Còn thiếu diễn biến số %(missing)s, đang giữ %(n)d diễn biến sau đó.")
            % {"missing": ", ".join(map(str, mirror.missing[:5])), "n": mirror.waiting}
        )
    if mirror.back_in_time:
        gaps.append(_("Giờ gửi về không theo thứ tự: đồng hồ của hệ thống đó có thể sai."))
    return " ".join(gaps)
