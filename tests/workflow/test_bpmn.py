"""BPMN files out and in again."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import Invalid
from motcua.workflow.bpmn import export, read
from motcua.workflow.bpmn.conditions import ours
from motcua.workflow.bpmn.timers import from_iso, to_iso
from motcua.workflow.bpmn.vocabulary import BPMN, BPMNDI, DC, DI
from motcua.workflow.rules import Process, dry_run, parse, split_limit
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Calendar, Duration
from tests.workflow.processes import consultation, definitions

CLOCK = "<timerEventDefinition><timeDuration>{}</timeDuration></timerEventDefinition>"
MUCH = "${so_tien &gt; 100 &amp;&amp; loai == 'a &amp;&amp; b'}"
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="http://www.w3.org/2001/XMLSchema-instance">'
LOAN = (
    HEAD
    + """
  <process id="loan">
    <laneSet id="lanes"><lane id="l1" name="Một cửa"/></laneSet>
    <startEvent id="s"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="A"/>
    <userTask id="A" name="Nhận hồ sơ"/>
    <boundaryEvent id="b" attachedToRef="A">CLOCK_4</boundaryEvent>
    <sequenceFlow id="f2" sourceRef="A" targetRef="g"/>
    <exclusiveGateway id="g" default="f3"/>
    <sequenceFlow id="f3" sourceRef="g" targetRef="p"/>
    <sequenceFlow id="f4" sourceRef="g" targetRef="C"><conditionExpression>MUCH</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="f5" sourceRef="g" targetRef="e">
      <conditionExpression>today().weekday() == 6</conditionExpression></sequenceFlow>
    <parallelGateway id="p"/>
    <sequenceFlow id="f6" sourceRef="p" targetRef="T1"/>
    <sequenceFlow id="f7" sourceRef="p" targetRef="T2"/>
    <serviceTask id="T1" name="Tra cứu dân cư"/>
    <callActivity id="T2" name="Cấp hộ khẩu" calledElement="proc_1"/>
    <sequenceFlow id="f8" sourceRef="T1" targetRef="j"/>
    <sequenceFlow id="f9" sourceRef="T2" targetRef="j"/>
    <parallelGateway id="j"/>
    <sequenceFlow id="f10" sourceRef="j" targetRef="m"/>
    <exclusiveGateway id="m"/>
    <sequenceFlow id="f11" sourceRef="C" targetRef="m"/>
    <sequenceFlow id="f12" sourceRef="m" targetRef="D"/>
    <task id="C" name="Thẩm định"/>
    <intermediateCatchEvent id="D" name="Niêm yết">CLOCK_15</intermediateCatchEvent>
    <sequenceFlow id="f13" sourceRef="D" targetRef="S"/>
    <scriptTask id="S" name="Tính phí"/>
    <sequenceFlow id="f14" sourceRef="S" targetRef="e"/>
    <endEvent id="e"/>
  </process>
