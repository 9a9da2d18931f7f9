"""Filling in: a draft saved answer by answer. Its owner alone sees it, and no error loses an answer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, is_competent, published_version_id, version_bundle
from motcua.documents.incoming import Upload
from motcua.documents.models import StoredFile
from motcua.documents.services.accept import accept
from motcua.dossiers.applicants import applicant_form, known_facts
from motcua.dossiers.models import Dossier, Draft, DraftFile
from motcua.dossiers.overtaking import Overtaken, is_overtaken
from motcua.dossiers.rules import missing_papers
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.standing_in.cosigned import let_go, void_if_changed
from motcua.dossiers.states import UNRESOLVED
from motcua.dossiers.telling_once.for_another import take_back
from motcua.dossiers.telling_once.guarding import refuse_other_values, without_locked
from motcua.dossiers.telling_once.offers import consents_of
from motcua.forms.rules import Answers, check, prefilled, recalculate
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.kernel.ids import uuid7
from motcua.places.gazetteer import commune_names
from motcua.places.selectors import former_communes

KEPT_DAYS = 30
FILES_A_PAPER = 10
PLACE = "noi-nop"
PAPERS = "giay-to"


@dataclass(frozen=True, slots=True)
class Saved:
    """A page after saving: what is stored is ``draft``; ``errors`` (field → sentence) keep it from being done."""

    draft: Draft
    errors: dict[str, str]


@transaction.atomic
def start_draft(*, asker: Asker, procedure_code: str, at: datetime, key: uuid.UUID | None = None) -> Draft:
    """A new draft of the procedure as published now, with what is already known of the person filled in.

    The same ``key`` of the same asker again (a button pressed twice) gives the draft that is there.
    """
    if asker.kind is not AskerKind.CITIZEN or asker.account_id is None:
        raise Forbidden(_("Đăng nhập bằng VNeID để nộp hồ sơ."))
    bundle = version_bundle(published_version_id(procedure_code))
    if bundle.hand_over:
        raise Refused(_("Thủ tục này không nộp tại đây. Xem nơi nộp trên trang thủ tục."), code="hand_over")
    made = uuid.uuid5(key, str(asker.account_id)) if key else uuid7()
    known = known_facts(asker)
    first = {
        "version_id": bundle.version_id,
        "case_id": bundle.case_id(bundle.cases[0].key) if len(bundle.cases) == 1 else None,
        "applicant": prefilled(applicant_form(), known),
        "answers": prefilled(bundle.form, known),
        "created_at": at,
        "saved_at": at,
        "expires_at": at + timedelta(days=KEPT_DAYS),
    }
    draft, _new = Draft.objects.get_or_create(id=made, account_id=asker.account_id, defaults=first)
    return draft


@transaction.atomic
def start_again(*, asker: Asker, dossier_id: uuid.UUID, at: datetime) -> Draft:
    """A new draft with what was declared in a dossier that ended without a decision, and the asker's own files.

    The procedure is the one published now: answers to questions it no longer asks stay behind.
    """
    standing = standing_for(asker, dossier_id)
    if standing.status not in UNRESOLVED:
        raise Refused(_("Chỉ nộp lại được hồ sơ đã kết thúc mà chưa có kết quả."), code="wrong_status")
    dossier = Dossier.objects.select_related("case").get(pk=dossier_id)
    draft = start_draft(asker=asker, procedure_code=version_bundle(dossier.version_id).code, at=at)
    bundle = version_bundle(draft.version_id)
    draft.answers |= {key: answer for key, answer in dossier.answers.items() if key in bundle.form.fields}
    if is_competent(bundle, dossier.organisation_id):
        draft.organisation_id = dossier.organisation_id
    if dossier.case is not None and bundle.has_case(dossier.case.key):
        draft.case_id = bundle.case_id(dossier.case.key)
    draft.save()
    asked = {paper.key for paper in bundle.papers_for(bundle.case_key(draft.case_id))}
    own = dossier.papers.filter(file__uploaded_by_id=asker.account_id, key__in=asked)
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, paper_key=key, file_id=file_id, added_at=at)
        for key, file_id in own.order_by("id").values_list("key", "file_id")
    )
    return draft


@transaction.atomic
def save_place(*, draft_id: uuid.UUID, asker: Asker, organisation_id: int | None, case_key: str, at: datetime) -> Saved:
    """Where to file and in which case."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    bundle = version_bundle(draft.version_id)
    errors = place_errors(bundle, organisation_id, case_key)
    if "organisation" not in errors:
        draft.organisation_id = organisation_id
    if bundle.has_case(case_key):
        draft.case_id = bundle.case_id(case_key)
    return _save(draft, PLACE, errors, at)


def place_errors(bundle: VersionBundle, organisation_id: int | None, case_key: str) -> dict[str, str]:
    """What is wrong with a chosen place and case."""
    errors: dict[str, str] = {}
    if organisation_id is None or not is_competent(bundle, organisation_id):
        errors["organisation"] = _("Chọn cơ quan nhận hồ sơ.")
    if len(bundle.cases) > 1 and not bundle.has_case(case_key):
        errors["case"] = _("Chọn trường hợp của anh/chị.")
    return errors


