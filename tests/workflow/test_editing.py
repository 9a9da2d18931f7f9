"""Changing a definition by hand: the ways around a change stay sensible, whatever the process."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import Invalid, NotFound
from motcua.kernel.fingerprints import fingerprint
from motcua.workflow.rules import check, draw, parse, sketch, split_limit
from motcua.workflow.rules.editing import (
    add_after,
    add_beside,
    move_step,
    new_key,
    raw_step,
    raw_ways,
    remove_step,
    replace_step,
)
from tests.workflow.processes import consultation, definitions, step

USUAL = split_limit(None)


def ways(definition: Any) -> dict[str, list[str | None]]:
    return {raw["key"]: raw_ways(raw) for raw in definition["steps"]}


class TestAdding:
    def test_between_a_step_and_what_follows(self) -> None:
        new = add_after(USUAL, step("hoi"), "xu-ly")
        assert [*ways(new)] == ["tiep-nhan", "xu-ly", "hoi", "ky-duyet", "tra-ket-qua"]
        assert (ways(new)["xu-ly"], ways(new)["hoi"]) == (["hoi"], ["ky-duyet"])
        parse(new)

    def test_before_all(self) -> None:
        assert parse(add_after(USUAL, step("hoi"), "")).first_step.key == "hoi"

    def test_on_the_way_taken_when_no_condition_holds(self) -> None:
        new = add_after(consultation(), step("soan"), "gop")
        assert ways(new)["gop"] == ["tu-choi", "soan"]
        assert ways(new)["soan"] == ["ky"]
        parse(new)

    def test_before_a_join_the_join_waits_for_the_new_one(self) -> None:
        new = add_after(consultation(), step("xem-lai"), "thue")
        assert raw_step(new, "gop")["join"]["of"] == ["cong-an", "dia-chinh", "do-dac", "xem-lai"]
        parse(new)

    def test_after_a_split_is_not_clear(self) -> None:
        with pytest.raises(Invalid, match="song song"):
            add_after(consultation(), step("xem"), "nhan")

    def test_beside_a_step_splits_and_gathers(self) -> None:
        new = add_beside(USUAL, step("hoi", kind="consult"), "xu-ly")
        assert ways(new)["tiep-nhan"] == ["xu-ly", "hoi"]
        assert raw_step(new, "ky-duyet")["join"] == {"of": ["hoi", "xu-ly"], "need": "all"}
        parse(new)

    def test_beside_a_parallel_step_is_one_way_more(self) -> None:
        new = add_beside(consultation(), step("y-te"), "thue")
        assert ways(new)["nhan"] == ["cong-an", "thue", "dia-chinh", "y-te"]
        assert "y-te" in raw_step(new, "gop")["join"]["of"]
        parse(new)

    @pytest.mark.parametrize("beside", ["tiep-nhan", "tra-ket-qua"])
    def test_beside_the_first_or_last_is_not_clear(self, beside: str) -> None:
        with pytest.raises(Invalid):
            add_beside(USUAL, step("hoi"), beside)

    def test_beside_the_only_step_of_a_parallel_way_with_branches_is_not_clear(self) -> None:
        with pytest.raises(Invalid):
            add_beside(consultation(), step("hoi"), "dia-chinh")


class TestRemoving:
    def test_what_led_there_leads_on(self) -> None:
        assert ways(remove_step(USUAL, "xu-ly"))["tiep-nhan"] == ["ky-duyet"]

    def test_the_first_gives_its_place_to_what_followed(self) -> None:
        assert parse(remove_step(USUAL, "tiep-nhan")).first_step.key == "xu-ly"

    def test_undoes_setting_beside(self) -> None:
        assert remove_step(add_beside(USUAL, step("hoi"), "xu-ly"), "hoi") == USUAL

    def test_the_gathering_step_hands_its_join_on(self) -> None:
        definition = consultation()
        definition["steps"][5]["next"] = "ky"
        definition["steps"].pop(6)
        assert raw_step(remove_step(definition, "gop"), "ky")["join"]["need"] == "all"
        parse(remove_step(definition, "gop"))

    def test_not_the_only_one_and_not_one_that_splits(self) -> None:
        with pytest.raises(Invalid, match="ít nhất một bước"):
            remove_step({"steps": [step("a")]}, "a")
        with pytest.raises(Invalid, match="tách nhánh"):
            remove_step(consultation(), "nhan")

    def test_one_that_is_not_there(self) -> None:
        with pytest.raises(NotFound):
            remove_step(USUAL, "khong-co")


class TestMoving:
    def test_steps_that_follow_each_other_change_places(self) -> None:
        moved, rewired = move_step(USUAL, "ky-duyet", up=True)
        assert rewired
        assert [each.key for each in parse(moved).in_order] == ["tiep-nhan", "ky-duyet", "xu-ly", "tra-ket-qua"]
        assert move_step(moved, "ky-duyet", up=False)[0] == USUAL

    def test_elsewhere_only_the_table_changes(self) -> None:
        moved, rewired = move_step(consultation(), "thue", up=True)
        assert not rewired
        assert ways(moved) == ways(consultation())

    def test_not_over_the_edge(self) -> None:
        with pytest.raises(Invalid, match="đầu bảng"):
            move_step(USUAL, "tiep-nhan", up=True)
        with pytest.raises(Invalid, match="cuối bảng"):
            move_step(USUAL, "tra-ket-qua", up=False)

    def test_nothing_becomes_the_beginning_by_the_way(self) -> None:
        with pytest.raises(Invalid, match="nơi hồ sơ bắt đầu"):
            move_step(consultation(), "cong-an", up=True)


class TestOfAnyProcess:
    @settings(max_examples=60, deadline=None)
    @given(definitions(), st.data())
    def test_a_step_added_in_sequence_leaves_it_right(self, definition: Any, data: st.DataObject) -> None:
        plain = [raw["key"] for raw in definition["steps"] if not raw.get("split")]
        new = add_after(definition, step("moi"), data.draw(st.sampled_from(["", *plain])))
        assert len(parse(new).steps) == len(definition["steps"]) + 1

    @settings(max_examples=60, deadline=None)
    @given(definitions(), st.data())
    def test_a_step_put_beside_another_leaves_it_right(self, definition: Any, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from([raw["key"] for raw in definition["steps"]]))
        try:
            new = add_beside(definition, step("moi"), key)
        except Invalid:
            return
        parse(new)
        parse(remove_step(new, "moi"))

    @settings(max_examples=60, deadline=None)
    @given(definitions(), st.data())
    def test_anything_can_be_drawn(self, definition: Any, data: st.DataObject) -> None:
        """A way to anywhere, even round in a circle: the drawing leaves out what it cannot show."""
        keys = [raw["key"] for raw in definition["steps"]]
        broken = definition
        for _turn in range(3):
            key = data.draw(st.sampled_from(keys))
            raw = {**raw_step(broken, key), "next": data.draw(st.sampled_from([*keys, "nowhere"]))}
            raw.pop("split", None)
            broken = replace_step(broken, key, raw)
        sketched = sketch(broken)
        assert sketched is not None
        assert len(draw(sketched).shapes) == len(keys) + 1

    def test_what_cannot_be_read_is_not_drawn(self) -> None:
        assert sketch({"steps": [{"key": "a"}]}) is None
        assert sketch({}) is None


def test_a_key_is_made_of_the_name() -> None:
    assert new_key(USUAL, "Hỏi ý kiến công an xã") == "hoi-y-kien-cong-an-xa"
    assert new_key(USUAL, "Xử lý") == "xu-ly-2"
    assert new_key(USUAL, "★") == "buoc"


def test_a_fingerprint_knows_a_change_and_not_an_order() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_grave_and_light() -> None:
    found = check({"steps": [step("a", public="", next="b")]})
    assert [problem.grave for problem in found] == [True]
    assert [problem.grave for problem in check({"steps": [step("a", public="")]})] == [False]
