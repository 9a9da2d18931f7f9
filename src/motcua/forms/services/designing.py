"""Forms drafted by hand: made, changed, undone, tried, discarded by one; published or sent back by another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.forms.models import Form, FormDraft, FormVersion
from motcua.forms.rules.examining import examine
from motcua.forms.rules.permits import check_change, check_discard, check_draft, check_publish, check_staff
from motcua.forms.services.definitions import ensure_published
from motcua.identity.askers import Asker
from motcua.identity.four_eyes import words_back
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.kernel.fingerprints import check_seen, check_size
from motcua.notifications.services.authors import tell_author

LARGEST = 300_000  # characters of JSON
STEPS_BACK = 20
SAID = ("definition", "earlier", "later", "changed_at")
HERE = "/can-bo/cau-hinh/to-khai/"
ONWARD = "chọn tờ khai này trong bản mô tả thủ tục để người dân dùng"


@transaction.atomic
def start(
    *,
    code: str,
    name: str,
    definition: Mapping[str, Any],
    asker: Asker,
    at: datetime,
    base: FormVersion | None = None,
    source: str = "",
) -> FormDraft:
    """A draft of form ``code`` that says ``definition``, right or not yet; ``source`` is where it is from.

    ``Invalid`` without a name.
    """
    check_draft(asker)
    _check_size(definition)
    said = name.strip()[:200]
    if not said:
        raise Invalid(_("Tờ khai chưa có tên."), fields={"name": _("Ghi tên, ví dụ “Tờ khai cấp bản sao trích lục”.")})
    draft = FormDraft.objects.create(
        code=code,
        name=said,
        definition=definition,
        base=base,
        drafted_by_id=asker.officer_id,
        created_at=at,
        changed_at=at,
    )
    _record(asker, draft, "form.drafted", at, {"source": source})
    return draft


@transaction.atomic
def change(
    *, draft_id: int, asker: Asker, seen: str, definition: Mapping[str, Any], what: str, at: datetime
) -> FormDraft:
    """The draft says ``definition`` from now on; ``seen`` is the fingerprint of what the asker changed.

    ``Refused`` when it says something else by now. ``what`` names the change for the record.
    """
    draft = _mine(draft_id, asker)
    check_seen(draft.definition, seen)
    _check_size(definition)
    if definition != draft.definition:
        draft.earlier = [*draft.earlier, draft.definition][-STEPS_BACK:]
        draft.definition, draft.later, draft.changed_at = definition, [], at
        draft.save(update_fields=SAID)
        _record(asker, draft, "form.changed", at, {"what": what})
    return draft


@transaction.atomic
def undo(*, draft_id: int, asker: Asker, seen: str, at: datetime) -> FormDraft:
    """Back to what the draft said before its last change, up to ``STEPS_BACK`` times."""
    draft = _mine(draft_id, asker)
    check_seen(draft.definition, seen)
    if not draft.earlier:
        raise Refused(_("Chưa có thay đổi nào để hoàn tác."), code="nothing_to_undo")
    draft.later, draft.changed_at = [*draft.later, draft.definition], at
    *draft.earlier, draft.definition = draft.earlier
    draft.save(update_fields=SAID)
    _record(asker, draft, "form.undone", at, {})
    return draft


@transaction.atomic
def redo(*, draft_id: int, asker: Asker, seen: str, at: datetime) -> FormDraft:
    """Forward again to what the last ``undo`` took away, until something else is changed."""
    draft = _mine(draft_id, asker)
    check_seen(draft.definition, seen)
    if not draft.later:
        raise Refused(_("Không có gì để làm lại."), code="nothing_to_redo")
    draft.earlier, draft.changed_at = [*draft.earlier, draft.definition][-STEPS_BACK:], at
    *draft.later, draft.definition = draft.later
    draft.save(update_fields=SAID)
    _record(asker, draft, "form.redone", at, {})
    return draft


@transaction.atomic
def rename(*, draft_id: int, asker: Asker, name: str, at: datetime) -> FormDraft:
    draft = _mine(draft_id, asker)
    if not name.strip():
        raise Invalid(_("Tờ khai chưa có tên."), fields={"name": _("Ghi tên tờ khai.")})
    draft.name, draft.changed_at = name.strip()[:200], at
    draft.save(update_fields=["name", "changed_at"])
    _record(asker, draft, "form.renamed", at, {})
    return draft


@transaction.atomic
def try_with(*, draft_id: int, asker: Asker, answers: Mapping[str, Any]) -> FormDraft:
    """Keep the answers the draft is being tried with; whoever may see it may try it. Test data, not for the record."""
    check_staff(asker)
    draft = _locked(draft_id)
    if len(json.dumps(answers)) <= LARGEST:
        draft.sample = dict(answers)
        draft.save(update_fields=["sample"])
    return draft


@transaction.atomic
def discard(*, draft_id: int, asker: Asker, at: datetime) -> None:
    draft = _locked(draft_id)
    check_discard(asker, drafted_by=draft.drafted_by_id)
    _record(asker, draft, "form.discarded", at, {})
    draft.delete()


@transaction.atomic
def send_back(*, draft_id: int, asker: Asker, words: str, at: datetime) -> FormDraft:
    """The draft goes back to its author, who reads ``words`` above it; not by the author. ``Invalid`` without words."""
    draft = _locked(draft_id)
    check_publish(asker, drafted_by=draft.drafted_by_id)
    draft.words, draft.returned_by_id = words_back(words), asker.officer_id
    draft.save(update_fields=["words", "returned_by"])
    _record(asker, draft, "form.sent_back", at, {"words": draft.words})
    told = {"code": draft.code, "name": draft.name, "words": draft.words}
    tell_author(draft.drafted_by_id, "design_sent_back", told, page=f"{HERE}nhap/{draft.pk}/", asker=asker, at=at)
    return draft


@transaction.atomic
def hand_in_again(*, draft_id: int, asker: Asker, at: datetime) -> FormDraft:
    """Its author has done what the approver asked: the draft waits for approval again."""
    draft = _mine(draft_id, asker)
    if not draft.words:
        raise Refused(_("Bản nháp này không bị trả lại."), code="not_returned")
    draft.words, draft.returned_by_id = "", None
    draft.save(update_fields=["words", "returned_by"])
    _record(asker, draft, "form.handed_in", at, {})
    return draft


@transaction.atomic
def publish(*, draft_id: int, asker: Asker, seen: str, at: datetime) -> FormVersion:
    """The draft becomes a version that never changes. Not by who drafted it, and only what the approver ``seen``.

    ``Invalid`` while anything grave is wrong with it; ``Refused`` when it says what is in force already.
    """
    draft = _locked(draft_id)
    check_publish(asker, drafted_by=draft.drafted_by_id)
    check_seen(draft.definition, seen)
    if grave := next((problem for problem in examine(draft.definition) if problem.grave), None):
        raise Invalid(grave.sentence, code="form_definition")
    drafter = draft.drafted_by_id
    form, _made = Form.objects.get_or_create(code=draft.code, defaults={"name": draft.name})
    last = form.versions.order_by("-number").first()
    version = ensure_published(
        code=draft.code,
        name=draft.name,
        definition=draft.definition,
        at=at,
        drafted_by=drafter,
        approved_by=asker.officer_id,
    )
    if last is not None and version.pk == last.pk:
        raise Refused(_("Bản nháp này nói đúng như bản đang áp dụng, không cần ban hành."), code="unchanged")
    Form.objects.filter(pk=form.pk).update(name=draft.name)
    _record(asker, draft, "form.published", at, {"number": version.number, "drafted_by": drafter})
    told = {"code": draft.code, "name": draft.name, "number": version.number, "onward": ONWARD}
    tell_author(drafter, "design_published", told, page=f"{HERE}{draft.code}/", asker=asker, at=at)
    draft.delete()
    return version


def _mine(draft_id: int, asker: Asker) -> FormDraft:
    draft = _locked(draft_id)
    check_change(asker, drafted_by=draft.drafted_by_id)
    return draft


def _locked(draft_id: int) -> FormDraft:
    draft = FormDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotFound(_("Không tìm thấy bản nháp này. Có thể nó vừa được ban hành hoặc bị xóa."))
    return draft


def _check_size(definition: Mapping[str, Any]) -> None:
    check_size(definition, most=LARGEST, sentence=_("Tờ khai quá lớn. Rút gọn các đoạn chữ hoặc bớt câu hỏi."))


def _record(asker: Asker, draft: FormDraft, action: str, at: datetime, details: Mapping[str, Any]) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="form",
        object_ref=draft.code,
        details={"draft": draft.pk, **details},
        at=at,
    )
