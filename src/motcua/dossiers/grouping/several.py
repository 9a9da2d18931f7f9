"""One person, several procedures in one go: collected in a group, shared answers asked once, one consent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, is_competent, version_bundle
from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.enums import CosigningState, GroupKind
from motcua.dossiers.grouping.signing import NotFiled, not_filed, send_to_sign
from motcua.dossiers.models import Cosigning, Draft, FilingGroup
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.services.drafting import PLACE, start_again, start_draft
from motcua.dossiers.services.filing import Filed
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.standing_in.cosigned import digest_of, is_signed
from motcua.dossiers.standing_in.cosigning import note_problem
from motcua.forms.rules import Answers, check
from motcua.identity.askers import Asker
from motcua.identity.selectors import asker_of
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound, Refused
from motcua.places.gazetteer import commune_names

MOST = 10


@dataclass(frozen=True, slots=True)
class GroupFiled:
    """``waiting``: drafts that others must sign first; then nothing is filed yet, and everybody was asked."""

    filed: tuple[Filed, ...] = ()
    not_filed: tuple[NotFiled, ...] = ()
    waiting: int = 0


def own_group(*, group_id: uuid.UUID, asker: Asker, lock: bool = False) -> FilingGroup:
    """The group the asker's account began, else ``NotFound``."""
    rows = FilingGroup.objects.select_for_update() if lock else FilingGroup.objects.all()
    found = rows.filter(pk=group_id, account_id=asker.account_id).first() if asker.account_id else None
    if found is None:
        raise NotFound(_("Không tìm thấy nhóm hồ sơ này."))
    return found


