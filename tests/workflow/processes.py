"""Random process definitions of every shape the language allows, and a few made by hand."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from motcua.workflow.rules.steps import StepKind
from motcua.worktime.enums import TimeUnit

DURATIONS = st.sampled_from(
    [
        (4, TimeUnit.WORKING_HOUR),
        (0.25, TimeUnit.WORKING_HOUR),
        (0.5, TimeUnit.WORKING_DAY),
        (2, TimeUnit.WORKING_DAY),
        (15, TimeUnit.CALENDAR_DAY),
        (1, TimeUnit.MONTH),
        (24, TimeUnit.HOUR),
    ]
)
WORDS = st.text(st.sampled_from("Bước nộp hồ sơ <&\"'> đủ"), min_size=1, max_size=12)
CONDITIONS = st.sampled_from(["n = 1", "n > 2", 'loai in ["a", "b"]', "n / m > 1", "n + 1 < 3 and not m = 0"])
EXTRAS = st.fixed_dictionaries(
    {},
    optional={
        "position": st.just("truong-phong-tu-phap"),
        "checks": st.just(["anh-ro"]),
        "documents": st.just(["phieu-hen", "thong-bao"]),
        "citizen": st.sampled_from([{"notify": False}, {"action": "Nộp bản gốc", "upload": True}]),
    },
)
KINDS = {
    StepKind.TASK: {"acts": ["forward"]},
    StepKind.CONSULT: {"kind": "consult", "acts": [{"act": "answer", "label": "Cho ý kiến"}, "forward"]},
    StepKind.SIGN: {"kind": "sign", "acts": ["sign"]},
    StepKind.RESULT: {"kind": "result", "acts": ["return_result"]},
    StepKind.SERVICE: {"kind": "service", "service": "dan-cu.tra-cuu", "acts": []},
    StepKind.PAYMENT: {"kind": "payment", "acts": []},
    StepKind.WAIT_CITIZEN: {"kind": "wait_citizen", "acts": []},
    StepKind.WAIT_AGENCY: {
        "kind": "wait_agency",
        "acts": [],
        "agency": {"procedure": "1.004194", "rule": "fixed", "value": "CA-TH"},
    },
    StepKind.WAIT_TIME: {"kind": "wait_time", "acts": []},
}


class Maker:
    """Builds from the end to the beginning, so that every way leads to a step that exists."""

    def __init__(self, draw: st.DrawFn, kinds: list[StepKind], needs: bool) -> None:
        self.draw = draw
        self.kinds = kinds
        self.needs = needs
        self.steps: list[dict[str, Any]] = []

    def step(self, **values: Any) -> str:
        key = f"b{len(self.steps)}"
        amount, unit = self.draw(DURATIONS)
        self.steps.append(
            {
                "key": key,
                "name": self.draw(WORDS).strip() or "Bước",
                "role": self.draw(st.sampled_from(["reception", "specialist", "head", "leader"])),
                "where": self.draw(st.sampled_from(["reception", "competent"])),
                "amount": amount,
                "unit": unit.value,
                "next": None,
                "status": "processing",
                "public": "Đang xử lý",
                **KINDS[self.draw(st.sampled_from(self.kinds))],
                **self.draw(EXTRAS),
                **values,
            }
        )
        return key

    def sequence(self, depth: int, end: str | None) -> str:
        target = end
        for _turn in range(self.draw(st.integers(1, 3))):
            shapes = ["step", "step", "choice", "parallel"] if depth and len(self.steps) < 20 else ["step"]
            shape = self.draw(st.sampled_from(shapes))
            if shape == "step":
                target = self.step(next=target)
            elif shape == "choice":
                target = self.choice(depth, target)
            else:
                target = self.parallel(depth, target)
        assert target is not None
        return target

    def choice(self, depth: int, end: str | None) -> str:
        ways: list[str | None] = [
            self.sequence(depth - 1, end) if self.draw(st.booleans()) else end
            for _way in range(self.draw(st.integers(2, 3)))
        ]
        branches = [{"when": self.draw(CONDITIONS), "to": way} for way in ways[:-1]]
        return self.step(next=[*branches, {"to": ways[-1]}])

    def parallel(self, depth: int, end: str | None) -> str:
        join = self.step(next=end)
        ways = [self.sequence(depth - 1, join) for _way in range(self.draw(st.integers(2, 3)))]
        of = [step["key"] for step in self.steps if join in _ways(step)]
        need = self.draw(st.sampled_from(["all", "any", *range(1, len(ways) + 1)])) if self.needs else "all"
        next(step for step in self.steps if step["key"] == join)["join"] = {"of": of, "need": need}
        return self.step(next=None, split=ways)


def _ways(step: dict[str, Any]) -> list[str | None]:
    following = step["next"]
    return [each["to"] for each in following] if isinstance(following, list) else [following]


@st.composite
def definitions(draw: st.DrawFn, kinds: list[StepKind] | None = None, *, needs: bool = True) -> dict[str, Any]:
    maker = Maker(draw, kinds or list(StepKind), needs)
    maker.sequence(2, None)
    return {"steps": maker.steps[::-1]}


ANSWERS = st.fixed_dictionaries(
    {}, optional={"n": st.integers(0, 4) | st.text(max_size=2), "m": st.integers(0, 2), "loai": st.sampled_from("abc")}
)


def step(key: str, following: Any = None, **values: Any) -> dict[str, Any]:
    """A step as short as a test wants it."""
    return {
        "key": key,
        "name": f"Bước {key}",
        "role": "specialist",
        "where": "competent",
        "amount": 1,
        "unit": "working_day",
        "acts": ["forward"],
        "next": following,
        "status": "processing",
        "public": "Hồ sơ đang được xử lý",
        **values,
    }


def consultation(need: Any = "all") -> dict[str, Any]:
    """Receive, ask three at once, gather, and sign or refuse."""
    return {
        "steps": [
            step("nhan", None, role="reception", where="reception", split=["cong-an", "thue", "dia-chinh"]),
            step("cong-an", "gop", kind="consult"),
            step("thue", "gop", kind="consult", amount=2),
            step("dia-chinh", [{"when": "dien_tich > 100", "to": "do-dac"}, {"to": "gop"}], kind="consult"),
            step("do-dac", "gop", amount=3),
            step(
                "gop",
                [{"when": "du_dieu_kien = false", "to": "tu-choi"}, {"to": "ky"}],
                join={"of": ["cong-an", "thue", "dia-chinh", "do-dac"], "need": need},
            ),
            step("tu-choi", None, role="leader"),
            step("ky", None, kind="sign", acts=["sign"], role="leader"),
        ]
    }
