"""How people say it: phrases proposed by one member of staff and approved by another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.enums import AliasKind
from motcua.catalogue.models import Alias
from motcua.catalogue.rules import check_approve, check_draft
from motcua.catalogue.search.documents import Alias as SearchAlias
from motcua.catalogue.selectors.bundles import published_ids
from motcua.catalogue.selectors.indexing import entries
from motcua.catalogue.selectors.kept_index import forget_index
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.kernel.text import fold, nfc

LONGEST_PHRASE, LONGEST_TARGET = 120, 200
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
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
    transaction.on_commit(forget_index)
    return alias


def seed_aliases(aliases: Iterable[SearchAlias], *, at: datetime) -> int:
    """The patterns of the dictionary files as approved rows; rows there already stay as staff left them.

    Returns how many are new. Of two spellings that fold alike the one with more marks is kept: it says more.
    """
    rows: dict[tuple[str, str], Alias] = {}
    for each in aliases:
        for pattern in short_patterns(nfc(each.phrase)):
            row = _row(each, pattern, at)
            held = rows.setdefault((row.folded, row.target), row)
            if _marks(row.phrase) > _marks(held.phrase):
                rows[row.folded, row.target] = row
    known = set(Alias.objects.values_list("folded", "target"))
    missing = [row for key, row in rows.items() if key not in known]
    Alias.objects.bulk_create(missing, ignore_conflicts=True, batch_size=2000)
    if missing:
        transaction.on_commit(forget_index)
    return len(missing)


def short_patterns(pattern: str) -> Iterator[str]:
    """The same phrases in patterns that fit a row: a choice "(a|b|c|d)" of a longer one is halved until they do."""
    found = max(_CHOICE.finditer(pattern), key=lambda each: len(each[0]), default=None)
    if len(pattern) <= LONGEST_PHRASE or found is None:
        yield pattern[:LONGEST_PHRASE]
        return
    options = found[1].split("|")
    for half in (options[: len(options) // 2], options[len(options) // 2 :]):
        choice = f"({'|'.join(half)})" if len(half) > 1 else "".join(half)
        yield from short_patterns(pattern[: found.start()] + choice + pattern[found.end() :])


def _row(each: SearchAlias, pattern: str, at: datetime) -> Alias:
    target = ";".join(each.codes) or each.rewrite
    return Alias(
        phrase=pattern,
        folded=fold(pattern),
        kind=each.kind.value,
        target=target[:LONGEST_TARGET].rsplit(";", 1)[0] if len(target) > LONGEST_TARGET else target,
        weight=each.weight,
        source=each.source[:60],
        approved=True,
        created_at=at,
    )


def _check(phrase: str, kind: str, target: str) -> None:
    errors = {}
    if not 2 <= len(phrase) <= LONGEST_PHRASE:
        errors["phrase"] = _("Nhập cách nói từ 2 đến 120 ký tự.")
    if kind not in AliasKind.values:
        errors["kind"] = _("Chọn một loại cách nói.")
    if not 2 <= len(target) <= LONGEST_TARGET:
        errors["target"] = _("Nhập mã thủ tục hoặc từ thay thế.")
    elif target[:1].isdigit():
        offered = published_ids()
        unknown = [code for code in target.split(";") if code not in entries() and code not in offered]
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
