"""What differs between two versions of a process, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.reading import to_definition
from motcua.workflow.rules.steps import Step
from motcua.workflow.rules.wording import kind_words, time_words, way_words, who_words


@dataclass(frozen=True, slots=True)
class Change:
    """``kind``: added, removed, changed or moved; ``what`` is the part of the step that changed, "" for the whole."""

    step: str
    kind: str
    what: str
    sentence: str


def compare(old: Process, new: Process) -> list[Change]:
    """Every difference, in the order of the new version, removed steps last; empty when both say the same."""
    before = {step.key: step for step in old.steps}
    now = {step.key: step for step in new.steps}
    changes: list[Change] = []
    for key, step in now.items():
        if key not in before:
            words = {"name": step.name, "who": who_words(step), "time": time_words(step.duration)}
            changes.append(Change(key, "added", "", _("Thêm bước “%(name)s” (%(who)s, %(time)s).") % words))
        else:
            changes += _changes(before[key], step)
    for key, step in before.items():
        if key not in now:
            changes.append(Change(key, "removed", "", _("Bỏ bước “%s”.") % step.name))
    if not changes and [*before] != [*now]:
        changes.append(Change(new.first_step.key, "moved", "", _("Thứ tự liệt kê các bước thay đổi.")))
    elif old.first_step.key != new.first_step.key:
        sentence = _("Quy trình bắt đầu ở bước “%s”.") % new.first_step.name
        changes.append(Change(new.first_step.key, "moved", "", sentence))
    return changes


def _changes(old: Step, new: Step) -> list[Change]:
    before, now = _said(old), _said(new)
    changes = []
    for what, label in _labels().items():
        if before[what] != now[what]:
            words = {"name": new.name, "what": label, "old": before[what] or "–", "new": now[what] or "–"}
            sentence = _("Bước “%(name)s”: %(what)s đổi từ “%(old)s” thành “%(new)s”.") % words
            changes.append(Change(new.key, "changed", what, sentence))
    return changes


def _labels() -> dict[str, str]:
    return {
        "name": _("tên"),
        "kind": _("loại bước"),
        "who": _("người thực hiện"),
        "time": _("thời gian"),
        "acts": _("thao tác"),
        "ways": _("bước tiếp theo"),
        "status": _("trạng thái"),
        "public": _("lời cho người dân"),
        "citizen": _("việc người dân được làm"),
        "checks": _("kiểm tra bắt buộc"),
        "documents": _("giấy tờ lập ra"),
        "service": _("dịch vụ"),
        "agency": _("cơ quan khác"),
        "join": _("điểm gộp"),
    }


def _said(step: Step) -> Mapping[str, str]:
    raw: Mapping[str, Any] = to_definition([step])["steps"][0]
    ways = [f"{condition}: {way or _('kết thúc')}" if condition else way or "" for way, condition in way_words(step)]
    flat = {key: _flat(raw.get(key)) for key in ("acts", "status", "citizen", "checks", "documents", "service")}
    return {
        **flat,
        "name": step.name,
        "public": step.public,
        "kind": kind_words(step),
        "who": who_words(step),
        "time": time_words(step.duration),
        "ways": (_("song song: ") if step.split else "") + "; ".join(ways),
        "agency": _flat(raw.get("agency")),
        "join": _flat(raw.get("join")),
    }


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_flat(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_flat, value))
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return "" if value is None else str(value)
