"""What the forms for a new and for a known step offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.expressions import NameKind
from motcua.expressions.kinds import kind_name
from motcua.kernel.errors import Invalid
from motcua.web.desk.conditions import asked_of, builder
from motcua.web.desk.designer.opened import Opened
from motcua.web.desk.designer.stepform import SPARE_BRANCHES, Boxes
from motcua.web.desk.designer.words import (
    ACTS,
    END,
    JOINS,
    KINDS,
    PLACES,
    ROLES,
    RULES,
    STATUSES,
    UNITS,
    WAYS,
    act_name,
)
from motcua.web.desk.presenters.facts import Choice, choices_of
from motcua.workflow.rules import Outcome
from motcua.workflow.rules.editing import Raw, add_after, add_beside, raw_steps
from motcua.workflow.rules.outcomes import PREFIX as OUTCOME_PREFIX
from motcua.workflow.rules.reading import MOST_WAYS


@dataclass(frozen=True, slots=True)
class ActBox:
    act: str
    name: str
    chosen: bool
    label: str


@dataclass(frozen=True, slots=True)
class BranchBox:
    place: int
    when: str
    targets: tuple[Choice, ...]

    @property
    def name(self) -> str:
        return f"when_{self.place}"


def _answers(asked: Mapping[str, NameKind], fields: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [(name, fields[name].label, kind_name(kind)) for name, kind in asked.items() if name in fields]


def _of_agencies(asked: Mapping[str, NameKind]) -> list[tuple[str, str, str]]:
    """What other agencies' dossiers came to: the name, and the values there are."""
    values = ", ".join(f'"{one}"' for one in Outcome)
    label = _("Kết quả của hồ sơ liên thông: %s") % values
    return [(name, label, kind_name(kind)) for name, kind in asked.items() if name.startswith(OUTCOME_PREFIX)]


def step_context(
    found: Opened, boxes: Boxes, key: str, *, asked: Mapping[str, NameKind], post: Mapping[str, str]
) -> dict[str, Any]:
    """``asked`` are the answers a condition may name, shown beside it; ``post`` the builder's boxes as sent."""
    others = [raw for raw in _named(found) if raw[0] != key]
    known = {str(act) for act in ACTS}
    acts = [*map(str, ACTS), *(act for act in boxes.acts if act not in known)]
    rows = [*boxes.branches, *([("", END)] * SPARE_BRANCHES)][: MOST_WAYS - 1]
    fields = found.bundle.form.fields if found.bundle else {}
    first_empty = next((n for n, (when, _to) in enumerate(rows, 1) if not when), len(rows))
    places = [(str(n), _("Điều kiện %d") % n) for n in range(1, len(rows) + 1)]
    return {
        "builder": builder(asked_of(asked, found.bundle.form if found.bundle else None), post),
        "build_places": choices_of(places, post.get("build_place", str(first_empty))),
        "boxes": boxes,
        "kinds": choices_of(KINDS, boxes.kind),
        "roles": choices_of(ROLES, boxes.role),
        "places": choices_of(PLACES, boxes.where),
        "units": choices_of(UNITS, boxes.unit),
        "statuses": choices_of(STATUSES, boxes.status),
        "rules": choices_of(RULES, boxes.agency_rule),
        "ways": choices_of(WAYS, boxes.way),
        "joins": choices_of(JOINS, boxes.join),
        "acts": [ActBox(act, act_name(act), act in boxes.acts, boxes.labels.get(act, "")) for act in acts],
        "next_choices": _targets(others, boxes.next),
        "branch_boxes": [BranchBox(n, when, _targets(others, to)) for n, (when, to) in enumerate(rows, 1)],
        "split_choices": [Choice(other, name, other in boxes.split) for other, name in others],
        "asked": [*_answers(asked, fields), *_of_agencies(asked)],
    }


def add_context(found: Opened, boxes: Boxes, post: Mapping[str, str], get: Mapping[str, str]) -> dict[str, Any]:
    given = post or get
    steps = _named(found)
    last = steps[-2][0] if len(steps) > 1 else steps[0][0]
    return {
        "boxes": boxes,
        "kinds": choices_of(KINDS, boxes.kind),
        "roles": choices_of(ROLES, boxes.role),
        "places": choices_of(PLACES, boxes.where),
        "units": choices_of(UNITS, boxes.unit),
        "how": given.get("how", "after"),
        "steps": choices_of(steps, given.get("beside", "") or last),
    }


def placed(definition: Mapping[str, Any], raw: Raw, post: Mapping[str, str]) -> Raw:
    """The definition with the new step where the form says."""
    how, beside = post.get("how", "after"), post.get("beside", "")
    if how == "beside":
        return add_beside(definition, raw, beside)
    if how in {"after", "first"}:
        return add_after(definition, raw, "" if how == "first" else beside)
    raise Invalid(_("Chọn chỗ đặt bước mới."), fields={"how": _("Chọn một cách.")})


def _named(found: Opened) -> list[tuple[str, str | Promise]]:
    raws = raw_steps(found.version.definition)
    return [(raw["key"], f"{number}. {raw.get('name') or raw['key']}") for number, raw in enumerate(raws, 1)]


def _targets(steps: list[tuple[str, str | Promise]], chosen: str) -> tuple[Choice, ...]:
    known = {key for key, _name in steps}
    lost = [] if chosen in known or chosen == END else [(chosen, _("%s (không có bước này)") % chosen)]
    return choices_of([*steps, *lost, (END, _("Kết thúc quy trình"))], chosen)
