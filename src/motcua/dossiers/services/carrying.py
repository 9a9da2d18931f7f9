"""A draft of a version that is no longer in force: brought to the new one, with everything that changed said."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import (
    Closed,
    VersionBundle,
    closed,
    is_competent,
    is_open,
    open_version_id,
    version_bundle,
)
from motcua.dossiers.models import Draft
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.services.drafting import PAPERS, PLACE
from motcua.dossiers.standing_in.cosigned import void_if_changed
from motcua.forms.rules import Answers, carry_forward
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Carrying:
    """What moving the draft would do: ``sentences`` for the person, in the order of the form."""

    sentences: list[str]
    answers: Answers
    pages_again: frozenset[str]


def is_stale(draft: Draft, *, at: datetime) -> bool:
    """Whether dossiers may no longer be filed under the draft's version."""
    return not is_open(version_bundle(draft.version_id), local(at).date())


def closed_for(draft: Draft) -> Closed | None:
    """How the draft's procedure was closed, where it can no longer be filed at all."""
    try:
        return closed(version_bundle(draft.version_id).code)
    except NotFound:
        return None


def what_changed(draft: Draft) -> Carrying:
    """The list for the page; nothing is written."""
    old = version_bundle(draft.version_id)
    return _carrying(draft, old, version_bundle(open_version_id(old.code)))


@transaction.atomic
def carry(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> Draft:
    """Move the asker's draft to the version in force; what may stay stays. A draft that is up to date is left alone."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    if not is_stale(draft, at=at):
        return draft
    old = version_bundle(draft.version_id)
    new = version_bundle(open_version_id(old.code))
    found = _carrying(draft, old, new)
    case = old.case_key(draft.case_id)
    draft.version_id = new.version_id
    draft.case_id = new.case_id(case) if new.has_case(case) else None
    if draft.organisation_id is not None and not is_competent(new, draft.organisation_id):
        draft.organisation_id = None
    draft.answers = found.answers
    draft.done_pages = [key for key in draft.done_pages if key not in found.pages_again]
    draft.saved_at = at
    draft.save()
    void_if_changed(draft, at=at)
    return draft


def _carrying(draft: Draft, old: VersionBundle, new: VersionBundle) -> Carrying:
    answers, changes = carry_forward(old.form, new.form, draft.answers)
    changed = {change.key for change in changes}
    again = {page.key for page in new.form.pages if changed & {item.key for item in page.fields}}
    sentences = [change.sentence for change in changes]
    if draft.case is not None and not new.has_case(draft.case.key):
        sentences.append(_("Các trường hợp đã đổi. Anh/chị chọn lại trường hợp của mình."))
        again.add(PLACE)
    if draft.organisation_id is not None and not is_competent(new, draft.organisation_id):
        sentences.append(_("Cơ quan đã chọn không còn giải quyết việc này. Anh/chị chọn lại nơi nộp."))
        again.add(PLACE)
    papers = _paper_sentences(draft, old, new)
    return Carrying([*sentences, *papers], answers, frozenset(again | ({PAPERS} if papers else set())))


def _paper_sentences(draft: Draft, old: VersionBundle, new: VersionBundle) -> list[str]:
    case = old.case_key(draft.case_id)
    before = {paper.key: paper for paper in old.papers_for(case)}
    after = {paper.key: paper for paper in new.papers_for(case if new.has_case(case) else "")}
    added = [_("Giấy tờ mới phải nộp: %s.") % paper.name for key, paper in after.items() if key not in before]
    gone = [_("Không còn phải nộp: %s.") % paper.name for key, paper in before.items() if key not in after]
    return added + gone
