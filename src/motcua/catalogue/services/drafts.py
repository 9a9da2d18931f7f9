"""Working on a procedure before it is a version: begin, change part by part, hand over, take back, throw away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.codes import normalise
from motcua.catalogue.enums import DraftState, Part, VersionState
from motcua.catalogue.models import CodeChange, Procedure, ProcedureDraft, ProcedureVersion
from motcua.catalogue.rules import check_draft, check_take_back, check_write
from motcua.catalogue.rules.missing import Ground, blocking, problems
from motcua.catalogue.rules.problems import Problem
from motcua.catalogue.rules.working_copy import copy_of, new_copy, part_of, stamp_of, with_part
from motcua.catalogue.selectors.bundles import published_version_id
from motcua.catalogue.selectors.contents import content_of_version
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.kernel.text import nfc


@dataclass(frozen=True, slots=True)
class Saved:
    """``problems`` of the part as it is kept now: nothing typed is lost because something is missing."""

    draft: ProcedureDraft
    problems: list[Problem]


@transaction.atomic
def begin_new(*, code: str, name: str, asker: Asker, at: datetime) -> ProcedureDraft:
    """A procedure nobody has described yet. ``Invalid`` at ``code`` or ``name``."""
    check_draft(asker)
    said = " ".join(nfc(name).split())
    code, errors = code.strip(), {}
    if sentence := _code_problem(code):
        errors["code"] = sentence
    if not 0 < len(said) <= 600:
        errors["name"] = _("Ghi tên chính thức của thủ tục, tối đa 600 ký tự.")
    if errors:
        raise Invalid(_("Chưa tạo được bản nháp."), fields=errors)
    by = f"UBND tỉnh {settings.PROVINCE_NAME}"
    return _made(code, new_copy(code=code, name=said, promulgated_by=by), None, asker, at)


@transaction.atomic
def begin(*, code: str, asker: Asker, at: datetime) -> ProcedureDraft:
    """A working copy of the version in force, or of the last one of a retired procedure; the one there is, if any."""
    check_draft(asker)
    version = _ground(code)
    known = ProcedureDraft.objects.filter(code=version.procedure.code).first()
    if known is not None:
        return known
    return _made(version.procedure.code, copy_of(content_of_version(version.pk)), version, asker, at)


@transaction.atomic
def save_part(
    *, draft_id: int, asker: Asker, part: Part, changed: Mapping[str, Any], at: datetime, seen: str = ""
) -> Saved:
    """Keep a part as typed. ``seen`` is the stamp of the part as shown: refused when a colleague changed it since."""
    draft = locked(draft_id)
    check_write(asker, state=draft.state)
    if seen and seen != stamp_of(part_of(draft.content, part)):
        sentence = _("Người khác vừa sửa phần này. Xem lại dưới đây rồi bấm lưu lần nữa để giữ bản của anh/chị.")
        raise Refused(sentence, code="changed_meanwhile")
    draft.content = with_part(draft.content, part, changed)
    fields = ["content", "hands", "changed_at"]
    recoded = part is Part.BASICS and draft.base_id is None and draft.content["code"] != draft.code
    if recoded and not _code_problem(draft.content["code"]):
        draft.code, fields = draft.content["code"], [*fields, "code"]
    if asker.officer_id not in draft.hands:
        draft.hands = [*draft.hands, asker.officer_id]
    draft.changed_at = at
    draft.save(update_fields=fields)
    return Saved(draft, problems(draft.content, ground_of(draft), part=part))


@transaction.atomic
def send(*, draft_id: int, asker: Asker, at: datetime) -> ProcedureDraft:
    """Hand the copy over for approval; ``Invalid`` while something is missing."""
    draft = locked(draft_id)
    check_write(asker, state=draft.state)
    if missing := blocking(problems(draft.content, ground_of(draft))):
        raise Invalid(_("Còn %d chỗ phải sửa trước khi gửi duyệt.") % len(missing), code="incomplete")
    draft.state, draft.sent_at, draft.words, draft.returned_by_id = DraftState.WAITING, at, "", None
    draft.save(update_fields=["state", "sent_at", "words", "returned_by"])
    _record(asker, draft.code, "procedure.sent", at, {})
    return draft


@transaction.atomic
def take_back(*, draft_id: int, asker: Asker, at: datetime) -> ProcedureDraft:
    draft = locked(draft_id)
    check_take_back(asker, state=draft.state)
    draft.state, draft.sent_at = DraftState.WRITING, None
    draft.save(update_fields=["state", "sent_at"])
    _record(asker, draft.code, "procedure.taken_back", at, {})
    return draft


@transaction.atomic
def discard(*, draft_id: int, asker: Asker, at: datetime) -> str:
    """Throw the working copy away; the version in force stays. Returns the code."""
    draft = locked(draft_id)
    check_write(asker, state=draft.state)
    _record(asker, draft.code, "procedure.draft_discarded", at, {"name": draft.content["name"][:200]})
    draft.delete()
    return draft.code


def ground_of(draft: ProcedureDraft) -> Ground:
    return Ground(code=draft.code, new=draft.base_id is None)


def locked(draft_id: int) -> ProcedureDraft:
    draft = ProcedureDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if draft is None:
        raise NotFound(_("Không còn bản nháp này: đã công bố hoặc đã bỏ."))
    return draft


def _ground(code: str) -> ProcedureVersion:
    """The version to begin from."""
    versions = ProcedureVersion.objects.select_related("procedure")
    retired = versions.filter(procedure__code=code[:20], state=VersionState.RETIRED).order_by("-number").first()
    try:
        return versions.get(pk=published_version_id(code))
    except NotFound:
        if retired is None:
            raise
        return retired


def _code_problem(code: str) -> str:
    if not code or normalise(code) != code:
        return _("Viết mã dạng 1.234567: một chữ số, dấu chấm, sáu chữ số.")
    if Procedure.objects.filter(code=code).exists() or CodeChange.objects.filter(code=code).exists():
        return _("Mã này đã có thủ tục. Tìm thủ tục đó rồi soạn bản mới.")
    if ProcedureDraft.objects.filter(code=code).exists():
        return _("Mã này đã có bản nháp. Tìm trong danh sách để làm tiếp.")
    return ""


def _made(
    code: str, content: dict[str, Any], base: ProcedureVersion | None, asker: Asker, at: datetime
) -> ProcedureDraft:
    account = asker.officer_id
    try:
        with transaction.atomic():
            draft = ProcedureDraft.objects.create(
                code=code,
                content=content,
                base=base,
                drafted_by_id=account,
                hands=[account],
                created_at=at,
                changed_at=at,
            )
    except IntegrityError:
        raise Refused(_("Người khác vừa tạo bản nháp của mã này. Mở bản nháp đó."), code="draft_known") from None
    _record(asker, code, "procedure.drafted", at, {"from": base.number if base else 0})
    return draft


def _record(asker: Asker, code: str, action: str, at: datetime, details: Mapping[str, Any]) -> None:
    record(asker=asker, action=action, object_kind="procedure", object_ref=code, details=details, at=at)