def save_page(
    *,
    draft_id: uuid.UUID,
    asker: Asker,
    page_key: str,
    answers: Mapping[str, Any],
    at: datetime,
    finished: bool = True,
    shown: str = "",
) -> Saved:
    """Store one page of the applicant's part or of the form. Wrong answers are stored too, and named in ``errors``.

    Not ``finished`` = the person goes on with it (a row more, a row less): rows stay as typed, empty ones too.
    ``LockedAnswer`` for another value of an answer that an authority gave; that stays on record. ``shown`` is the mark
    of what was stored when the page was shown: ``Overtaken``, with nothing saved, when another window saved since.
    """
    refuse_other_values(draft_id=draft_id, asker=asker, page_key=page_key, typed=answers, at=at)
    with transaction.atomic():
        draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
        return _store_page(draft, page_key, answers, at, finished=finished, shown=shown)


def _store_page(
    draft: Draft, page_key: str, sent: Mapping[str, Any], at: datetime, *, finished: bool, shown: str
) -> Saved:
    definition, store = _part_of(draft, page_key)
    answers = without_locked(draft, sent) if store is draft.answers else sent
    page = definition.page(page_key)
    everything = {**store, **answers}
    today, case = local(at).date(), version_bundle(draft.version_id).case_key(draft.case_id)
    clean, errors = check(
        definition,
        everything,
        page=page,
        today=today,
        communes=commune_names(),
        case=case,
        former=lambda text: former_communes(text, on=today),
    )
    if is_overtaken(page, store, {key: clean.get(key, typed) for key, typed in answers.items()}, shown=shown):
        raise Overtaken(_("Trang này vừa được lưu ở một cửa sổ hoặc máy khác."))
    store.update(answers)
    store.update(clean)
    if not finished:
        store.update({key: typed for key, typed in answers.items() if isinstance(typed, list)})
    recalculate(definition, store, today=today, case=case)
    if store is draft.applicant:
        take_back(draft)
    return _save(draft, page_key, errors, at, done=finished and not errors)


def _part_of(draft: Draft, page_key: str) -> tuple[Any, Answers]:
    applicant = applicant_form()
    if any(page.key == page_key for page in applicant.pages):
        return applicant, draft.applicant
    form = version_bundle(draft.version_id).form
    if not any(page.key == page_key for page in form.pages):
        raise NotFound(_("Tờ khai không có trang này."))
    return form, draft.answers


def _save(draft: Draft, page_key: str, errors: dict[str, str], at: datetime, *, done: bool | None = None) -> Saved:
    pages = [key for key in draft.done_pages if key != page_key]
    if done or (done is None and not errors):
        pages.append(page_key)
    draft.done_pages = pages
    draft.saved_at = at
    draft.expires_at = at + timedelta(days=KEPT_DAYS)
    draft.save()
    void_if_changed(draft, at=at)
    return Saved(draft, errors)


def attach(*, draft_id: uuid.UUID, asker: Asker, paper_key: str, upload: Upload, at: datetime) -> DraftFile:
    """Check a file and put it at a paper. Refused files leave nothing behind; the others stay as they were."""
    check_paper(own_draft(draft_id=draft_id, asker=asker), paper_key)
    stored: StoredFile = accept(upload=upload, asker=asker, at=at)
    return put(draft_id=draft_id, asker=asker, paper_key=paper_key, file=stored, at=at)


def check_paper(draft: Draft, paper_key: str) -> None:
    """May one more file be put at this paper of the draft?"""
    bundle = version_bundle(draft.version_id)
    if paper_key not in {paper.key for paper in bundle.papers_for(bundle.case_key(draft.case_id))}:
        raise Invalid(_("Hồ sơ này không có giấy tờ đó. Tải lại trang rồi thử lại."))
    if draft.files.filter(paper_key=paper_key).count() >= FILES_A_PAPER:
        raise Invalid(
            _("Mỗi giấy tờ nhận tối đa %(count)s tệp. Bỏ bớt một tệp rồi tải lại.") % {"count": FILES_A_PAPER},
            fields={paper_key: _("Đã đủ số tệp cho giấy tờ này.")},
        )


@transaction.atomic
def put(*, draft_id: uuid.UUID, asker: Asker, paper_key: str, file: StoredFile, at: datetime) -> DraftFile:
    """Put a file that was taken in at a paper of the draft."""
    locked = own_draft(draft_id=draft_id, asker=asker, lock=True)
    locked.saved_at = at
    locked.save(update_fields=["saved_at"])
    added = DraftFile.objects.create(draft=locked, paper_key=paper_key, file=file, added_at=at)
    void_if_changed(locked, at=at)
    return added


@transaction.atomic
def save_papers(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> Saved:
    """Mark the papers as handed in; every required one still lacking is named in ``errors``."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    return _save(draft, PAPERS, papers_lacking(draft), at)


def papers_lacking(draft: Draft) -> dict[str, str]:
    """Required papers without a file, each with its sentence."""
    bundle = version_bundle(draft.version_id)
    asked = bundle.papers_for(bundle.case_key(draft.case_id))
    required = [(paper.key, paper.name) for paper in asked if paper.required and paper.kind == "upload"]
    there = draft.files.exclude(file__malware=StoredFile.Malware.FOUND).values_list("paper_key", flat=True)
    from_store = {one.paper_key for one in consents_of(draft)}
    return missing_papers(required, set(there) | from_store)


@transaction.atomic
def detach(*, draft_id: uuid.UUID, asker: Asker, draft_file_id: int, at: datetime) -> None:
    """Take a file off a paper; the stored file itself goes with the next clean-up."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    DraftFile.objects.filter(draft=draft, pk=draft_file_id).delete()
    void_if_changed(draft, at=at)
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])


@transaction.atomic
def discard(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> None:
    """Throw the draft away; who was asked to sign it is told."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    let_go(draft, at=at)
    draft.delete()
