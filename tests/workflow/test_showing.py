"""A process rehearsed with a sample dossier, and drawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given, settings

from motcua.kernel.clock import VIETNAM
from motcua.workflow.rules import diagram, draw, dry_run, parse, pauses, split_limit, svg
from motcua.worktime.rules import Calendar
from tests.workflow.processes import ANSWERS, consultation, definitions, step
from tests.workflow.test_designing import changed


class TestADryRun:
    MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)

    def test_lists_who_when_and_what_the_citizen_hears(self) -> None:
        definition = changed("ky", documents=["giay-phep"], citizen={"notify": False})
        visits = dry_run(parse(definition), {"dien_tich": 50}, Calendar(), self.MONDAY)
        assert [visit.step for visit in visits] == ["nhan", "cong-an", "thue", "dia-chinh", "gop", "ky"]
        opened = {visit.step: visit.opened for visit in visits}
        assert opened["gop"] == datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)
        assert visits[-1].due == datetime(2026, 11, 30, 9, 0, tzinfo=VIETNAM)
        assert visits[0].who == "Cán bộ tiếp nhận và trả kết quả – Nơi tiếp nhận"
        assert (visits[0].message, visits[-1].message) == ("Hồ sơ đang được xử lý", "")
        assert visits[-1].papers == ("giay-phep",)

    def test_shows_what_a_join_did_not_wait_for(self) -> None:
        visits = dry_run(parse(consultation("any")), {}, Calendar(), self.MONDAY)
        assert {visit.step for visit in visits if visit.closed} == {"thue", "dia-chinh"}

    @settings(max_examples=60, deadline=None)
    @given(definitions(), ANSWERS)
    def test_any_process_can_be_walked(self, definition: Any, answers: dict[str, Any]) -> None:
        process = parse(definition)
        visits = dry_run(process, answers, Calendar(), self.MONDAY)
        assert visits[0].step == process.first_step.key
        assert all(visit.opened >= self.MONDAY and visit.due > visit.opened for visit in visits)
        assert len({visit.step for visit in visits}) == len(visits)


class TestTheDrawing:
    @settings(max_examples=80, deadline=None)
    @given(definitions())
    def test_any_process_is_drawn_without_boxes_on_each_other(self, definition: Any) -> None:
        process = parse(definition)
        drawing = draw(process)
        assert len(drawing.shapes) == len(process.steps) + 1
        for shape in drawing.shapes:
            assert 0 <= shape.box.x <= shape.box.x + shape.box.width <= drawing.width
            assert 0 <= shape.box.y <= shape.box.y + shape.box.height <= drawing.height
        for one in drawing.shapes:
            for other in drawing.shapes:
                a, b = one.box, other.box
                apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
                assert one is other or apart
        assert all(line.points[0][1] < line.points[-1][1] for line in drawing.lines)
        root = ET.fromstring(svg(process))  # noqa: S314 our own
        names = {each.name for each in process.steps}
        assert {element.tag.partition("}")[2] for element in root.iter()} <= {
            "svg",
            "title",
            "desc",
            "g",
            "rect",
            "path",
            "text",
        }
        assert all(name in "".join(root.itertext()) for name in names)

    def test_it_has_a_name_and_words_for_whoever_cannot_see_it(self) -> None:
        drawn = svg(parse(consultation()), {"thue"}, title="Cấp phép <x>", ident="p1")
        assert 'aria-labelledby="p1-ten p1-mo-ta"' in drawn
        assert '<title id="p1-ten">Cấp phép &lt;x&gt;</title>' in drawn
        assert "3. Bước thue (đang ở đây), Chuyên viên xử lý – Cơ quan giải quyết, 2 ngày làm việc → Bước gop." in drawn
        assert drawn.count("flow-step--current") == 1
        assert "style" not in drawn
        assert "script" not in drawn

    def test_mermaid_shows_branches_and_parallel_ways(self) -> None:
        drawn = diagram(
            parse(changed("gop", next=[{"when": 'a = "x"', "to": "tu-choi"}, {"when": "b", "to": None}, {"to": "ky"}]))
        )
        assert "  nhan ==> thue\n" in drawn
        assert '  gop -->|"a = #quot;x#quot;"| tu-choi\n' in drawn
        assert '  gop -->|"b"| ket-thuc_\n' in drawn
        assert '  ket-thuc_(("Kết thúc"))\n' in drawn
        assert "<br>Lấy ý kiến<br>" in drawn
        assert "ket-thuc_" not in diagram(parse(split_limit(None)))


class TestPauses:
    def test_the_clock_stands_still_only_while_all_wait_for_others(self) -> None:
        waiting = {"kind": "payment", "acts": [], "amount": 2}
        definition = {
            "steps": [
                step("a", None, split=["tra", "xem"]),
                step("tra", "gop", **waiting),
                step("xem", "gop"),
                step("gop", None, join={"of": ["tra", "xem"]}),
            ]
        }
        start = TestADryRun.MONDAY
        visits = dry_run(parse(definition), {}, Calendar(), start)
        day = {visit.step: visit for visit in visits}
        assert pauses(visits) == ((day["xem"].ended, day["tra"].ended),)

    def test_two_waits_in_a_row_are_one_pause(self) -> None:
        waiting = {"kind": "payment", "acts": []}
        definition = {"steps": [step("a", "b", **waiting), step("b", "c", **waiting), step("c")]}
        visits = dry_run(parse(definition), {}, Calendar(), TestADryRun.MONDAY)
        assert pauses(visits) == ((visits[0].opened, visits[1].ended),)
