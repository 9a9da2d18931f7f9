"""How people say it: phrases proposed by one member of staff and approved by another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.enums import AliasKind
from motcua.catalogue.models import Alias
from motcua.catalogue.rules import check_approve, check_draft
from motcua.catalogue.search.documents import Alias as SearchAlias
from motcua.catalogue.selectors.indexing import entries
from motcua.catalogue.selectors.searching import forget_aliases
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.kernel.text import fold, nfc

LONGEST_PHRASE, LONGEST_TARGET = 120, 200
_CODES = re.compile(r"\d\.\d{6}(;\d\.\d{6})*")


@transaction.atomic
def propose(*, asker: Asker, phrase: str, kind: str, target: str, at: datetime) -> Alias:
    """A phrase and what it means: codes separated by ";", or other words. Searched only once approved."""
    check_draft(asker)
    said, meant = " ".join(nfc(phrase).split()), " ".join(nfc(target).split())
    _check(said, kind, meant)
    if Alias.objects.filter(folded=fold(said), target=meant).exists():
        raise Refused(_("Cách nói này đã có trong từ điển."), code="alias_known")
    alias = Alias.objects.create(
        phrase=said,
        folded=fold(said),
        kind=kind,
        target=meant,
        source="staff",
        drafted_by_id=asker.account_id,
        created_at=at,
    )
    _record(asker, alias, "alias.proposed", at)
    return alias


@transaction.atomic
def approve(*, asker: Asker, alias_id: int, at: datetime) -> Alias:
    """Put a proposed phrase to use. The proposer may not."""
    alias = Alias.objects.select_for_update().filter(pk=alias_id).first()
    if alias is None:
        raise NotFound(_("Không tìm thấy cách nói này."))
    check_approve(asker, drafted_by=alias.drafted_by_id)
    if alias.approved:
        return alias
    alias.approved, alias.approved_by_id = True, asker.account_id
    alias.save(update_fields=["approved", "approved_by"])
    _record(asker, alias, "alias.approved", at)
    transaction.on_commit(forget_aliases)
    return alias


def seed_aliases(aliases: Iterable[SearchAlias], *, at: datetime) -> int:
    """The dictionary files as approved rows; rows there already stay as staff left them. Returns how many were given.

    Of two spellings that fold alike the one with more marks is kept: it says more.
    """
    rows: dict[tuple[str, str], Alias] = {}
    for each in aliases:
        target = ";".join(each.codes) or each.rewrite
        row = Alias(
            phrase=nfc(each.phrase)[:LONGEST_PHRASE],
            folded=fold(each.phrase)[:LONGEST_PHRASE],
            kind=each.kind.value,
            target=target[:LONGEST_TARGET].rsplit(";", 1)[0] if len(target) > LONGEST_TARGET else target,
            weight=each.weight,
            source=each.source[:60],
            approved=True,
            created_at=at,
        )
        held = rows.setdefault((row.folded, row.target), row)
        if _marks(row.phrase) > _marks(held.phrase):
            rows[row.folded, row.target] = row
    Alias.objects.bulk_create(rows.values(), ignore_conflicts=True, batch_size=2000)
    transaction.on_commit(forget_aliases)
    return len(rows)


def _check(phrase: str, kind: str, target: str) -> None:
    errors = {}
    if not 2 <= len(phrase) <= LONGEST_PHRASE:
        errors["phrase"] = _("Nhập cách nói từ 2 đến 120 ký tự.")
    if kind not in AliasKind.values:
        errors["kind"] = _("Chọn một loại cách nói.")
    if not 2 <= len(target) <= LONGEST_TARGET:
        errors["target"] = _("Nhập mã thủ tục hoặc từ thay thế.")
    elif target[:1].isdigit():
        unknown = [code for code in target.split(";") if code not in entries()]
        if not _CODES.fullmatch(target) or unknown:
            errors["target"] = _("Mã thủ tục chưa đúng. Viết dạng 1.001193, nhiều mã cách nhau bằng dấu chấm phẩy.")
    if errors:
        raise Invalid(_("Cách nói còn mục cần sửa."), fields=errors)


def _marks(text: str) -> int:
    return sum(left != right for left, right in zip(text.lower(), fold(text), strict=False))


def _record(asker: Asker, alias: Alias, action: str, at: datetime) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="alias",
        object_ref=str(alias.pk),
        details={"phrase": alias.phrase, "target": alias.target},
        at=at,
    )
