"""What whoever designs a process is told: its faults, its drawing, its differences, a sample's way through it."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from motcua.expressions import Kind
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Invalid
from motcua.workflow.rules import Holders, check, compare, diagram, draw, dry_run, longest_way, parse, split_limit, svg
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Calendar, Duration
from tests.workflow.processes import ANSWERS, consultation, definitions, step


def codes(definition: Any, **known: Any) -> list[tuple[str, str]]:
    return [(problem.code, problem.step) for problem in check(definition, **known)]


def changed(key: str, need: Any = "all", **values: Any) -> dict[str, Any]:
    definition = copy.deepcopy(consultation(need))
    next(each for each in definition["steps"] if each["key"] == key).update(values)
    return definition


class TestWhatAStepMaySay:
    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"kind": "magic"}, "no_kind"),
            ({"kind": "service"}, "no_service"),
            ({"kind": "wait_agency"}, "no_agency"),
            ({"kind": "wait_agency", "agency": {"procedure": "1.0", "rule": "fixed"}}, "no_agency"),
            ({"kind": "wait_agency", "agency": {"procedure": "1.0", "rule": "nearest", "value": "x"}}, "no_agency"),
            ({"agency": {"procedure": "1.0", "rule": "parent"}}, "no_agency"),
            ({"acts": [{"act": "sign", "label": 5}]}, "no_acts"),
            ({"acts": [{"label": "Ký"}]}, "no_acts"),
            ({"position": 5}, "bad_text"),
            ({"checks": ["a", "a"]}, "bad_names"),
            ({"documents": "phieu"}, "bad_names"),
            ({"citizen": {"colour": "red"}}, "bad_citizen"),
            ({"citizen": {"upload": "yes"}}, "bad_citizen"),
            ({"citizen": {"action": "x" * 201}}, "bad_text"),
            ({"next": 5}, "bad_next"),
            ({"next": [{"to": "gop"}]}, "bad_next"),
            ({"next": [{"when": "a", "to": "gop"}, {"when": "b", "to": "ky"}]}, "no_default"),
            ({"next": [{"to": "gop"}, {"to": "ky"}]}, "bad_next"),
            ({"next": [{"when": "a >", "to": "gop"}, {"to": "ky"}]}, "bad_condition"),
            ({"next": [{"when": 5, "to": "gop"}, {"to": "ky"}]}, "bad_condition"),
            ({"next": None, "split": ["gop"]}, "bad_split"),
            ({"next": None, "split": ["gop", "gop"]}, "bad_split"),
            ({"split": ["gop", "ky"]}, "bad_split"),
            ({"join": {"of": []}}, "bad_join"),
            ({"join": {"of": ["a"], "need": "most"}}, "bad_join"),
            ({"join": {"of": ["a"], "need": 0}}, "bad_join"),
            ({"join": {"of": ["a"], "need": True}}, "bad_join"),
        ],
    )
    def test_no_more_than_the_language_knows(self, values: dict[str, Any], code: str) -> None:
        definition = changed("thue", **values)
        assert (code, "thue") in codes(definition)
        with pytest.raises(Invalid):
            parse(definition)

    def test_labels_checks_and_papers_are_kept(self) -> None:
        read = parse(
            changed(
                "ky",
                acts=[{"act": "sign", "label": "Ký số"}, "send_back"],
                checks=["da-nop-phi"],
                documents=["giay-phep"],
                citizen={"action": "Chờ kết quả", "notify": False},
            )
        ).step("ky")
        assert read.acts == ("sign", "send_back")
        assert (read.label("sign"), read.label("send_back")) == ("Ký số", "")
        assert (read.checks, read.documents) == (("da-nop-phi",), ("giay-phep",))
        assert (read.citizen.action, read.citizen.notify) == ("Chờ kết quả", False)


class TestHowStepsLead:
    @pytest.mark.parametrize(
        ("definition", "problem"),
        [
            (changed("thue", next="nowhere"), ("unknown_next", "thue")),
            (changed("gop", join={"of": ["thue", "nowhere"]}), ("unknown_next", "gop")),
            (changed("ky", next="gop"), ("cycle", "gop")),
            (changed("ky", next="nhan"), ("cycle", "nhan")),
            (changed("gop", next="ky"), ("unreachable", "tu-choi")),
            (changed("thue", next=None), ("ends_unjoined", "thue")),
            (changed("thue", next="ky"), ("ends_unjoined", "ky")),
            (changed("thue", next="do-dac"), ("not_joined", "nhan")),
            (changed("nhan", split=["thue", "cong-an", "dia-chinh", "gop"]), ("not_joined", "nhan")),
            (changed("gop", join={"of": ["thue", "cong-an", "dia-chinh"]}), ("join_of", "gop")),
            (changed("gop", join={"of": ["thue", "cong-an", "dia-chinh", "do-dac"], "need": 4}), ("join_never", "gop")),
            (changed("tu-choi", join={"of": ["gop"]}), ("join_without_split", "tu-choi")),
        ],
    )
    def test_a_fault_is_named_where_it_is(self, definition: Any, problem: tuple[str, str]) -> None:
        assert problem in codes(definition)
        with pytest.raises(Invalid):
            parse(definition)

    def test_nobody_comes_into_a_parallel_way_from_the_side(self) -> None:
        definition = consultation()
        definition["steps"].insert(0, step("xem", [{"when": "gap", "to": "thue"}, {"to": "nhan"}]))
        assert codes(definition) == [("into_parallel", "xem")]


class TestWhoCanAndHowLong:
    def test_a_step_nobody_can_do(self) -> None:
        holders = Holders(frozenset({("reception", "reception"), ("specialist", "competent")}))
        assert codes(consultation(), holders=holders) == [("nobody", "tu-choi"), ("nobody", "ky")]

    def test_a_position_nobody_holds(self) -> None:
        definition = {"steps": [step("a", position="truong-phong")]}
        roles = frozenset({("specialist", "competent")})
        assert codes(definition, holders=Holders(roles)) == [("nobody", "a")]
        assert codes(definition, holders=Holders(roles, frozenset({"truong-phong"}))) == []

    def test_the_longest_way_counts_and_parallel_ways_only_once(self) -> None:
        assert longest_way(parse(consultation())) == (1 + 1 + 3 + 1 + 1) * 8
        assert codes(consultation(), limit=Duration(7, TimeUnit.WORKING_DAY)) == []
        assert codes(consultation(), limit=Duration(6, TimeUnit.WORKING_DAY)) == [("too_long", "")]

    def test_waiting_for_the_citizen_is_not_the_agencys_time(self) -> None:
        definition = {"steps": [step("a", "b"), step("b", "c", kind="payment", acts=[], amount=30), step("c")]}
        assert longest_way(parse(definition)) == 16

    def test_conditions_ask_only_what_is_known(self) -> None:
        names = {"dien_tich": Kind.NUMBER, "du_dieu_kien": Kind.TRUTH}
        assert codes(consultation(), names=names) == []
        assert codes(consultation(), names={"dien_tich": Kind.TEXT}) == [("kind", "dia-chinh"), ("unknown_name", "gop")]

    def test_the_citizen_reads_something_at_every_step(self) -> None:
        assert codes(changed("ky", public="")) == [("no_public", "ky")]
        assert codes(changed("ky", citizen={"upload": True})) == [("no_action", "ky")]


class TestComparing:
    def test_the_same_is_no_change(self) -> None:
        assert compare(parse(consultation()), parse(consultation())) == []

    def test_every_change_is_a_sentence(self) -> None:
        new = changed("thue", "any", amount=3, name="Hỏi cơ quan thuế", documents=["cong-van"])
        new["steps"].append(step("luu"))
        new["steps"][-2]["next"] = "luu"
        found = compare(parse(consultation()), parse(new))
        assert [(change.step, change.kind, change.what) for change in found] == [
            ("thue", "changed", "name"),
            ("thue", "changed", "time"),
            ("thue", "changed", "documents"),
            ("gop", "changed", "join"),
            ("ky", "changed", "ways"),
            ("luu", "added", ""),
        ]
        assert "đổi từ “2 ngày làm việc” thành “3 ngày làm việc”" in found[1].sentence
        assert "Thêm bước “Bước luu”" in found[-1].sentence
        back = compare(parse(new), parse(consultation()))
        assert ("luu", "removed") in [(change.step, change.kind) for change in back]

    def test_another_order_is_said(self) -> None:
        new = consultation()
        new["steps"][1], new["steps"][2] = new["steps"][2], new["steps"][1]
        assert [change.kind for change in compare(parse(consultation()), parse(new))] == ["moved"]


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
