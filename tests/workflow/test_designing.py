"""What whoever designs a process is told: its faults, its drawing, its differences, a sample's way through it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from motcua.expressions import Kind
from motcua.kernel.errors import Invalid
from motcua.workflow.rules import (
    Duties,
    Holders,
    check,
    compare,
    longest_way,
    parse,
    split_limit,
)
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration
from tests.workflow.processes import consultation, step

DUTIES = Duties(frozenset({"receive", "forward", "propose", "sign", "return_result"}), "sign", "return_result")


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

    def test_an_automatic_step_names_a_service_there_is(self) -> None:
        duties = Duties(frozenset({"forward"}), "sign", "return_result", frozenset({"pass"}))
        definition = {"steps": [step("a", "b", kind="service", service="pass", acts=[]), step("b")]}
        assert ("unknown_service", "a") not in codes(definition, duties=duties)
        definition["steps"][0]["service"] = "goi-tram-vu-tru"
        assert ("unknown_service", "a") in codes(definition, duties=duties)

    def test_nothing_but_the_return_comes_after_the_decision(self) -> None:
        duties = Duties(frozenset({"forward", "sign", "return_result"}), "sign", "return_result")
        steps = [step("a", "ky"), step("ky", "sau", acts=["sign"]), step("sau", "tra")]
        definition = {"steps": [*steps, step("tra", acts=["return_result"])]}
        assert codes(definition, duties=duties) == [("after_decision", "sau")]
        steps[1]["acts"] = ["sign", "forward"]
        assert codes(definition, duties=duties) == []

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


class TestDeadEnds:
    def test_a_process_ends_only_after_its_result_is_returned(self) -> None:
        assert ("no_result", "ky") in codes(consultation(), duties=DUTIES)
        assert codes(split_limit(None), duties=DUTIES) == []

    def test_a_step_that_nothing_finishes(self) -> None:
        definition = copy.deepcopy(split_limit(None))
        definition["steps"][1]["acts"] = ["assign"]
        assert codes(definition, duties=DUTIES) == [("no_way_on", "xu-ly")]

    def test_nothing_is_returned_that_nobody_signed(self) -> None:
        definition = copy.deepcopy(split_limit(None))
        definition["steps"][2]["acts"] = ["forward"]
        assert codes(definition, duties=DUTIES) == [("no_decision", "tra-ket-qua")]

    def test_a_role_that_some_offices_lack_is_worth_saying_once(self) -> None:
        seats = frozenset({("reception", "reception"), ("specialist", "competent"), ("leader", "competent")})
        holders = Holders(seats, lacking={("reception", "reception"): ("Xã A", "Xã B")})
        found = check(split_limit(None), holders=holders)
        assert [(problem.code, problem.step, problem.grave) for problem in found] == [("nobody_somewhere", "", False)]
        assert "(2 nơi)" in found[0].sentence
        assert "Xã A, Xã B" in found[0].sentence

    def test_a_limit_that_only_some_cases_have_is_worth_saying(self) -> None:
        hours = {"limit": Duration(8, TimeUnit.WORKING_DAY), "shortest": Duration(6, TimeUnit.WORKING_DAY)}
        assert codes(consultation(), **hours) == [("too_long_somewhere", "")]
