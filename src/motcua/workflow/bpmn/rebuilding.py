"""From nodes and flows back to steps: gateways become branches, splits and joins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel.text import fold
from motcua.workflow.bpmn.conditions import Foreign, both, ours
from motcua.workflow.bpmn.strangers import WAITING, Drawn, Found, Way
from motcua.workflow.bpmn.vocabulary import CALL, COMPLEX, END, EXCLUSIVE, PARALLEL, SERVICE, START, TIMER
from motcua.workflow.rules.reading import LENGTHS
from motcua.workflow.rules.steps import ALL, StepKind

MOST_GATEWAYS_IN_A_ROW = 20
MOST_TURNS = 2_000  # gateways behind gateways multiply their ways
PASS = "pass"  # noqa: S105 the service that does nothing but go on
KINDS = {
    SERVICE: StepKind.SERVICE,
    CALL: StepKind.WAIT_AGENCY,
    TIMER: StepKind.WAIT_TIME,
    WAITING: StepKind.WAIT_CITIZEN,
}

type Raw = dict[str, Any]
type Branches = list[tuple[str, str | None]]  # the last with an empty condition


def rebuild(drawn: Drawn) -> Raw:
    """A definition, the first step first; it may still be one that ``parse`` refuses."""
    return _Rebuilder(drawn).definition()


class _Rebuilder:
    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.keys: dict[str, str] = {}
        self.steps: dict[str, Raw] = {}
        self.joins: dict[str, str] = {}
        self.turns = MOST_TURNS

    def definition(self) -> Raw:
        tasks = [
            node for node in self.drawn.nodes.values() if node.tag not in (START, END, EXCLUSIVE, PARALLEL, COMPLEX)
        ]
        for node in tasks:
            self.keys[node.id] = self._key(str(node.said.get("key") or node.name or node.id))
        for node in tasks:
            self.steps[self.keys[node.id]] = self._step(node)
        first = self._first()
        for node in tasks:
            self._follow(self.steps[self.keys[node.id]], self.drawn.out(node.id), node.id)
        for raw in self.steps.values():
            if "join" in raw:
                raw["join"]["of"] = [key for key, other in self.steps.items() if raw["key"] in _leads(other)]
        ordered = sorted(self.steps.values(), key=lambda raw: raw["key"] != first)
        return {"steps": ordered}

    def _key(self, words: str) -> str:
        plain = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:36] or "buoc"
        wanted = words if re.fullmatch(r"[a-z0-9-]{1,40}", words) else plain
        key, turn = wanted, 2
        while key in self.keys.values() or key in self.steps:
            key, turn = f"{wanted[:36]}-{turn}", turn + 1
        return key

    def _step(self, node: Found) -> Raw:
        name = node.name or str(node.said.get("name", ""))
        spoken = node.said.get("name")
        if isinstance(spoken, str) and " ".join(spoken.split()) == name:
            name = spoken
        if node.said:
            return {**node.said, "key": self.keys[node.id], "name": name, "next": None}
        if not node.name:
            self.drawn.assumed(node.id, _("Bước “%s” chưa có tên.") % node.id)
        shown = node.name or node.id
        self.drawn.assumed(node.id, _("“%s”: tạm giao cho chuyên viên của cơ quan giải quyết.") % shown)
        amount, unit = 1.0, "working_day"
        if node.duration:
            amount, unit = node.duration.amount, node.duration.unit.value
        else:
            self.drawn.assumed(node.id, _("“%s”: chưa có thời gian, tạm tính 1 ngày làm việc.") % shown)
        kind = KINDS.get(node.tag)
        return {
            "key": self.keys[node.id],
            "name": shown[: LENGTHS["name"]],
            "role": "specialist",
            "where": "competent",
            "amount": int(amount) if float(amount).is_integer() else amount,
            "unit": unit,
            "acts": ["forward"] if kind is None else [],
            "next": None,
            "status": "processing",
            "public": "",
            **self._special(node, kind),
        }

    def _special(self, node: Found, kind: StepKind | None) -> Raw:
        if kind is None:
            return {}
        raw: Raw = {"kind": kind.value}
        if kind is StepKind.SERVICE:
            raw["service"] = PASS
            self.drawn.assumed(
                node.id, _("“%s”: chưa nối với dịch vụ nào, tạm để hệ thống đi tiếp.") % (node.name or node.id)
            )
        elif kind is StepKind.WAIT_AGENCY:
            called = re.sub(r"[^a-z0-9_.-]", "-", fold(node.called.removeprefix("procedure_")))[:60]
            raw["agency"] = {"procedure": called or "chua-chon", "rule": "parent"}
            self.drawn.assumed(
                node.id, _("“%s”: chưa rõ cơ quan nào, tạm chọn cơ quan cấp trên.") % (node.name or node.id)
            )
        return raw

    def _first(self) -> str:
        starts = [node for node in self.drawn.nodes.values() if node.tag == START]
        for other in starts[1:]:
            self.drawn.lost(other.id, _("Quy trình chỉ bắt đầu ở một nơi; điểm bắt đầu này bị bỏ."))
        begin = starts[0].id if starts else ""
        ways = self.drawn.out(begin) if begin else []
        if not ways:
            self.drawn.assumed(begin, _("Không rõ bước đầu tiên, lấy bước được vẽ trước."))
            return next(iter(self.steps), "")
        if len(ways) == 1 and ways[0].target in self.keys:
            return self.keys[ways[0].target]
        raw = self._passing(begin, _("Bắt đầu"))
        self._follow(raw, ways, begin)
        return str(raw["key"])

    def _follow(self, raw: Raw, ways: list[Way], element: str, depth: int = 0) -> None:
        """Let ``raw`` lead where these ways lead."""
        if len(ways) > 1 and not any(way.condition for way in ways):
            raw["split"] = [self._alone(way, depth) for way in ways]
        elif len(ways) > 1:
            self.drawn.assumed(element, _("Nhiều đường có điều kiện ra khỏi một bước: chỉ đi một đường."))
            raw["next"] = self._listed(self._branches(ways, self.drawn.nodes[element].default, depth))
        elif ways:
            self._follow_one(raw, ways[0], depth)

    def _follow_one(self, raw: Raw, way: Way, depth: int) -> None:
        node = self.drawn.nodes[way.target]
        out = self.drawn.out(node.id)
        if self._diverges(node) and node.tag == PARALLEL:
            raw["split"] = [self._alone(each, depth + 1) for each in out]
        elif self._diverges(node):
            raw["next"] = self._listed(self._branches(out, node.default, depth + 1))
        else:
            raw["next"] = self._target(way, depth + 1)

    def _diverges(self, node: Found) -> bool:
        """Whether it only parts ways; one that gathers tokens first has a step of its own."""
        return node.tag in (EXCLUSIVE, PARALLEL) and len(self.drawn.out(node.id)) > 1 and not self._gathers(node)

    def _gathers(self, node: Found) -> bool:
        return node.tag == COMPLEX or (node.tag == PARALLEL and len(self.drawn.into(node.id)) > 1)

    def _target(self, way: Way, depth: int) -> str | None:
        """The step a way leads to, with gateways between made steps where they must be."""
        node = self.drawn.nodes[way.target]
        if self._lost_its_way(node, depth):
            return None
        if node.id in self.keys:
            return self.keys[node.id]
        if node.tag == END:
            return None
        if self._gathers(node):
            return self._joined(node, depth)
        out = self.drawn.out(node.id)
        if len(out) == 1:
            return self._target(out[0], depth + 1)
        return self._alone(way, depth) if out else None

    def _lost_its_way(self, node: Found, depth: int) -> bool:
        self.turns -= 1
        if depth <= MOST_GATEWAYS_IN_A_ROW and self.turns > 0:
            return False
        if self.turns >= 0:
            self.drawn.lost(node.id, _("Các cổng nối với nhau quá nhiều hoặc thành vòng nên bị cắt ở đây."))
        return True

    def _alone(self, way: Way, depth: int) -> str:
        """A step of its own for a way: the task it leads to, else a passing one before the gateway."""
        node = self.drawn.nodes[way.target]
        if node.id in self.keys:
            return self.keys[node.id]
        raw = self._passing(node.id, node.name or _("Rẽ nhánh"))
        if not self._lost_its_way(node, depth):
            self._follow_one(raw, way, depth + 1)
        return str(raw["key"])

    def _joined(self, node: Found, depth: int) -> str:
        if node.id not in self.joins:
            out = self.drawn.out(node.id)
            direct = len(out) == 1 and out[0].target in self.keys and len(self.drawn.into(out[0].target)) == 1
            if direct:
                raw = self.steps[self.keys[out[0].target]]
                self.joins[node.id] = str(raw["key"])
            else:
                raw = self._passing(node.id, node.name or _("Gộp nhánh"))
                self.joins[node.id] = str(raw["key"])
                self._follow(raw, out, node.id, depth + 1)
            raw["join"] = {"of": [], "need": int(node.need) if node.need.isdecimal() else node.need or ALL}
        return self.joins[node.id]

    def _branches(self, ways: list[Way], default: str, depth: int) -> Branches:
        """The ways of an exclusive gateway in order, the usual one last; gateways behind it are drawn in."""
        usual = next((way for way in ways if way.id == default), None)
        usual = usual or next((way for way in ways if not way.condition), None)
        if usual is None:
            usual = ways[-1]
            self.drawn.assumed(usual.id, _("Cổng rẽ không có nhánh mặc định: lấy nhánh cuối làm mặc định."))
        listed: Branches = []
        for way in ways:
            if way is not usual:
                listed += self._under(self._condition(way), way, depth)
        return listed + self._under("", usual, depth)

    def _under(self, condition: str, way: Way, depth: int) -> Branches:
        node = self.drawn.nodes[way.target]
        if node.tag != EXCLUSIVE or not self._diverges(node) or self._lost_its_way(node, depth):
            inner = node.tag == PARALLEL and self._diverges(node)
            return [(condition, self._alone(way, depth) if inner else self._target(way, depth))]
        inside = self._branches(self.drawn.out(node.id), node.default, depth + 1)
        return [(self._both(way, condition, each), to) for each, to in inside]

    def _both(self, way: Way, one: str, other: str) -> str:
        try:
            return both(one, other)
        except Foreign as foreign:
            self.drawn.lost(way.id, _("Không ghép được hai điều kiện nối tiếp: %s") % foreign)
            return "false"

    def _condition(self, way: Way) -> str:
        try:
            return ours(way.condition, way.language)
        except Foreign as foreign:
            words = {"source": way.condition[:80], "reason": str(foreign)}
            self.drawn.lost(
                way.id, _("Điều kiện “%(source)s” không nhập được, nhánh này tạm không đi: %(reason)s") % words
            )
            return "false"

    def _listed(self, branches: Branches) -> Any:
        *conditional, (_usual, last) = branches
        return [*({"when": when, "to": to} for when, to in conditional), {"to": last}] if conditional else last

    def _passing(self, element: str, name: str) -> Raw:
        """A step that does nothing but stand where a gateway needs one."""
        self.drawn.assumed(element, _("Thêm một bước tự động “%s” vì cổng này không đứng sau một bước.") % name)
        key = self._key(name)
        raw: Raw = {
            "key": key,
            "name": name[: LENGTHS["name"]],
            "role": "specialist",
            "where": "competent",
            "amount": 0.25,
            "unit": "working_hour",
            "acts": [],
            "next": None,
            "status": "processing",
            "public": "",
            "kind": StepKind.SERVICE.value,
            "service": PASS,
            "citizen": {"notify": False},
        }
        self.steps[key] = raw
        return raw


def _leads(raw: Mapping[str, Any]) -> list[str | None]:
    following = raw.get("next")
    listed = [each["to"] for each in following] if isinstance(following, list) else [following]
    return [*listed, *raw.get("split", [])]
