"""Processes drafted by hand: made, changed, undone, discarded by one; published or sent back by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.four_eyes import words_back
from motcua.kernel.errors import NotFound, Refused
from motcua.kernel.fingerprints import check_seen, check_size
from motcua.notifications.services.authors import tell_author
from motcua.workflow.bpmn import Remark
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.rules import parse, to_definition
from motcua.workflow.rules.permits import check_change, check_discard, check_draft, check_publish

LARGEST = 200_000  # characters of JSON: forty steps with every text at its longest are half of it


@transaction.atomic
def start(
    *,
    code: str,
    name: str,
    definition: Mapping[str, Any],
    asker: Asker,
    at: datetime,
    source: str = "",
    remarks: Sequence[Remark] = (),
) -> ProcessVersion:
    """A draft of process ``code`` (made when there is none) that says ``definition``, right or not yet.

    ``source`` is where it comes from, for the record.
    """
    check_draft(asker)
    _check_size(definition)
    Process.objects.get_or_create(code=code, defaults={"name": name[:200]})
    process = Process.objects.select_for_update().get(code=code)
    last = process.versions.aggregate(last=Max("number"))["last"] or 0
    version = process.versions.create(
        number=last + 1,
        definition=definition,
        created_at=at,
        drafted_by_id=asker.officer_id,
        remarks=[[remark.kind, remark.element, remark.sentence] for remark in remarks],
    )
    _record(asker, version, "process.drafted", at, {"source": source})
    return version


@transaction.atomic
def change(
    *, version_id: int, asker: Asker, seen: str, definition: Mapping[str, Any], what: str, at: datetime
) -> ProcessVersion:
    """The draft says ``definition`` from now on; ``seen`` is the fingerprint of what the asker changed.

    ``Refused`` when it says something else by now. ``what`` names the change for the record.
    """
    version = _locked(version_id)
    check_change(asker, drafted_by=version.drafted_by_id, published=version.published_at is not None)
    check_seen(version.definition, seen)
    _check_size(definition)
    if definition == version.definition:
        return version
    version.previous, version.definition = version.definition, definition
    version.save(update_fields=["previous", "definition"])
    _record(asker, version, "process.changed", at, {"what": what})
    return version


@transaction.atomic
def undo(*, version_id: int, asker: Asker, seen: str, at: datetime) -> ProcessVersion:
    """Back to what the draft said before its last change; done twice, it is as it was."""
    version = _locked(version_id)
    check_change(asker, drafted_by=version.drafted_by_id, published=version.published_at is not None)
    check_seen(version.definition, seen)
    if version.previous is None:
        raise Refused(_("Chưa có thay đổi nào để hoàn tác."), code="nothing_to_undo")
    version.previous, version.definition = version.definition, version.previous
    version.save(update_fields=["previous", "definition"])
    _record(asker, version, "process.undone", at, {})
    return version


@transaction.atomic
def discard(*, version_id: int, asker: Asker, at: datetime) -> None:
    """The draft is gone; what it said stays in the record of its changes only by name."""
    version = _locked(version_id)
    check_discard(asker, drafted_by=version.drafted_by_id, published=version.published_at is not None)
    _record(asker, version, "process.discarded", at, {})
    version.delete()


@transaction.atomic
def send_back(*, version_id: int, asker: Asker, words: str, at: datetime) -> ProcessVersion:
    """The draft goes back to its author, who reads ``words`` above it; not by the author. ``Invalid`` without words."""
    version = _locked(version_id)
    check_publish(asker, drafted_by=version.drafted_by_id, published=version.published_at is not None)
    version.words, version.returned_by_id = words_back(words), asker.officer_id
    version.save(update_fields=["words", "returned_by"])
    _record(asker, version, "process.sent_back", at, {"words": version.words})
    _tell(version, "design_sent_back", asker, at)
    return version


@transaction.atomic
def hand_in_again(*, version_id: int, asker: Asker, at: datetime) -> ProcessVersion:
    """Its author has done what the approver asked: the draft waits for approval again."""
    version = _locked(version_id)
    check_change(asker, drafted_by=version.drafted_by_id, published=version.published_at is not None)
    if not version.words:
        raise Refused(_("Bản nháp này không bị trả lại."), code="not_returned")
    version.words, version.returned_by_id = "", None
    version.save(update_fields=["words", "returned_by"])
    _record(asker, version, "process.handed_in", at, {})
    return version


@transaction.atomic
def publish(*, version_id: int, asker: Asker, seen: str, at: datetime) -> ProcessVersion:
    """The draft becomes a version that never changes. Not by who drafted it, and only what the approver ``seen``.

    ``Invalid`` when it describes no process.
    """
    version = _locked(version_id)
    check_publish(asker, drafted_by=version.drafted_by_id, published=version.published_at is not None)
    check_seen(version.definition, seen)
    version.definition = to_definition(parse(version.definition).steps)
    version.previous, version.published_at, version.approved_by_id = None, at, asker.officer_id
    version.words, version.returned_by_id = "", None
    version.save(update_fields=["definition", "previous", "published_at", "approved_by", "words", "returned_by"])
    _record(asker, version, "process.published", at, {"drafted_by": version.drafted_by_id})
    _tell(version, "design_published", asker, at)
    return version


def _locked(version_id: int) -> ProcessVersion:
    rows = ProcessVersion.objects.select_for_update(of=("self",)).select_related("process")
    version = rows.filter(pk=version_id).first()
    if version is None:
        raise NotFound(_("Không tìm thấy bản nháp này. Có thể nó vừa bị xóa."))
    return version


def _check_size(definition: Mapping[str, Any]) -> None:
    sentence = _("Quy trình quá lớn. Rút gọn các đoạn chữ hoặc chia thành hai thủ tục.")
    check_size(definition, most=LARGEST, sentence=sentence)


def _tell(version: ProcessVersion, kind: str, asker: Asker, at: datetime) -> None:
    code = version.process.code
    told = {"code": code, "name": version.process.name, "number": version.number, "words": version.words}
    page = f"/can-bo/cau-hinh/quy-trinh/{code}/{version.number}/"
    tell_author(version.drafted_by_id, kind, told, page=page, asker=asker, at=at)


def _record(asker: Asker, version: ProcessVersion, action: str, at: datetime, details: Mapping[str, Any]) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="process",
        object_ref=version.process.code,
        details={"number": version.number, **details},
        at=at,
    )
