"""Who must sign too, as a working copy declares it: what is wrong, at each row. Pure.

``facts["cosigners"]``: rows of ``{"key", "say", "who", "when", "paper", "part"}``; ``who`` is the key of a person or of
rows in the form, or names the questions that tell of them: ``{"full_name", "id_number", "birth", "phone"}``, with
``rows`` the columns of these. ``paper``: who signed it need not sign again; ``part``: which of a bundle they agree to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Part
from motcua.catalogue.rules.outcome import form_fields
from motcua.catalogue.rules.problems import Problem
from motcua.expressions import Kind, check
from motcua.forms.rules import Field, FieldType, FormDefinition, expression_names

MOST, LONGEST_SAY = 10, 200
NEEDED = ("full_name", "id_number")
PEOPLE = frozenset({FieldType.PERSON, FieldType.ROWS})
PART_TYPES: Mapping[str, frozenset[FieldType]] = {
    "full_name": frozenset({FieldType.NAME, FieldType.TEXT}),
    "id_number": frozenset({FieldType.ID_NUMBER}),
    "birth": frozenset({FieldType.DATE}),
    "phone": frozenset({FieldType.PHONE}),
}


def cosigners(copy: Mapping[str, Any]) -> Iterator[Problem]:
    """``who`` is judged only where the procedure has a form of its own."""
    rows = copy["facts"].get("cosigners", [])
    definition = form_fields(copy)
    papers = {str(row.get("key", "")).partition("--")[0] for row in copy["papers"]}
    bundle = {str(row.get("key", "")) for row in copy["facts"].get("parts", ())}
    if len(rows) > MOST:
        yield _at("cosigners-0-say", _("Tối đa %d loại người cùng ký. Bỏ bớt.") % MOST)
    for number, row in enumerate(rows):
        at = f"cosigners-{number}"
        if not 0 < len(row.get("say", "")) <= LONGEST_SAY:
            yield _at(f"{at}-say", _("Ghi người này ký với tư cách gì, tối đa %d ký tự.") % LONGEST_SAY)
        group, parts = told(row.get("who", ""))
        if not group and not all(parts.get(name) for name in NEEDED):
            yield _at(
                f"{at}-group", _("Chọn câu hỏi khai người này, hoặc chọn câu ghi họ tên và câu ghi số định danh.")
            )
        if row.get("paper") and row["paper"] not in papers:
            yield _at(f"{at}-paper", _("Phần Giấy tờ không còn giấy này. Chọn lại, hoặc chọn luôn phải ký."))
        if row.get("part") and row["part"] not in bundle:
            yield _at(f"{at}-part", _("Thủ tục không có việc này. Chọn lại, hoặc chọn tất cả các việc."))
        if definition is None:
            continue
        yield from _who(definition, at, group, parts)
        for wrong in check(row["when"], expression_names(definition), expect=Kind.TRUTH) if row.get("when") else ():
            yield _at(f"{at}-when", wrong.sentence)


def told(who: Any) -> tuple[str, dict[str, str]]:
    """The person or rows meant ("" = single questions), and the question behind each fact about them."""
    if not isinstance(who, Mapping):
        return str(who or ""), {}
    return str(who.get("rows", "")), {name: str(who[name]) for name in PART_TYPES if who.get(name)}


def offered(definition: FormDefinition, group: str, name: str) -> list[Field]:
    """The questions (the columns or parts, of a ``group``) that may tell this fact about the one who signs."""
    owner = definition.fields.get(group)
    among = (owner.fields if owner else ()) if group else tuple(definition.fields.values())
    return [each for each in among if each.type in PART_TYPES[name]]


def _at(control: str, sentence: str) -> Problem:
    return Problem(Part.COSIGNERS, control, sentence)


def _who(definition: FormDefinition, at: str, group: str, parts: Mapping[str, str]) -> Iterator[Problem]:
    owner = definition.fields.get(group)
    if group and (owner is None or owner.type not in PEOPLE):
        yield _at(f"{at}-group", _("Câu hỏi khai người này không còn trong tờ khai. Chọn lại."))
        return
    for name, key in parts.items():
        if key not in {each.key for each in offered(definition, group, name)}:
            yield _at(f"{at}-{name}", _("Câu hỏi này không có ở nơi khai người ký. Chọn lại."))
    lacking = [name for name in NEEDED if owner and not {parts.get(name, name)} & {each.key for each in owner.fields}]
    if lacking and not set(lacking) & set(parts):
        yield _at(
            f"{at}-group", _("Nơi khai người này phải hỏi họ tên và số định danh. Chọn câu ghi họ tên, số định danh.")
        )
