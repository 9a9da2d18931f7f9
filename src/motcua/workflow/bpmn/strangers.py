"""From the XML of any tool to the nodes and flows we know, remarking on everything else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid
from motcua.kernel.text import nfc
from motcua.workflow.bpmn.report import Remark
from motcua.workflow.bpmn.timers import from_iso
from motcua.workflow.bpmn.vocabulary import (
    BPMN,
    CALL,
    COMPLEX,
    END,
    EXCLUSIVE,
    MOTCUA,
    PARALLEL,
    SERVICE,
    START,
    TIMER,
    USER,
)
from motcua.workflow.bpmn.xmltree import Element
from motcua.worktime.rules import Duration

KNOWN = frozenset({START, END, USER, SERVICE, CALL, TIMER, EXCLUSIVE, PARALLEL})
# What is read as something near it, and how a remark calls it.
NEAR = {
    "task": (USER, ""),
    "manualTask": (USER, ""),
    "receiveTask": (USER, ""),
    "scriptTask": (SERVICE, "đoạn mã (script)"),
    "businessRuleTask": (SERVICE, "bảng quyết định"),
    "sendTask": (SERVICE, "thông điệp gửi đi"),
    "subProcess": (USER, "quy trình con vẽ bên trong"),
    "transaction": (USER, "giao dịch vẽ bên trong"),
    "adHocSubProcess": (USER, "quy trình con vẽ bên trong"),
    "inclusiveGateway": (EXCLUSIVE, "cổng rẽ nhiều nhánh cùng lúc (inclusive)"),
    "eventBasedGateway": (EXCLUSIVE, "cổng chờ sự kiện"),
    "intermediateThrowEvent": (SERVICE, "sự kiện phát đi"),
}
IGNORED = frozenset(
    {"laneSet", "documentation", "extensionElements", "ioSpecification", "property", "sequenceFlow", "boundaryEvent"}
)
MOST_ELEMENTS = 600  # forty steps with their gateways and flows are far fewer
LOOPS = ("multiInstanceLoopCharacteristics", "standardLoopCharacteristics")
WAITING = "_wait"  # an event without a clock: somebody has to say that it happened


@dataclass(slots=True)
class Found:
    """A flow node of the file. ``said`` is what our own extension says about the step, ``{}`` when it has none."""

    id: str
    tag: str
    name: str
    said: Mapping[str, Any]
    default: str = ""
    called: str = ""
    need: str = ""
    duration: Duration | None = None


@dataclass(frozen=True, slots=True)
class Way:
    id: str
    source: str
    target: str
    condition: str = ""
    language: str = ""


@dataclass(slots=True)
class Drawn:
    """The nodes in the order of the file, the ways out of each in theirs, and the remarks so far."""

    nodes: dict[str, Found] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def out(self, node: str) -> list[Way]:
        return [way for way in self.ways if way.source == node]

    def into(self, node: str) -> list[Way]:
        return [way for way in self.ways if way.target == node]

    def lost(self, element: str, sentence: str) -> None:
        self.remarks.append(Remark("lost", element, sentence))

    def assumed(self, element: str, sentence: str) -> None:
        self.remarks.append(Remark("assumed", element, sentence))


def bpmn(name: str) -> str:
    return f"{BPMN} {name}"


def drawn_in(root: Element) -> Drawn:
    """``Invalid`` when the file draws no process at all."""
    processes = [each for each in root.all(bpmn("process")) if each.first(bpmn("sequenceFlow"))]
    if root.tag != bpmn("definitions") or not processes:
        raise Invalid(_("Tệp không có quy trình BPMN 2.0 nào."), code="bad_bpmn")
    if len(processes[0].children) > MOST_ELEMENTS:
        raise Invalid(_("Quy trình trong tệp lớn quá: tối đa %d phần tử.") % MOST_ELEMENTS, code="bad_bpmn")
    drawn = Drawn()
    for other in processes[1:]:
        drawn.lost(other.get("id"), _("Tệp có nhiều quy trình; chỉ nhập quy trình đầu tiên."))
    for element in processes[0].children:
        _element(drawn, element)
    _ways(drawn, processes[0])
    for boundary in processes[0].all(bpmn("boundaryEvent")):
        _boundary(drawn, boundary)
    return drawn


def _element(drawn: Drawn, element: Element) -> None:
    ident, name = element.get("id"), element.name
    if element.tag.partition(" ")[0] != BPMN or name in IGNORED:
        if name == "laneSet":
            drawn.lost(ident, _("Làn (lane) không được nhập: chọn vai trò và nơi thực hiện ở từng bước."))
        return
    extension = element.first(bpmn("extensionElements"))
    need = _need(extension) if name == COMPLEX else ""
    tag, called = NEAR.get(name, (name, ""))
    if name not in KNOWN and name not in NEAR and not need:
        words = {"what": name, "name": element.get("name") or ident}
        drawn.lost(ident, _("Không nhập được “%(what)s” “%(name)s”.") % words)
        return
    if called:
        words = {"what": called, "name": element.get("name") or ident}
        drawn.lost(ident, _("“%(name)s”: %(what)s không được nhập, chỉ giữ lại một bước.") % words)
    found = Found(ident, tag, nfc(" ".join(element.get("name").split())), _said(drawn, ident, extension), need=need)
    found.default, found.called = element.get("default"), element.get("calledElement")
    drawn.nodes[ident] = found
    _triggers(drawn, element, found)


def _triggers(drawn: Drawn, element: Element, found: Found) -> None:
    """Clocks, messages and repetitions inside an element."""
    for child in element.children:
        if child.name in LOOPS:
            drawn.lost(found.id, _("“%s”: việc lặp lại không được nhập.") % (found.name or found.id))
        elif child.name == "timerEventDefinition" and found.tag == TIMER:
            found.duration = _clock(child)
            if found.duration is None and not found.said:
                drawn.lost(
                    found.id, _("“%s”: chỉ nhập được thời gian chờ dạng PT4H, P2D, P1M.") % (found.name or found.id)
                )
        elif child.name.endswith("EventDefinition"):
            drawn.lost(found.id, _("“%s”: sự kiện kích hoạt không được nhập.") % (found.name or found.id))
            found.tag = WAITING if found.tag == TIMER else found.tag


def _said(drawn: Drawn, ident: str, extension: Element | None) -> Mapping[str, Any]:
    ours = extension.first(f"{MOTCUA} step") if extension else None
    if ours is None:
        return {}
    try:
        said = json.loads(ours.text)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict):
        return {str(key): value for key, value in said.items() if key not in ("next", "split", "join")}
    drawn.lost(ident, _("Phần mở rộng của bước này bị hỏng nên bị bỏ qua."))
    return {}


def _need(extension: Element | None) -> str:
    ours = extension.first(f"{MOTCUA} join") if extension else None
    return ours.get("need") if ours else ""


def _ways(drawn: Drawn, process: Element) -> None:
    for flow in process.all(bpmn("sequenceFlow")):
        way = Way(flow.get("id"), flow.get("sourceRef"), flow.get("targetRef"))
        condition = flow.first(bpmn("conditionExpression"))
        if way.source in drawn.nodes and way.target in drawn.nodes:
            drawn.ways.append(
                replace(way, condition=condition.text, language=condition.get("language")) if condition else way
            )
        elif not any(way.source == each.get("id") for each in process.all(bpmn("boundaryEvent"))):
            drawn.lost(way.id, _("Bỏ một đường nối vì đầu kia của nó không nhập được."))


def _boundary(drawn: Drawn, element: Element) -> None:
    """A clock on a task's border tells how long the task may take; where it would lead is not kept."""
    timer, task = element.first(bpmn("timerEventDefinition")), drawn.nodes.get(element.get("attachedToRef"))
    duration = _clock(timer) if timer and task else None
    if task is None or duration is None:
        drawn.lost(element.get("id"), _("Sự kiện gắn trên bước không được nhập."))
        return
    task.duration = task.duration or duration
    if element.first(bpmn("outgoing")) is not None:
        words = _("“%s”: hạn được giữ làm thời gian của bước; nhánh khi quá hạn không được nhập.")
        drawn.lost(element.get("id"), words % (task.name or task.id))


def _clock(timer: Element) -> Duration | None:
    length = timer.first(bpmn("timeDuration"))
    return from_iso(length.text) if length else None
