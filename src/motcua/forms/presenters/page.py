"""The questions of a page, made ready for a template that decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions import names_used
from motcua.forms.presenters.boxes import Communes, boxes, choices, is_select
from motcua.forms.presenters.kinds import EXACT, INPUT_MODES, INPUT_TYPES, LONG, WIDTHS
from motcua.forms.presenters.views import FieldView, RowView, UploadView
from motcua.forms.rules.conditions import Asking, as_stored, row_asked
from motcua.forms.rules.definition import GROUPS, Answer, Field, FieldType, Page
from motcua.forms.rules.judging import row_word
from motcua.forms.rules.lunar import lunar_words
from motcua.forms.rules.peoples import PEOPLES
from motcua.forms.rules.summary import shown, shown_number

_WIDGETS = {
    FieldType.LONG_TEXT: "textarea",
    FieldType.YES_NO: "radios",
    FieldType.MANY: "checkboxes",
    FieldType.DATE: "date",
    FieldType.ADDRESS: "address",
    FieldType.INFO: "info",
    FieldType.ROWS: "rows",
    FieldType.CONSENT: "consent",
    FieldType.PAPER: "paper",
    FieldType.CALCULATED: "calculated",
} | dict.fromkeys(GROUPS, "group")
_NO_MAYBE = {FieldType.INFO, FieldType.CALCULATED, FieldType.CONSENT}


@dataclass(slots=True)
class _Screen:
    """What every question of one screen shares; ``listed`` = the id of the list of peoples, once it is drawn."""

    errors: Mapping[str, str]
    doubts: Mapping[str, str]
    communes: Communes
    uploads: Mapping[str, UploadView]
    grounds: Collection[str] = ()
    listed: list[str] = field(default_factory=list)
    maybe: str = ""
    dong: str = ""
    asking: Asking | None = None


def page_fields(
    page: Page,
    answers: Mapping[str, Answer],
    errors: Mapping[str, str],
    *,
    warnings: Mapping[str, str] | None = None,
    communes: Sequence[tuple[str, str]] = (),
    locked: Collection[str] = (),
    asking: Asking | None = None,
    screen: Sequence[Page] = (),
    uploads: Mapping[str, UploadView] | None = None,
) -> list[FieldView]:
    """The fields of ``page`` with what was typed (raw or clean answers alike) and the sentence for each wrong one.

    ``communes`` are (code, name) of the province, in the order to be shown. With ``asking`` (of the same answers) a
    question that does not apply is left out, or marked ``unasked`` where an answer on the same ``screen`` (the pages
    shown together, by itself this page) may yet bring it back. ``uploads``: by paper, what was handed in and where.
    """
    together = screen or (page,)
    shown_here = {item.key for each in together for item in each.fields}
    hanging = {item.key: names_of(item, shown_here) for each in together for item in each.fields}
    around = _Screen(
        errors,
        warnings or {},
        tuple(communes),
        uploads or {},
        frozenset[str]().union(*hanging.values()),
        maybe=_("%s (không bắt buộc)"),
        dong=_("đồng"),
    )
    around.asking = asking
    calculated = asking.calculated if asking else {}
    found = []
    for item in page.fields:
        unasked = asking is not None and item.key not in asking.keys
        if unasked and not hanging[item.key]:
            continue
        answer = calculated.get(item.key) if asking and item.type is FieldType.CALCULATED else answers.get(item.key)
        found.append(_view(item, item.key, answer, around, locked=item.key in locked, unasked=unasked))
    return found


def names_of(item: Field, keys: Collection[str]) -> frozenset[str]:
    """Those of ``keys`` that the condition or calculation of ``item`` asks, itself or a part of their answer."""
    names: frozenset[str] = frozenset().union(
        *(names_used(each) for each in (item.condition, item.formula, *(c.condition for c in item.fields)) if each)
    )
    return frozenset(key for key in keys for name in names if name == key or name.startswith(f"{key}_"))


def _view(
    item: Field,
    name: str,
    answer: Answer,
    screen: _Screen,
    *,
    locked: bool = False,
    unasked: bool = False,
    reacts: bool = False,
) -> FieldView:
    html_id = f"f-{name}"
    error = screen.errors.get(name, "")
    hint_id = f"{html_id}-hint" if item.hint else ""
    error_id = f"{html_id}-error" if error else ""
    widget = "select" if is_select(item) else ("radios" if item.type is FieldType.CHOICE else _widget(item))
    note = lunar_words(str(as_stored(item, answer) or "")) if item.lunar_note else ""
    list_id, options = _suggestions(item, html_id, screen)
    needed = item.required or item.type in _NO_MAYBE or (widget == "rows" and bool(item.min))
    value = _locked_value(item, answer, screen) if locked else _typed(item, answer)
    described_by = " ".join(part for part in (hint_id, error_id) if part)
    reacts = reacts or item.lunar_note or name in screen.grounds
    return FieldView(
        key=item.key,
        id=html_id if widget != "group" else f"f-{name}_{item.fields[0].key}",
        name=name,
        type=item.type.value,
        widget=widget,
        label=item.label if needed else screen.maybe % item.label,
        hint=item.hint,
        help=item.text or item.help,
        required=item.required,
        error=error,
        warning="" if error else screen.doubts.get(name, ""),
        value=value,
        choices=choices(item, answer, html_id, name) if widget in ("radios", "checkboxes", "select") else (),
        boxes=boxes(item, answer, html_id, name, error, screen.communes),
        input_type=INPUT_TYPES.get(item.type, "text"),
        inputmode="decimal" if item.decimals else INPUT_MODES.get(item.type, ""),
        autocomplete=item.autocomplete,
        autocapitalize="words" if item.type is FieldType.NAME else "",
        spellcheck="false" if item.type in EXACT else "",
        maxlength=item.max or 0 if item.type in LONG else 0,
        rows=item.rows,
        width=WIDTHS.get(item.type, 0),
        suffix=item.suffix or (screen.dong if item.type is FieldType.MONEY else ""),
        hint_id=hint_id,
        error_id=error_id,
        described_by=described_by,
        locked=locked,
        unasked=unasked,
        reacts=reacts,
        note=note,
        note_id=f"{html_id}-note" if item.lunar_note else "",
        list_id=list_id,
        options=options,
        upload=screen.uploads.get(item.paper) if widget == "paper" else None,
        **(_inside(item, name, answer, screen) if item.fields and not locked else {}),
    )


def _widget(item: Field) -> str:
    return _WIDGETS.get(item.type, "input")


def _suggestions(item: Field, html_id: str, screen: _Screen) -> tuple[str, tuple[str, ...]]:
    if item.type is not FieldType.ETHNICITY:
        return "", ()
    if screen.listed:
        return screen.listed[0], ()
    screen.listed.append(f"{html_id}-list")
    return screen.listed[0], PEOPLES


def _inside(item: Field, name: str, answer: Answer, screen: _Screen) -> dict[str, Any]:
    if item.type is FieldType.ROWS:
        return _rows(item, name, answer, screen)
    given: Mapping[str, Any] = answer if isinstance(answer, Mapping) else {}
    reacts = name in screen.grounds
    return {
        "parts": tuple(
            _view(part, f"{name}_{part.key}", given.get(part.key), screen, reacts=reacts) for part in item.fields
        )
    }


def _rows(item: Field, name: str, answer: Answer, screen: _Screen) -> dict[str, Any]:
    given = [row if isinstance(row, Mapping) else {} for row in answer] if isinstance(answer, list) else []
    least = max(item.min or 0, int(item.required))
    given += [{}] * (least - len(given))
    word = row_word(item)
    asks = {name for column in item.fields if column.condition for name in names_used(column.condition)}
    reacts = {column.key for column in item.fields if name in screen.grounds or column.key in asks}
    entries = tuple(
        RowView(
            id=f"f-{name}-{number}",
            title=f"{word} {number + 1}",
            fields=_columns(item, f"{name}-{number}", row, screen, reacts),
            remove=f"{name}-remove-{number}",
        )
        for number, row in enumerate(given)
    )
    return {
        "entries": entries,
        "look": item.look,
        "count_name": f"{name}-count",
        "add": f"{name}-add" if len(entries) < (item.max or 0) else "",
        "add_label": _("Thêm %s") % word.lower(),
    }


def _columns(
    item: Field, name: str, row: Mapping[str, Any], screen: _Screen, reacts: Collection[str]
) -> tuple[FieldView, ...]:
    asking = screen.asking
    applies = row_asked(item, row, asking.scope, asking.today) if asking else {one.key: one for one in item.fields}
    return tuple(
        _view(
            column,
            f"{name}-{column.key}",
            row.get(column.key),
            screen,
            unasked=column.key not in applies,
            reacts=column.key in reacts,
        )
        for column in item.fields
    )


def _locked_value(item: Field, answer: Answer, screen: _Screen) -> str:
    return shown(item, answer, communes=dict(screen.communes))


def _typed(item: Field, answer: Answer) -> str:
    if item.type is FieldType.CALCULATED:
        return shown(item, answer)
    if isinstance(answer, (list, dict)) or answer is None:
        return ""
    if item.type in {FieldType.MONEY, FieldType.NUMBER} and isinstance(answer, (int, float)):
        return shown_number(answer)
    return str(answer)


def error_links(fields: Iterable[FieldView]) -> list[tuple[str, str]]:
    """(id of the first control, sentence) of everything wrong on the page, within persons and rows too, top first."""
    found = []
    for view in fields:
        if view.error:
            found.append((view.id, view.error))
        found += error_links(view.parts)
        for entry in view.entries:
            found += error_links(entry.fields)
    return found
