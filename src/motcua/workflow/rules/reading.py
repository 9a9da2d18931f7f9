"""From the JSON of a definition to steps, with every fault of every step in a sentence, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions import ExpressionError, parse, to_text
from motcua.identity.enums import Role
from motcua.workflow.rules.problems import Problem
from motcua.workflow.rules.steps import (
    ALL,
    ANY,
    BY_PERSON,
    Branch,
    Citizen,
    Join,
    Step,
    StepKind,
    SubDossier,
)
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

ROLES = (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)
PLACES = ("reception", "competent")
AGENCY_RULES = ("fixed", "answer", "commune_of", "parent")
ACT, KEY, NAME = r"[a-z_]{1,30}", r"[a-z0-9-]{1,40}", r"[a-z0-9_.-]{1,60}"
KEYS = frozenset({"key", "name", "role", "where", "amount", "unit", "acts", "next", "status", "public"})
MORE_KEYS = frozenset({"kind", "position", "checks", "documents", "citizen", "service", "agency", "split", "join"})
MAX_STEPS, MOST_WAYS, MOST_NAMED = 40, 10, 20
LENGTHS = {"name": 120, "status": 20, "public": 300, "position": 60, "service": 60}
LONGEST_ACTION = 200

type Fault = tuple[str, str]


def read(definition: Any) -> tuple[list[Step], list[Problem]]:
    """The steps that could be read and the faults of the others."""
    raw = definition.get("steps") if isinstance(definition, Mapping) else None
    if not isinstance(raw, list) or not 0 < len(raw) <= MAX_STEPS or set(definition) != {"steps"}:
        return [], [Problem("no_steps", "", _("Quy trình cần một danh sách “steps” có từ 1 đến 40 bước."))]
    steps, problems = [], []
    for place, each in enumerate(raw, 1):
        found = list(_faults(each))
        if found:
            name = str(each.get("key") or place) if isinstance(each, Mapping) else str(place)
            problems += [Problem(code, name, sentence) for code, sentence in found]
        else:
            steps.append(_step(each))
    return steps, problems


def _step(raw: Mapping[str, Any]) -> Step:
    acts = [(act, "") if isinstance(act, str) else (act["act"], act.get("label", "")) for act in raw.get("acts", [])]
    following = raw.get("next")
    listed: Sequence[Mapping[str, Any]] = following if isinstance(following, list) else [{"to": following}]
    join = raw.get("join")
    return Step(
        key=raw["key"],
        name=raw["name"],
        role=raw["role"],
        where=raw["where"],
        duration=Duration(raw["amount"], TimeUnit(raw["unit"])),
        acts=tuple(act for act, _label in acts),
        next=listed[-1]["to"],
        status=raw.get("status", ""),
        public=raw.get("public", ""),
        kind=StepKind(raw.get("kind", StepKind.TASK)),
        position=raw.get("position", ""),
        labels=tuple((act, label) for act, label in acts if label),
        checks=tuple(raw.get("checks", [])),
        documents=tuple(raw.get("documents", [])),
        citizen=Citizen(**raw.get("citizen", {})),
        service=raw.get("service", ""),
        agency=SubDossier(**raw["agency"]) if "agency" in raw else None,
        branches=tuple(Branch(parse(each["when"]), each["to"]) for each in listed[:-1]),
        split=tuple(raw.get("split", [])),
        join=Join(tuple(sorted(join["of"])), join.get("need", ALL)) if join else None,
    )


def _faults(raw: Any) -> Iterator[Fault]:
    if not isinstance(raw, Mapping):
        yield "not_a_step", _("Mỗi bước phải là một đối tượng có “key”, “name”, “role”…")
        return
    strange = sorted(set(map(str, raw)) - KEYS - MORE_KEYS)
    if strange:
        yield "unknown_key", _("Không có thuộc tính “%s” trong một bước.") % "”, “".join(strange)
    if not is_word(raw.get("key"), KEY):
        yield "bad_key", _("“key” gồm 1–40 chữ thường không dấu, số hoặc gạch nối.")
    if not raw.get("name"):
        yield "no_name", _("Bước chưa có tên.")
    yield from _text_faults(raw, LENGTHS)
    if raw.get("role") not in list(ROLES):
        yield "no_role", _("Bước chưa có vai trò thực hiện: %s.") % ", ".join(ROLES)
    if raw.get("where") not in PLACES:
        yield "no_place", _("“where” phải là reception (nơi tiếp nhận) hoặc competent (nơi giải quyết).")
    if not _is_duration(raw.get("amount"), raw.get("unit")):
        yield "no_duration", _("Bước cần thời gian: “amount” là số dương, “unit” là %s.") % ", ".join(TimeUnit.values)
    yield from _kind_faults(raw)
    yield from _way_faults(raw)
    yield from _extra_faults(raw)


def _kind_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    kind = raw.get("kind", StepKind.TASK)
    if kind not in list(StepKind):
        yield "no_kind", _("Không có loại bước “%s”.") % str(kind)[:40]
        return
    acts = raw.get("acts", [])
    if not isinstance(acts, list) or (not acts and kind in BY_PERSON) or not all(map(_is_act, acts)):
        yield "no_acts", _("Bước cần ít nhất một thao tác trong “acts”.")
    if kind == StepKind.SERVICE and not is_word(raw.get("service"), NAME):
        yield "no_service", _("Bước tự động cần tên dịch vụ trong “service”.")
    agency = raw.get("agency")
    if (kind == StepKind.WAIT_AGENCY) is not _is_agency(agency) or (agency is not None and not _is_agency(agency)):
        yield (
            "no_agency",
            _("Bước chờ cơ quan khác cần “agency” gồm “procedure” và “rule” (%s).") % ", ".join(AGENCY_RULES),
        )


def _way_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    following = raw.get("next")
    if isinstance(following, list):
        yield from _branch_faults(following)
    elif following is not None and not isinstance(following, str):
        yield "bad_next", _("“next” là key của bước sau, null, hoặc danh sách nhánh.")
    split = raw.get("split")
    if split is not None:
        if not _are_words(split, KEY) or not 2 <= len(split) <= MOST_WAYS:
            yield "bad_split", _("“split” là danh sách từ 2 đến 10 bước khác nhau.")
        if following is not None:
            yield "bad_split", _("Bước tách nhánh song song không dùng “next”.")
    join = raw.get("join")
    if join is not None and not _is_join(join):
        yield "bad_join", _("“join” gồm “of” (các bước dẫn tới) và “need”: all, any hoặc một số.")


def _branch_faults(listed: Sequence[Any]) -> Iterator[Fault]:
    if not 2 <= len(listed) <= MOST_WAYS or not all(isinstance(each, Mapping) for each in listed):
        yield "bad_next", _("“next” có nhánh là danh sách từ 2 đến 10 nhánh.")
        return
    if "when" in listed[-1]:
        yield "no_default", _("Nhánh cuối cùng phải là nhánh mặc định, không có “when”.")
    for place, each in enumerate(listed, 1):
        wanted = {"to"} if place == len(listed) else {"when", "to"}
        to = each.get("to", "")
        if not wanted <= set(each) <= {"when", "to"} or not (to is None or isinstance(to, str)):
            yield "bad_next", _("Nhánh %d cần “when” (điều kiện) và “to” (bước).") % place
        elif "when" in each:
            yield from _condition_faults(place, each["when"])


def _condition_faults(place: int, source: Any) -> Iterator[Fault]:
    try:
        parse(source if isinstance(source, str) else "")
    except ExpressionError as error:
        words = {"place": place, "sentence": error.message}
        yield "bad_condition", _("Điều kiện của nhánh %(place)d: %(sentence)s") % words


def _extra_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    for name in ("checks", "documents"):
        listed = raw.get(name, [])
        if not _are_names(listed):
            yield "bad_names", _("“%s” là danh sách tối đa 20 tên khác nhau, mỗi tên tới 120 ký tự.") % name
    citizen = raw.get("citizen", {})
    if not isinstance(citizen, Mapping) or not set(citizen) <= {"action", "upload", "upload_help", "notify"}:
        yield "bad_citizen", _("“citizen” gồm “action”, “upload”, “upload_help”, “notify”.")
        return
    yield from _text_faults(citizen, dict.fromkeys(("action", "upload_help"), LONGEST_ACTION))
    if any(not isinstance(citizen.get(name, True), bool) for name in ("upload", "notify")):
        yield "bad_citizen", _("“upload” và “notify” là true hoặc false.")


def _text_faults(raw: Mapping[str, Any], lengths: Mapping[str, int]) -> Iterator[Fault]:
    for text, length in lengths.items():
        value = raw.get(text, "")
        if not isinstance(value, str) or len(value) > length:
            words = {"text": text, "length": length}
            yield "bad_text", _("“%(text)s” phải là chữ, không quá %(length)s ký tự.") % words


def is_word(value: Any, pattern: str) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _are_words(values: Any, pattern: str) -> bool:
    if not isinstance(values, list) or not all(is_word(value, pattern) for value in values):
        return False
    return len(set(values)) == len(values)


def _are_names(values: Any) -> bool:
    if not isinstance(values, list) or len(values) > MOST_NAMED:
        return False
    named = all(isinstance(value, str) and 0 < len(value.strip()) <= LENGTHS["name"] for value in values)
    return named and len(set(values)) == len(values)


def _is_act(value: Any) -> bool:
    if isinstance(value, Mapping):
        label = value.get("label", "")
        named = isinstance(label, str) and len(label) <= LENGTHS["name"]
        return set(value) <= {"act", "label"} and named and is_word(value.get("act"), ACT)
    return is_word(value, ACT)


def _is_agency(value: Any) -> bool:
    if not isinstance(value, Mapping) or not {"procedure", "rule"} <= set(value) <= {"procedure", "rule", "value"}:
        return False
    named = isinstance(value.get("value", ""), str) and (bool(value.get("value")) or value["rule"] == "parent")
    return value["rule"] in AGENCY_RULES and named and is_word(value["procedure"], NAME)


def _is_join(value: Any) -> bool:
    if not isinstance(value, Mapping) or not {"of"} <= set(value) <= {"of", "need"}:
        return False
    need = value.get("need", ALL)
    counted = isinstance(need, int) and not isinstance(need, bool) and 1 <= need <= MOST_WAYS
    return _are_words(value["of"], KEY) and bool(value["of"]) and (counted or need in (ALL, ANY))


def _is_duration(amount: Any, unit: Any) -> bool:
    if isinstance(amount, bool) or not isinstance(amount, int | float) or unit not in TimeUnit.values:
        return False
    try:
        Duration(amount, TimeUnit(unit))
    except (ValueError, OverflowError):
        return False
    return True


def to_definition(steps: Iterable[Step]) -> dict[str, Any]:
    """The JSON of these steps, as short as it can be: what is as usual is left out."""
    return {"steps": [_raw(step) for step in steps]}


def _raw(step: Step) -> dict[str, Any]:
    following: Any = step.next
    if step.branches:
        ways = [{"when": to_text(branch.when), "to": branch.to} for branch in step.branches]
        following = [*ways, {"to": step.next}]
    raw: dict[str, Any] = {
        "key": step.key,
        "name": step.name,
        "role": str(step.role),
        "where": step.where,
        "amount": step.duration.amount,
        "unit": step.duration.unit.value,
        "acts": [{"act": act, "label": step.label(act)} if step.label(act) else act for act in step.acts],
        "next": following,
        "status": step.status,
        "public": step.public,
    }
    return raw | {name: value for name, value in _extras(step) if value}


def _extras(step: Step) -> Iterator[tuple[str, Any]]:
    yield "kind", step.kind.value if step.kind is not StepKind.TASK else ""
    yield "position", step.position
    yield "checks", list(step.checks)
    yield "documents", list(step.documents)
    citizen, usual = step.citizen, Citizen()
    names = ("action", "upload", "upload_help", "notify")
    yield "citizen", {name: getattr(citizen, name) for name in names if getattr(citizen, name) != getattr(usual, name)}
    yield "service", step.service
    agency = step.agency
    if agency is not None:
        named = {"procedure": agency.procedure, "rule": agency.rule}
        yield "agency", named | ({"value": agency.value} if agency.value else {})
    yield "split", list(step.split)
    yield "join", {"of": list(step.join.of), "need": step.join.need} if step.join else {}
