"""A locked answer is the server's own: another value for it is refused, and the attempt stays on record."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import Draft
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.telling_once.snapshots import from_json, locked_keys
from motcua.forms.rules import Answers, check
from motcua.identity.askers import Asker
from motcua.kernel.errors import Refused
from motcua.places.gazetteer import commune_names


class LockedAnswer(Refused):
    """Somebody sent another value for an answer that an authority gave."""

    code = "locked_answer"
    status = 422


def locked_of(draft: Draft) -> frozenset[str]:
    """Keys of the form whose answers are not the applicant's to change here."""
    return locked_keys(from_json(draft.told))


def refuse_other_values(
    *, draft_id: uuid.UUID, asker: Asker, page_key: str, typed: Mapping[str, Any], at: datetime
) -> None:
    """Raise ``LockedAnswer`` when ``typed`` holds another value for a locked answer of that page of the form."""
    draft = own_draft(draft_id=draft_id, asker=asker)
    bundle = version_bundle(draft.version_id)
    page = bundle.form.page(page_key)
    mine = locked_of(draft) & {item.key for item in page.fields} if page else frozenset()
    sent = {key: typed[key] for key in mine if key in typed and not _empty(typed[key])}
    if not sent:
        return
    case = bundle.case_key(draft.case_id)
    meant, _errors = check(
        bundle.form, {**draft.answers, **sent}, page=page, today=at.date(), communes=commune_names(), case=case
    )
    told = from_json(draft.told)
    other = sorted(key for key in sent if meant.get(key) != told[key].value)
    if other:
        _write_down(other, draft, asker, at)
        raise _refusal(draft, other)


def check_snapshot(draft: Draft) -> None:
    """Raise ``LockedAnswer`` when a locked answer of the draft is no longer what its source said."""
    told = from_json(draft.told)
    fields = version_bundle(draft.version_id).form.fields
    changed = sorted(key for key in locked_keys(told) if key in fields and draft.answers.get(key) != told[key].value)
    if changed:
        raise _refusal(draft, changed)


def without_locked(draft: Draft, answers: Mapping[str, Any]) -> Answers:
    """What may be saved of the answers sent."""
    locked = locked_of(draft)
    return {key: value for key, value in answers.items() if key not in locked}


def _write_down(keys: list[str], draft: Draft, asker: Asker, at: datetime) -> None:
    with transaction.atomic():
        record(
            asker=asker,
            action="draft.locked_answer_refused",
            object_kind="draft",
            object_ref=str(draft.pk),
            details={"fields": keys},
            at=at,
        )


def _refusal(draft: Draft, keys: list[str]) -> LockedAnswer:
    name = version_bundle(draft.version_id).form.fields[keys[0]].name
    return LockedAnswer(
        _(
            "Mục “%(name)s” lấy từ cơ sở dữ liệu nhà nước nên không sửa tại đây. "
            "Nếu thông tin sai, bấm “Thông tin sai?” cạnh mục đó để làm thủ tục sửa."
        )
        % {"name": name},
        fields=dict.fromkeys(keys, _("Không sửa tại đây.")),
    )


def _empty(value: object) -> bool:
    if isinstance(value, dict):
        return all(_empty(part) for part in value.values())
    return value in (None, "", [])
