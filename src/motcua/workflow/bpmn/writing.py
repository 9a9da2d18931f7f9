"""A process as a BPMN 2.0 file that other tools open, draw and run."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET  # only builds; strangers' files are read by xmltree

from motcua.workflow.bpmn.network import Flow, Network, Node, network
from motcua.workflow.bpmn.timers import to_iso
from motcua.workflow.bpmn.vocabulary import (
    BPMN,
    BPMNDI,
    CALL,
    COMPLEX,
    DC,
    DI,
    EVENTS,
    EXCLUSIVE,
    GATEWAYS,
    LANGUAGE,
    MOTCUA,
    PREFIXES,
    TIMER,
    XSI,
)
from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.layout import Box, Layout, Spacing, layout
from motcua.workflow.rules.reading import to_definition
from motcua.workflow.rules.steps import Step

TASK_SIZE, GATEWAY_SIZE, EVENT_SIZE = (140.0, 80.0), (50.0, 50.0), (36.0, 36.0)
SPACING = Spacing(between_layers=60, between_boxes=50, margin=40)
DRAWN_ELSEWHERE = ("name", "next", "split", "join")


def export(process: Process, *, code: str, name: str) -> bytes:
    """UTF-8 XML. What BPMN has no word for stands as JSON in an extension element of each step; other tools keep it."""
    for prefix, space in PREFIXES.items():
        ET.register_namespace(prefix, space)
    drawn = network(process)
    ident = "process_" + re.sub(r"[^A-Za-z0-9_-]", "_", code)
    root = ET.Element(_tag("definitions"), {"id": f"definitions_{ident}", "targetNamespace": MOTCUA})
    body = _child(root, BPMN, "process", {"id": ident, "name": _plain(name), "isExecutable": "true"})
    for node in drawn.nodes:
        _node(body, node, drawn)
    for flow in drawn.flows:
        _flow(body, flow)
    _diagram(root, ident, drawn)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _node(parent: ET.Element, node: Node, drawn: Network) -> None:
    attributes = {"id": node.id} | ({"name": _plain(node.name)} if node.name else {})
    outgoing = [flow for flow in drawn.flows if flow.source == node.id]
    incoming = [flow for flow in drawn.flows if flow.target == node.id]
    if node.tag in GATEWAYS:
        attributes["gatewayDirection"] = "Converging" if node.gathers else "Diverging"
    if node.tag == EXCLUSIVE and not node.gathers:
        attributes["default"] = next(flow.id for flow in outgoing if flow.default)
    if node.tag == CALL and node.step and node.step.agency:
        attributes["calledElement"] = "procedure_" + node.step.agency.procedure
    element = _child(parent, BPMN, node.tag, attributes)
    _extensions(element, node)
    for tag, flows in (("incoming", incoming), ("outgoing", outgoing)):
        for flow in flows:
            _child(element, BPMN, tag, {}, flow.id)
    if node.tag == COMPLEX:
        _child(element, BPMN, "activationCondition", {}, str(node.need))
    if node.tag == TIMER and node.step:
        timer = _child(element, BPMN, "timerEventDefinition", {"id": f"timer_{node.id}"})
        formal = {f"{{{XSI}}}type": "bpmn:tFormalExpression"}
        _child(timer, BPMN, "timeDuration", formal, to_iso(node.step.duration))


def _extensions(element: ET.Element, node: Node) -> None:
    if node.step is None and node.tag != COMPLEX:
        return
    inside = _child(element, BPMN, "extensionElements", {})
    if node.step is None:
        _child(inside, MOTCUA, "join", {"need": str(node.need)})
    else:
        _child(inside, MOTCUA, "step", {}, json.dumps(_extras(node.step), ensure_ascii=True, sort_keys=True))


def _extras(step: Step) -> Mapping[str, Any]:
    """All of a step that its element, its flows and its gateways do not say."""
    raw = to_definition([step])["steps"][0]
    extras = {name: value for name, value in raw.items() if name not in DRAWN_ELSEWHERE}
    # Names with characters XML cannot hold come back from here.
    return extras if _plain(step.name) == step.name else {**extras, "name": step.name}


def _flow(parent: ET.Element, flow: Flow) -> None:
    element = _child(parent, BPMN, "sequenceFlow", {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target})
    if flow.condition:
        formal = {f"{{{XSI}}}type": "bpmn:tFormalExpression", "language": LANGUAGE}
        _child(element, BPMN, "conditionExpression", formal, flow.condition)


def _diagram(root: ET.Element, ident: str, drawn: Network) -> None:
    by_id = {node.id: node for node in drawn.nodes}
    sizes = {key: _size(by_id[key]) for key in drawn.layers}
    edges = [(flow.source, flow.target) for flow in drawn.flows]
    placed: Layout = layout(sizes, edges, spacing=SPACING, down=False)
    diagram = _child(root, BPMNDI, "BPMNDiagram", {"id": f"diagram_{ident}"})
    plane = _child(diagram, BPMNDI, "BPMNPlane", {"id": f"plane_{ident}", "bpmnElement": ident})
    for node in drawn.nodes:
        marked = {"isMarkerVisible": "true"} if node.tag == EXCLUSIVE else {}
        shape = _child(plane, BPMNDI, "BPMNShape", {"id": f"shape_{node.id}", "bpmnElement": node.id} | marked)
        _child(shape, DC, "Bounds", _bounds(placed.boxes[node.id]))
    for flow, points in zip(drawn.flows, placed.lines, strict=True):
        edge = _child(plane, BPMNDI, "BPMNEdge", {"id": f"edge_{flow.id}", "bpmnElement": flow.id})
        for x, y in points:
            _child(edge, DI, "waypoint", {"x": f"{x:g}", "y": f"{y:g}"})


def _size(node: Node) -> tuple[float, float]:
    if node.tag in EVENTS:
        return EVENT_SIZE
    return GATEWAY_SIZE if node.tag in GATEWAYS else TASK_SIZE


def _bounds(box: Box) -> dict[str, str]:
    return {name: f"{getattr(box, name):g}" for name in ("x", "y", "width", "height")}


def _child(parent: ET.Element, space: str, name: str, attributes: Mapping[str, str], text: str = "") -> ET.Element:
    element = ET.SubElement(parent, f"{{{space}}}{name}", dict(attributes))
    element.text = text or None
    return element


def _tag(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def _plain(text: str) -> str:
    """One line of what an XML attribute may hold."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
