"""One step as boxes of a form, and the boxes as sent back as a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.expressions import ExpressionError, Kind, NameKind
from motcua.expressions import check as check_expression
from motcua.expressions import parse as parse_expression
from motcua.kernel.text import nfc
from motcua.web.desk.designer.words import END, USUAL_ACTS
from motcua.workflow.rules.editing import Raw, raw_ways
from motcua.workflow.rules.reading import LENGTHS, LONGEST_ACTION, MOST_NAMED, MOST_WAYS, read
from motcua.workflow.rules.steps import BY_PERSON, StepKind

SPARE_BRANCHES = 2


@dataclass(slots=True)
class Boxes:
    """Everything the form shows, as typed. ``branches`` are (condition, target key or ``END``)."""

    name: str = ""
    kind: str = StepKind.TASK.value
    role: str = "specialist"
    position: str = ""
    where: str = "competent"
    amount: str = "1"
    unit: str = "working_day"
    acts: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    checks: str = ""
    documents: str = ""
    status: str = "processing"
    public: str = ""
    action: str = ""
    upload: bool = False
    upload_help: str = ""
    notify: bool = True
    service: str = ""
    agency_procedure: str = ""
    agency_rule: str = "parent"
    agency_value: str = ""
    way: str = "next"
    next: str = END
    branches: list[tuple[str, str]] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    join: str = ""
    need: str = "1"


TEXTS = ("name", "kind", "role", "position", "where", "amount", "unit", "checks", "documents", "status", "public",
         "action", "upload_help", "service", "agency_procedure", "agency_rule", "agency_value", "way", "next", "join",
         "need")  # fmt: skip


def boxes_of(raw: Mapping[str, Any]) -> Boxes:
    """The boxes of a step as it is written, readable or not."""
    acts = [
        (each, "") if isinstance(each, str) else (each["act"], each.get("label", "")) for each in raw.get("acts", [])
    ]
    citizen, agency, join = raw.get("citizen", {}), raw.get("agency", {}), raw.get("join") or {}
    following = raw.get("next")
    listed: list[Mapping[str, Any]] = following if isinstance(following, list) else []
    need = join.get("need", "all") if join else ""
    targets = [way or END for way in raw_ways(raw)]
    amount = raw.get("amount", "")
    return Boxes(
        **{
            name: str(raw.get(name) or "") for name in ("name", "role", "position", "where", "unit", "status", "public")
        },
        kind=raw.get("kind") or StepKind.TASK.value,
        amount=f"{amount:g}".replace(".", ",") if isinstance(amount, int | float) else str(amount),
        acts=[act for act, _label in acts],
        labels=dict(acts),
        checks="\n".join(raw.get("checks", [])),
        documents="\n".join(raw.get("documents", [])),
        action=citizen.get("action", ""),
        upload=bool(citizen.get("upload")),
        upload_help=citizen.get("upload_help", ""),
        notify=citizen.get("notify", True) is not False,
        service=raw.get("service", ""),
        agency_procedure=agency.get("procedure", ""),
        agency_rule=agency.get("rule", "parent"),
        agency_value=agency.get("value", ""),
        way="split" if raw.get("split") else "branches" if listed else "next",
        next=END if raw.get("split") else targets[-1],
        branches=[(str(each.get("when", "")), each.get("to") or END) for each in listed[:-1]],
        split=list(raw.get("split") or []),
        join=need if need in ("", "all", "any") else "n",
        need=str(need) if isinstance(need, int) else "1",
    )


def boxes_sent(post: QueryDict) -> Boxes:
    texts = {name: nfc(post.get(name, "")).strip().replace("\r\n", "\n")[:4000] for name in TEXTS}
    branches = [(nfc(post.get(f"when_{n}", "")).strip(), post.get(f"to_{n}", END)) for n in range(1, MOST_WAYS)]
    acts = post.getlist("act")[:MOST_NAMED]
    return Boxes(
        **texts,
        acts=acts,
        labels={act: nfc(post.get(f"label_{act}", "")).strip() for act in acts},
        upload="upload" in post,
        notify="notify" in post,
        branches=[(when, to) for when, to in branches if when],
        split=post.getlist("split")[:MOST_WAYS],
    )


def usual_boxes(boxes: Boxes) -> Boxes:
    """A new step's boxes with what its kind usually allows."""
    boxes.acts = [str(act) for act in USUAL_ACTS.get(boxes.kind, ())]
    return boxes


def step_of(boxes: Boxes, key: str, names: Mapping[str, NameKind] | None) -> tuple[Raw, dict[str, str]]:
    """The step in the boxes and, by box, what is wrong with it: only without errors may it be kept.

    ``names`` are the answers conditions may ask.
    """
    errors = dict([*_text_errors(boxes), *_kind_errors(boxes), *_way_errors(boxes, names)])
    amount = _number(boxes.amount)
    raw: Raw = {
        "key": key,
        **{name: getattr(boxes, name) for name in ("name", "role", "where", "unit", "status", "public")},
        "amount": amount if amount is not None else 0,
        "acts": [{"act": act, "label": label} if (label := boxes.labels.get(act)) else act for act in boxes.acts],
        "next": None,
    }
    raw |= _ways(boxes)
    raw |= {name: value for name, value in _more(boxes, key) if value}
    if not errors:
        _steps, problems = read({"steps": [raw]})
        errors |= {BOX_OF.get(problem.code, "name"): problem.sentence for problem in problems}
    return raw, errors


