"""How far each part of a draft is, judged anew at every look: a done part may be wrong after an answer elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.selectors.drafts import DraftView
from motcua.forms.rules import Answer, FieldType, Page, check
from motcua.forms.rules.values import is_empty
from motcua.places.gazetteer import commune_names


class State(StrEnum):
    UNTOUCHED = "untouched"
    DOING = "doing"
    WRONG = "wrong"
    LACKING = "lacking"
    DONE = "done"
    TAKEN = "taken"
    LOCKED = "locked"

    @property
    def words(self) -> str:
        return {
            State.UNTOUCHED: _("Chưa làm"),
            State.DOING: _("Đang làm"),
            State.WRONG: _("Có lỗi"),
            State.LACKING: _("Còn thiếu"),
            State.DONE: _("Đã xong"),
            State.TAKEN: _("Đã lấy từ CSDL"),
            State.LOCKED: _("Chưa làm được"),
        }[self]

    @property
    def tone(self) -> str:
        return {
            State.DOING: "now",
            State.WRONG: "bad",
            State.LACKING: "warn",
            State.DONE: "ok",
            State.TAKEN: "ok",
        }.get(self, "")


def page_states(view: DraftView, *, today: date, taken: Collection[str] = ()) -> dict[str, State]:
    """The state of each page by its key; ``taken`` = answers an authority gave, which nobody types."""
    found: dict[str, State] = {}
    case = view.bundle.case_key(view.draft.case_id)
    for part, definition, answers in (
        ("applicant", applicant_form(), view.draft.applicant),
        ("form", view.bundle.form, view.draft.answers),
    ):
        pages = [page for owner, page in view.pages if owner == part]
        _clean, errors = check(definition, answers, today=today, communes=commune_names(), case=case)
        wrong = {definition.owner(name) for name in errors}
        for page in pages:
            done = page.key in view.draft.done_pages
            found[page.key] = _state(page, answers, wrong, done=done, taken=taken if part == "form" else ())
    return found


def _state(
    page: Page, answers: Mapping[str, Answer], errors: Collection[str], *, done: bool, taken: Collection[str]
) -> State:
    """An answer filled in beforehand is nobody's work yet; a missing one is wrong only where the part was done."""
    asked = [item for item in page.fields if item.type is not FieldType.CALCULATED]
    given = [item.key for item in asked if not is_empty(item, answers.get(item.key))]
    wrong = [item.key for item in page.fields if item.key in errors]
    if done and not wrong:
        return State.TAKEN if given and set(given) <= set(taken) else State.DONE
    if set(wrong) & set(given) - set(taken):
        return State.WRONG
    if done:
        return State.LACKING
    own = [item.key for item in page.fields if item.key in given and not item.prefill]
    return State.DOING if own else State.UNTOUCHED