</definitions>"""
)
LOAN = LOAN.replace("CLOCK_4", CLOCK.format("PT4H")).replace("CLOCK_15", CLOCK.format("P15D")).replace("MUCH", MUCH)


def exported(process: Process) -> bytes:
    return export(process, code="1.004194", name="Đăng ký <thử> & xem")


class TestRoundTrip:
    @settings(max_examples=150, deadline=None)
    @given(definitions())
    def test_every_process_comes_back_the_same(self, definition: Any) -> None:
        process = parse(definition)
        found = read(exported(process))
        assert found.remarks == ()
        assert {problem.code for problem in found.problems} <= {"idle_duties"}
        assert parse(found.definition) == process

    def test_the_usual_process_comes_back_the_same(self) -> None:
        process = parse(split_limit(Duration(5, TimeUnit.WORKING_DAY)))
        assert parse(read(exported(process)).definition) == process

    def test_a_name_changed_in_another_tool_is_taken(self) -> None:
        changed = exported(parse(consultation())).replace(b'name="B\xc6\xb0\xe1\xbb\x9bc ky"', 'name="Ký số"'.encode())
        assert parse(read(changed).definition).step("ky").name == "Ký số"

    @given(st.integers(1, 300), st.sampled_from(TimeUnit))
    def test_times_can_be_read_by_others(self, quarters: int, unit: TimeUnit) -> None:
        parts = {TimeUnit.HOUR: 4, TimeUnit.WORKING_HOUR: 4, TimeUnit.WORKING_DAY: 2}.get(unit, 1)
        duration = Duration(quarters / parts, unit)
        assert re.fullmatch(r"P(\d+M|(\d+D)?(T(\d+H)?(\d+M)?)?)", to_iso(duration))
        again = from_iso(to_iso(duration))
        assert again is not None
        if unit in (TimeUnit.HOUR, TimeUnit.CALENDAR_DAY, TimeUnit.MONTH):
            assert again == duration

    @pytest.mark.parametrize("text", ["", "P", "PT", "2026-01-01", "R3/PT4H", "P1Y", "PT-4H", "${han}", "P0D"])
    def test_what_is_no_plain_time_is_none(self, text: str) -> None:
        assert from_iso(text) is None


def tag(space: str, name: str) -> str:
    return f"{{{space}}}{name}"


@settings(max_examples=100, deadline=None)
@given(definitions())
def test_the_file_keeps_the_rules_of_bpmn(definition: Any) -> None:
    process = parse(definition)
    root = ET.fromstring(exported(process))  # noqa: S314 our own
    body = root.find(tag(BPMN, "process"))
    assert body is not None
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", str(ident)) for ident in ids)
    flows = {flow.get("id"): flow for flow in body.findall(tag(BPMN, "sequenceFlow"))}
    nodes = {node.get("id"): node for node in body if node.tag != tag(BPMN, "sequenceFlow")}
    for ident, flow in flows.items():
        assert ident in [each.text for each in nodes[flow.get("sourceRef")].findall(tag(BPMN, "outgoing"))]
        assert ident in [each.text for each in nodes[flow.get("targetRef")].findall(tag(BPMN, "incoming"))]
    for node in nodes.values():
        _check_node(node, flows)
    _check_drawing(root, nodes, flows)


def _check_node(node: ET.Element, flows: dict[Any, ET.Element]) -> None:
    kind = node.tag.partition("}")[2]
    incoming = [each.text for each in node.findall(tag(BPMN, "incoming"))]
    outgoing = [each.text for each in node.findall(tag(BPMN, "outgoing"))]
    assert set(incoming + outgoing) <= set(flows)
    if kind == "startEvent":
        assert (len(incoming), len(outgoing)) == (0, 1)
    elif kind == "endEvent":
        assert incoming
        assert not outgoing
    elif kind.endswith("Gateway"):
        gathers = node.get("gatewayDirection") == "Converging"
        assert (len(outgoing) == 1) if gathers else (len(incoming) == 1 and len(outgoing) > 1)
    else:
        assert incoming
        assert len(outgoing) == 1
    if kind == "exclusiveGateway" and node.get("gatewayDirection") == "Diverging":
        assert node.get("default") in outgoing
        for ident in outgoing:
            conditional = flows[ident].find(tag(BPMN, "conditionExpression")) is not None
            assert conditional is (ident != node.get("default"))


def _check_drawing(root: ET.Element, nodes: dict[Any, ET.Element], flows: dict[Any, ET.Element]) -> None:
    shapes = {shape.get("bpmnElement"): shape for shape in root.iter(tag(BPMNDI, "BPMNShape"))}
    edges = {edge.get("bpmnElement"): edge for edge in root.iter(tag(BPMNDI, "BPMNEdge"))}
    assert set(shapes) == set(nodes)
    assert set(edges) == set(flows)
    boxes = {}
    for ident, shape in shapes.items():
        bounds = shape.find(tag(DC, "Bounds"))
        assert bounds is not None
        boxes[ident] = tuple(float(bounds.get(name, "")) for name in ("x", "y", "width", "height"))
    for one, (x, y, width, height) in boxes.items():
        for other, (x2, y2, width2, height2) in boxes.items():
            apart = x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y
            assert one == other or apart, "two shapes lie on each other"
    for ident, edge in edges.items():
        points = [(float(point.get("x", "")), float(point.get("y", ""))) for point in edge.findall(tag(DI, "waypoint"))]
        assert len(points) >= 2
        for point, end in ((points[0], "sourceRef"), (points[-1], "targetRef")):
            x, y, width, height = boxes[flows[ident].get(end)]
            assert x - 1 <= point[0] <= x + width + 1
            assert y - 1 <= point[1] <= y + height + 1


class TestAFileOfAnotherTool:
    def test_is_a_process_that_runs(self, at: Any) -> None:
        found = read(LOAN.encode())
        process = parse(found.definition)
        first = process.first_step
        assert (first.name, first.duration) == ("Nhận hồ sơ", Duration(4, TimeUnit.HOUR))
        names = [visit.name for visit in dry_run(process, {"so_tien": 200, "loai": "a && b"}, Calendar(), at)]
        assert names == ["Nhận hồ sơ", "Thẩm định", "Niêm yết", "Tính phí"]
        names = [visit.name for visit in dry_run(process, {"so_tien": 2}, Calendar(), at)]
        assert names[0] == "Nhận hồ sơ"
        assert {"Tra cứu dân cư", "Cấp hộ khẩu", "Gộp nhánh", "Niêm yết", "Tính phí"} <= set(names)

    def test_says_what_was_lost_and_what_assumed(self) -> None:
        remarks = read(LOAN.encode()).remarks
        lost = {remark.element for remark in remarks if remark.kind == "lost"}
        assert lost == {"lanes", "f5", "S"}
        assumed = {remark.element for remark in remarks if remark.kind == "assumed"}
        assert {"A", "C", "T1", "T2", "j", "p"} <= assumed

    def test_can_be_exported_again(self) -> None:
        process = parse(read(LOAN.encode()).definition)
        assert parse(read(exported(process)).definition) == process

    @pytest.mark.parametrize(
        ("source", "canonical"),
        [
            ("${a > 1}", "a > 1"),
            ("#{a == 'x'}", 'a = "x"'),
            ("= a > 1 and b", "a > 1 and b"),
            ("a > 1 && !(b || c)", "a > 1 and not (b or c)"),
            ("a != null", "a != none"),
            ("a == True", "a = true"),
            ("a = '!&&'", 'a = "!&&"'),
        ],
    )
    def test_conditions_of_others_are_understood(self, source: str, canonical: str) -> None:
        assert ours(source) == canonical

    def test_a_circle_is_named_and_not_run(self) -> None:
        drawn = f"""{HEAD}<process id="p"><startEvent id="s"/><task id="a" name="A"/><task id="b" name="B"/>
            <sequenceFlow id="1" sourceRef="s" targetRef="a"/><sequenceFlow id="2" sourceRef="a" targetRef="b"/>
            <sequenceFlow id="3" sourceRef="b" targetRef="a"/></process></definitions>"""
        assert {problem.code for problem in read(drawn.encode()).problems} == {"cycle"}

    def test_gateways_in_a_circle_end(self) -> None:
        gates = "".join(f'<exclusiveGateway id="g{n}"/>' for n in range(30))
        flows = "".join(
            f'<sequenceFlow id="f{n}{way}" sourceRef="g{n}" targetRef="g{(n + 1) % 30}"/>'
            for n in range(30)
            for way in "ab"
        )
        drawn = f"""{HEAD}<process id="p"><startEvent id="s"/>{gates}{flows}
            <sequenceFlow id="z" sourceRef="s" targetRef="g0"/></process></definitions>"""
        found = read(drawn.encode())
        assert any(remark.kind == "lost" for remark in found.remarks)


class TestAnEvilFile:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"<",
            b"<a/>",
            b"\xff\xfe\x00",
            b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
            b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
            b'<?xml version="1.0" encoding="no-such"?><a/>',
            b"<a>" * 100_000,
            b"<a>" + b"<b/>" * 30_000 + b"</a>",
            b" " * 2_000_001,
            b"<a>&undefined;</a>",
        ],
        ids=range(11),
    )
    def test_is_refused(self, content: bytes) -> None:
        with pytest.raises(Invalid):
            read(content)

    def test_billion_laughs_are_not_laughed(self) -> None:
        entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        with pytest.raises(Invalid, match="DOCTYPE"):
            read(f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}]><a>&l9;</a>'.encode())

    @settings(max_examples=200, deadline=None)
    @given(st.data())
    def test_a_damaged_file_is_read_or_refused(self, data: st.DataObject) -> None:
        content = data.draw(st.sampled_from([LOAN.encode(), exported(parse(consultation(2)))]))
        for _turn in range(data.draw(st.integers(1, 4))):
            start = data.draw(st.integers(0, len(content)))
            end = min(len(content), start + data.draw(st.integers(0, 30)))
            middle = data.draw(st.sampled_from([b"", b"sequenceFlow", b'"', b"{}", b"[", b"1", b"id", content[40:90]]))
            content = content[:start] + middle + content[end:]
        try:
            found = read(content)
        except Invalid:
            return
        assert isinstance(found.definition["steps"], list)
