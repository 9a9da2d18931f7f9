"""Changing a definition by hand: each change gives a new definition and keeps the ways around it sensible.

A definition in the making may have problems (``check`` says which); only a change that makes no sense is refused.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid, NotFound
from motcua.kernel.text import fold
from motcua.workflow.rules.reading import MAX_STEPS

type Raw = dict[str, Any]
type Definition = Mapping[str, Any]

LONGEST_KEY = 40


def raw_steps(definition: Definition) -> list[Raw]:
    """A copy of the steps as they are written."""
    steps: list[Raw] = copy.deepcopy(list(definition.get("steps", [])))
    return steps


def raw_step(definition: Definition, key: str) -> Raw:
    """A copy of one step; ``NotFound`` when the definition has none under ``key``."""
    steps = raw_steps(definition)
    return steps[_place(steps, key)]


def raw_ways(raw: Mapping[str, Any]) -> list[str | None]:
    """Where one may come from the step, as far as that is written; None is the end."""
    if raw.get("split"):
        return list(raw["split"])
    following = raw.get("next")
    return [each.get("to") for each in following] if isinstance(following, list) else [following]


def new_key(definition: Definition, name: str) -> str:
    """A key made of the name that no step has yet."""
    base = slugify(fold(name))[: LONGEST_KEY - 3].strip("-") or "buoc"
    taken = {raw.get("key") for raw in raw_steps(definition)}
    return next(key for n in range(1, MAX_STEPS + 2) if (key := base if n == 1 else f"{base}-{n}") not in taken)


def replace_step(definition: Definition, key: str, raw: Raw) -> Raw:
    """``raw`` in place of the step ``key``, whose key it keeps."""
    steps = raw_steps(definition)
    steps[_place(steps, key)] = {**raw, "key": key}
    return _joined(steps)


def add_after(definition: Definition, raw: Raw, after: str) -> Raw:
    """The new step between ``after`` ("" = the beginning) and what follows it now when no branch is taken."""
    steps = _with_room(definition)
    if not after:
        return _joined([{**raw, "next": steps[0]["key"] if steps else None}, *steps])
    place = _place(steps, after)
    before = steps[place]
    if before.get("split"):
        sentence = _("Bước này tách thành các nhánh song song. Chọn “song song với” một bước trong nhánh.")
        raise Invalid(sentence, fields={"where": sentence})
    following = before.get("next")
    if isinstance(following, list):
        new = {**raw, "next": following[-1].get("to")}
        following[-1]["to"] = raw["key"]
    else:
        new = {**raw, "next": following}
        before["next"] = raw["key"]
    return _joined([*steps[: place + 1], new, *steps[place + 1 :]])


def add_beside(definition: Definition, raw: Raw, beside: str) -> Raw:
    """The new step parallel to ``beside``: what comes before splits, what comes after waits for both.

    ``Invalid`` where that is not clear: the first step, the last, several ways in or out.
    """
    steps = _with_room(definition)
    place = _place(steps, beside)
    twin = steps[place]
    leading = [each for each in steps if beside in raw_ways(each)]
    after = next((each for each in steps if each["key"] == twin.get("next")), None)
    if len(leading) != 1 or after is None or isinstance(leading[0].get("next"), list) or twin.get("split"):
        raise _unclear()
    before = leading[0]
    if before.get("split"):
        before["split"] = [*before["split"], raw["key"]]
    else:
        if after.get("join") or [each for each in steps if after["key"] in raw_ways(each)] != [twin]:
            raise _unclear()
        before["split"], before["next"] = [beside, raw["key"]], None
    after.setdefault("join", {"of": [beside], "need": "all"})
    return _joined([*steps[: place + 1], {**raw, "next": after["key"]}, *steps[place + 1 :]])


def _unclear() -> Invalid:
    sentence = _(
        "Chỉ đặt song song được với bước có đúng một bước trước và một bước sau. "
        "Thêm nối tiếp trước, rồi sửa đường đi ở từng bước."
    )
    return Invalid(sentence, fields={"where": sentence})


def remove_step(definition: Definition, key: str) -> Raw:
    """Without the step; what led to it leads to what followed it. The last one left and a splitting one stay."""
    steps = raw_steps(definition)
    place = _place(steps, key)
    gone = steps[place]
    if len(steps) == 1:
        raise Invalid(_("Quy trình cần ít nhất một bước. Sửa bước này thay vì xóa."))
    if gone.get("split"):
        raise Invalid(_("Bước này đang tách nhánh song song. Sửa đường đi của nó về một bước, rồi xóa."))
    heir = raw_ways(gone)[-1]
    rest = [each for each in steps if each["key"] != key]
    for each in rest:
        _lead(each, key, heir, joins=bool(_named(rest, heir).get("join")))
    if gone.get("join") and heir is not None:
        _named(rest, heir).setdefault("join", gone["join"])
    for each in rest:
        if each.get("join") and sum(each["key"] in raw_ways(other) for other in rest) < 2:
            del each["join"]
    if place == 0 and heir is not None and heir != rest[0]["key"]:
        rest.sort(key=lambda each: each["key"] != heir)
    return _joined(rest)


def _lead(raw: Raw, old: str, heir: str | None, *, joins: bool) -> None:
    """Ways of ``raw`` that led to ``old`` lead to ``heir``; a parallel way that is empty then is no way any more."""
    following = raw.get("next")
    if raw.get("split") and old in raw["split"]:
        others = [way for way in raw["split"] if way != old]
        ways = others if joins or heir is None or heir in others else [*others, heir]
        if len(ways) > 1:
            raw["split"] = ways
        else:
            del raw["split"]
            raw["next"] = ways[0]
    elif isinstance(following, list):
        for each in following:
            each["to"] = heir if each.get("to") == old else each.get("to")
    elif following == old:
        raw["next"] = heir


def move_step(definition: Definition, key: str, *, up: bool) -> tuple[Raw, bool]:
    """The step one place up or down, and whether the dossier's way changed with it.

    Where two steps simply follow each other they change places; elsewhere only the order of the table changes, for the
    ways are written at the steps. ``Invalid`` at the edge, and for another beginning that nothing makes clear.
    """
    steps = raw_steps(definition)
    first = _place(steps, key) - (1 if up else 0)
    if not 0 <= first < len(steps) - 1:
        raise Invalid(_("Bước này đã ở đầu bảng.") if up else _("Bước này đã ở cuối bảng."))
    one, two = steps[first], steps[first + 1]
    follows = _plainly_follows(steps, one, two)
    if first == 0 and not follows:
        raise Invalid(_("Bước đầu bảng là nơi hồ sơ bắt đầu. Sửa đường đi để bước khác nối tiếp nó trước."))
    if follows:
        for each in steps:
            if each is not one and each is not two:
                _lead(each, one["key"], two["key"], joins=False)
        one["next"], two["next"] = two.get("next"), one["key"]
    steps[first], steps[first + 1] = two, one
    return _joined(steps), follows


def _plainly_follows(steps: Sequence[Raw], one: Raw, two: Raw) -> bool:
    tied = any(raw.get("split") or raw.get("join") or isinstance(raw.get("next"), list) for raw in (one, two))
    alone = [each for each in steps if two["key"] in raw_ways(each)] == [one]
    return not tied and alone and one.get("next") == two["key"]


def _joined(steps: Sequence[Raw]) -> Raw:
    """The definition with each join waiting for exactly the steps that lead to it."""
    for raw in steps:
        join = raw.get("join")
        if isinstance(join, dict):
            of = sorted(each["key"] for each in steps if raw["key"] in raw_ways(each))
            join["of"] = of or join.get("of") or [raw["key"]]
    return {"steps": list(steps)}


def _with_room(definition: Definition) -> list[Raw]:
    steps = raw_steps(definition)
    if len(steps) >= MAX_STEPS:
        raise Invalid(_("Quy trình đã có %d bước, không thêm được nữa.") % MAX_STEPS)
    return steps


def _place(steps: Sequence[Raw], key: str) -> int:
    for place, raw in enumerate(steps):
        if raw.get("key") == key:
            return place
    raise NotFound(_("Quy trình không có bước này. Có thể nó vừa bị xóa; tải lại trang."))


def _named(steps: Sequence[Raw], key: str | None) -> Raw:
    """The step itself, for changing; an empty one when there is none."""
    return next((raw for raw in steps if raw["key"] == key), {})