BOX_OF = {
    "no_role": "role",
    "no_place": "where",
    "no_duration": "amount",
    "no_acts": "acts",
    "no_kind": "kind",
    "no_service": "service",
    "no_agency": "agency_procedure",
    "bad_next": "way",
    "bad_split": "split",
    "bad_join": "join",
    "bad_names": "documents",
    "bad_citizen": "action",
}


def _ways(boxes: Boxes) -> dict[str, Any]:
    target = None if boxes.next == END else boxes.next
    if boxes.way == "split":
        return {"split": boxes.split, "next": None}
    if boxes.way == "branches" and boxes.branches:
        ways = [{"when": when, "to": None if to == END else to} for when, to in boxes.branches]
        return {"next": [*ways, {"to": target}]}
    return {"next": target}


def _more(boxes: Boxes, key: str) -> Iterator[tuple[str, Any]]:
    """What only some steps say; boxes of another kind of step are left out."""
    yield "kind", boxes.kind if boxes.kind != StepKind.TASK else ""
    yield "position", boxes.position
    yield "checks", _lines(boxes.checks)
    yield "documents", _lines(boxes.documents)
    citizen = {"action": boxes.action, "upload": boxes.upload, "upload_help": boxes.upload_help}
    yield (
        "citizen",
        {name: value for name, value in citizen.items() if value} | ({} if boxes.notify else {"notify": False}),
    )
    yield "service", boxes.service if boxes.kind == StepKind.SERVICE else ""
    if boxes.kind == StepKind.WAIT_AGENCY:
        value = "" if boxes.agency_rule == "parent" else boxes.agency_value
        named = {"procedure": boxes.agency_procedure, "rule": boxes.agency_rule}
        yield "agency", named | ({"value": value} if value else {})
    if boxes.join:
        need: Any = boxes.join if boxes.join != "n" else int(_number(boxes.need) or 0)
        yield "join", {"of": [key], "need": need}  # who leads there is seen when the step stands among the others


def _text_errors(boxes: Boxes) -> Iterator[tuple[str, str]]:
    if not boxes.name:
        yield "name", _("Ghi tên bước, ví dụ “Thẩm định hồ sơ”.")
    lengths = {**LENGTHS, "action": LONGEST_ACTION, "upload_help": LONGEST_ACTION}
    for name, length in lengths.items():
        if len(getattr(boxes, name)) > length:
            yield name, _("Rút gọn còn tối đa %d ký tự.") % length
    amount = _number(boxes.amount)
    if amount is None or amount <= 0:
        yield "amount", _("Ghi một số lớn hơn 0, ví dụ 4 hoặc 0,5.")
    for name in ("checks", "documents"):
        lines = _lines(getattr(boxes, name))
        if len(lines) > MOST_NAMED or any(len(line) > LENGTHS["name"] for line in lines):
            yield name, _("Mỗi dòng một tên, tối đa 20 dòng và 120 ký tự một dòng.")


def _kind_errors(boxes: Boxes) -> Iterator[tuple[str, str]]:
    if boxes.kind in BY_PERSON and not boxes.acts:
        yield "acts", _("Chọn ít nhất một việc người làm bước này được làm.")
    if boxes.kind == StepKind.SERVICE and not boxes.service:
        yield "service", _("Ghi tên dịch vụ, ví dụ “dan-cu.tra-cuu”.")
    if boxes.kind == StepKind.WAIT_AGENCY and not boxes.agency_procedure:
        yield "agency_procedure", _("Ghi mã thủ tục gửi sang cơ quan khác, ví dụ 1.004194.")
    if boxes.kind == StepKind.WAIT_AGENCY and boxes.agency_rule != "parent" and not boxes.agency_value:
        yield "agency_value", _("Ghi mã cơ quan hoặc mã câu hỏi để biết gửi tới đâu.")


def _way_errors(boxes: Boxes, names: Mapping[str, NameKind] | None) -> Iterator[tuple[str, str]]:
    if boxes.way == "split" and len(boxes.split) < 2:
        yield "split", _("Chọn từ hai bước trở lên để làm cùng lúc.")
    if boxes.way == "branches":
        if not boxes.branches:
            yield "when_1", _("Ghi ít nhất một điều kiện, hoặc chọn “Sang một bước”.")
        for place, (when, _to) in enumerate(boxes.branches, 1):
            sentence = condition_fault(when, names)
            if sentence:
                yield f"when_{place}", sentence
    if boxes.join == "n" and (_number(boxes.need) or 0) < 1:
        yield "need", _("Ghi số nhánh phải chờ, từ 1 trở lên.")


def condition_fault(when: str, names: Mapping[str, NameKind] | None) -> str:
    """What is wrong with a condition, with the place of it; "" when nothing is."""
    try:
        parse_expression(when)
    except ExpressionError as error:
        return error.message
    found = check_expression(when, names, expect=Kind.TRUTH) if names is not None else []
    return found[0].sentence if found else ""


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _number(text: str) -> int | float | None:
    """A number written with a comma or a point; None for anything else."""
    plain = text.replace(",", ".")
    if not plain.replace(".", "", 1).isascii() or not plain.replace(".", "", 1).isdigit() or len(plain) > 8:
        return None
    value = float(plain)
    return int(value) if value.is_integer() else value