@transaction.atomic
def begin_group(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> FilingGroup:
    """The group of the draft; a new one when it has none yet. Beginning twice gives the same group."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True, in_person=True)
    if draft.group is not None:
        return draft.group
    if version_bundle(draft.version_id).parts:
        raise Refused(_("Nhóm thủ tục liên thông nộp riêng, không gộp với thủ tục khác."), code="bundle")
    draft.group = FilingGroup.objects.create(
        kind=GroupKind.SEVERAL,
        name=_("Nộp nhiều thủ tục một lần"),
        filing_key=f"group:{draft.pk}",
        account_id=draft.account_id,
        created_at=at,
    )
    draft.save(update_fields=["group"])
    return draft.group


@transaction.atomic
def add_procedure(*, group_id: uuid.UUID, asker: Asker, procedure_code: str, at: datetime) -> Draft:
    """A draft of one more procedure, with every answer the group's other drafts already gave."""
    group = own_group(group_id=group_id, asker=asker, lock=True)
    if group.kind != GroupKind.SEVERAL or group.submitted_at is not None:
        raise Refused(_("Nhóm này đã nộp, không thêm thủ tục được nữa."), code="group_closed")
    siblings = list(group.drafts.order_by("created_at", "pk"))
    if len(siblings) >= MOST:
        raise Refused(_("Một lần nộp tối đa %(n)d thủ tục.") % {"n": MOST}, code="group_full")
    draft = start_draft(asker=asker, procedure_code=procedure_code, at=at)
    bundle = version_bundle(draft.version_id)
    if bundle.parts:
        raise Refused(_("Nhóm thủ tục liên thông nộp riêng, không gộp với thủ tục khác."), code="bundle")
    draft.group = group
    for sibling in siblings:
        _take_over(draft, bundle, sibling, at)
    draft.save()
    return draft


def _take_over(draft: Draft, bundle: VersionBundle, sibling: Draft, at: datetime) -> None:
    """Answers to the same question (key and type) of a draft filled in before; the applicant's pages whole."""
    theirs = version_bundle(sibling.version_id)
    source, done = theirs.plain_name, set(draft.done_pages)
    for page in applicant_form().pages:
        if page.key in sibling.done_pages:
            keys = {item.key for item in page.fields}
            draft.applicant |= {key: value for key, value in sibling.applicant.items() if key in keys}
            draft.taken |= dict.fromkeys(keys & set(sibling.applicant), source)
            done.add(page.key)
    for key, value in _shared(bundle, theirs, sibling.answers, at).items():
        draft.answers[key] = value
        draft.taken[key] = source
    single = len(bundle.cases) <= 1
    if draft.organisation_id is None and sibling.organisation_id and is_competent(bundle, sibling.organisation_id):
        draft.organisation_id = sibling.organisation_id
        draft.taken[PLACE] = source
        done |= {PLACE} if single else set()
    draft.done_pages = sorted(done)


def _shared(bundle: VersionBundle, theirs: VersionBundle, answers: Answers, at: datetime) -> Answers:
    """Their answers to questions this form asks as well, those that hold here too."""
    mine = bundle.form.fields
    same = {
        key: value
        for key, value in answers.items()
        if key in mine and value not in (None, "", []) and mine[key].type is theirs.form.fields[key].type
    }
    clean, wrong = check(bundle.form, same, today=at.date(), communes=commune_names())
    errors = {bundle.form.owner(name) for name in wrong}
    return {key: same[key] for key in same if key in clean or (key not in errors and mine[key].when)}


def file_group(*, group_id: uuid.UUID, asker: Asker, at: datetime) -> GroupFiled:
    """File every draft of the group, each by itself: one that is refused keeps none of the others.

    Where others must sign, they are asked instead, and the last signature files. Again, it files only what is still a
    draft: nothing twice.
    """
    group = own_group(group_id=group_id, asker=asker)
    if group.kind == GroupKind.ENTERPRISE:
        raise Refused(_("Nhóm này nộp từ bảng tính."), code="group_kind")
    sent = send_to_sign(group=group, asker=asker, at=at)
    if sent.wrong or sent.waiting:
        return GroupFiled(not_filed=sent.wrong, waiting=sent.waiting)
    filed: list[Filed] = []
    wrong: list[NotFiled] = []
    for draft in group.drafts.order_by("created_at", "pk"):
        try:
            filed.append(file_draft(draft_id=draft.pk, asker=asker, at=at))
        except Refused as refusal:
            wrong.append(not_filed(draft, refusal))
    if filed and group.submitted_at is None:
        FilingGroup.objects.filter(pk=group.pk, submitted_at=None).update(submitted_at=at)
    return GroupFiled(tuple(filed), tuple(wrong))


def file_signed(*, group_id: uuid.UUID, at: datetime) -> GroupFiled:
    """File the group for who confirmed it, once everybody signed; until then, and after, nothing.

    What was changed since it was confirmed, or is refused now, is told to who files.
    """
    group = FilingGroup.objects.select_related("account").get(pk=group_id)
    drafts = list(group.drafts.select_related("case", "organisation"))
    if not drafts or not all(is_signed(draft, at=at) for draft in drafts):
        return GroupFiled()
    if any(group.confirmed.get(str(draft.pk)) != digest_of(draft) for draft in drafts):
        _tell(group_id, {}, at)
        return GroupFiled()
    outcome = file_group(group_id=group_id, asker=asker_of(group.account, on=local(at).date()), at=at)
    _tell(group_id, {one.draft_id: one.sentence for one in outcome.not_filed}, at)
    return outcome


def _tell(group_id: uuid.UUID, sentences: Mapping[uuid.UUID, str], at: datetime) -> None:
    """Say at each request that waits in the group why all agreed and nothing was filed."""
    general = _("Mọi người đã ký nhưng trong nhóm còn hồ sơ vừa sửa hoặc chưa nộp được. Mở trang nhóm và bấm nộp lại.")
    for one in Cosigning.objects.filter(draft__group_id=group_id, state=CosigningState.WAITING, problem=""):
        note_problem(one, sentences.get(one.draft_id, general) if one.draft_id else general, at)


@transaction.atomic
def file_part_again(*, group_id: uuid.UUID, dossier_id: uuid.UUID, asker: Asker, at: datetime) -> Draft:
    """A new draft in the place of a part that ended without a decision; what waits for it goes on with its result."""
    group = own_group(group_id=group_id, asker=asker, lock=True)
    if not group.members.filter(dossier_id=dossier_id).exists():
        raise NotFound(_("Hồ sơ này không thuộc nhóm."))
    draft = start_again(asker=asker, dossier_id=dossier_id, at=at)
    draft.group = group
    draft.save(update_fields=["group"])
    return draft
