"""A plain question as ready markup in two pieces, what stands above its notes and what below.

Drawn from the view as it is, so that a hint added later is described by its control too. What does not depend on the
answer is written once and kept.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from motcua.forms.presenters.markup import attributes, options, ready

if TYPE_CHECKING:
    from motcua.forms.presenters.views import FieldView

_ALONE = frozenset({"input", "textarea", "select"})  # one control with a label; the others are sets with a legend


def head(view: FieldView) -> str:
    """The element's opening with the label or legend, and the hint where nothing else stands between them."""
    alone = view.widget in _ALONE
    opened = _opened(
        "" if not alone else view.id,
        view.label,
        view.name,
        "" if alone else view.described_by,
        wrong=bool(view.error),
        unasked=view.unasked,
        reacts=view.reacts,
    )
    if view.hint and not view.has_notes:
        return ready(f'{opened}<p class="hint" id="{view.hint_id}">{escape(view.hint)}</p>')
    return opened


def body(view: FieldView) -> str:
    """The controls and the element's end."""
    if view.widget in _ALONE:
        return ready(f"{_alone(view)}{_suggestions(view)}</div>")
    if view.widget == "date":
        inner = "".join(f"<div>{box.control}</div>" for box in view.boxes)
        note = f'<p class="hint" id="{view.note_id}" role="status" data-live>{escape(view.note)}</p>'
        return ready(f'<div class="boxes">{inner}</div>{note if view.note_id else ""}</fieldset>')
    if view.widget == "address":
        return ready("".join(_part(view, place) for place in range(len(view.boxes))) + "</fieldset>")
    short = " short" if len(view.choices) == 2 else ""
    picks = "".join(choice.control for choice in view.choices)
    return ready(f'<div class="pick{short}">{picks}</div></fieldset>')


@lru_cache(maxsize=4096)
def _opened(html_id: str, label: str, name: str, described_by: str, *, wrong: bool, unasked: bool, reacts: bool) -> str:
    given = attributes(
        (
            ("class", f"field{' wrong' if wrong else ''}{' unasked' if unasked else ''}"),
            ("data-field", name),
            ("data-react", reacts),
            ("aria-describedby", described_by),
        )
    )
    if html_id:
        return ready(f'<div{given}><label for="{html_id}">{escape(label)}</label>')
    return ready(f"<fieldset{given}><legend>{escape(label)}</legend>")


def _alone(view: FieldView) -> str:
    fixed = _fixed(
        view.input_type if view.widget == "input" else "",
        view.id,
        view.rows if view.widget == "textarea" else 0,
        view.width,
        view.inputmode,
        view.list_id,
        view.autocomplete,
        view.autocapitalize,
        view.spellcheck,
        view.maxlength,
        view.described_by,
        view.name,
        wrong=bool(view.error),
        grouped=view.type == "money",
    )
    if view.widget == "textarea":
        return f"<textarea{fixed}>{escape(view.value)}</textarea>"
    if view.widget == "select":
        offered = tuple((choice.value, choice.label) for choice in view.choices)
        return f"<select{fixed}>{options(offered, view.value)}</select>"
    control = f'<input{fixed} value="{escape(view.value) if view.value else ""}">'
    return f'<div class="money">{control}<span>{escape(view.suffix)}</span></div>' if view.suffix else control


@lru_cache(maxsize=4096)
def _fixed(
    kind: str,
    html_id: str,
    rows: int,
    width: int,
    inputmode: str,
    list_id: str,
    autocomplete: str,
    autocapitalize: str,
    spellcheck: str,
    maxlength: int,
    described_by: str,
    name: str,
    *,
    wrong: bool,
    grouped: bool,
) -> str:
    return attributes(
        (
            ("type", kind),
            ("id", html_id),
            ("rows", rows),
            ("class", f"w-{width}" if width else ""),
            ("inputmode", inputmode),
            ("data-grouped", grouped),
            ("list", list_id),
            ("autocomplete", autocomplete),
            ("autocapitalize", autocapitalize),
            ("spellcheck", spellcheck),
            ("maxlength", maxlength),
            ("aria-describedby", described_by),
            ("aria-invalid", "true" if wrong else ""),
            ("name", name),
        )
    )


def _suggestions(view: FieldView) -> str:
    offered = "".join(f'<option value="{escape(option)}"></option>' for option in view.options)
    return f'<datalist id="{view.list_id}">{offered}</datalist>' if offered else ""


def _part(view: FieldView, place: int) -> str:
    box = view.boxes[place]
    if not box.folded:
        return f'<div class="part">{box.control}</div>'
    words = escape(_("Chỉ nhớ tên xã, huyện cũ?"))
    return f'<details class="part"{" open" if box.value else ""}><summary>{words}</summary>{box.control}</details>'
