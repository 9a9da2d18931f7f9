"""A bundle: one form, one dossier a part, all or nothing under one key."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.audit.statements import first_answer
from motcua.catalogue.parts import AT, NAMED, Part
from motcua.catalogue.selectors import VersionBundle, agencies_for, open_version_id, version_bundle
from motcua.dossiers.enums import GroupKind
from motcua.dossiers.grouping.members import join
from motcua.dossiers.models import Draft, FilingGroup, WaitingPaper, WaitingPart
from motcua.dossiers.prechecks.accepting import StillToMend, check_draft, check_filed, on_record
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.services.checking import Checked, check_filing
from motcua.dossiers.services.filing import Filed, FiledPaper, Filing, file
from motcua.dossiers.services.reception import receive
from motcua.dossiers.services.submitting import can_receive_now, filing_of
from motcua.dossiers.standing_in.becoming import became_group
from motcua.dossiers.standing_in.cosigned import check_cosigned
from motcua.dossiers.standing_in.counter_signing import Shown, check_signers, record_signers
from motcua.dossiers.telling_once.becoming import take_over_parts
from motcua.dossiers.telling_once.guarding import check_snapshot
from motcua.forms.rules import Answer, FieldType, flat
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, Refused

TO_COME = "0"  # stands for what an earlier part's result will say, while a waiting part is checked


@dataclass(frozen=True, slots=True)
class BundleFiled:
    """``filed``: the parts that are dossiers now, in order; the others wait."""

    group_id: str
    filed: tuple[Filed, ...]


@dataclass(frozen=True, slots=True)
class PartFiling:
    """A part with everything its dossier will be made of."""

    part: Part
    bundle: VersionBundle
    filing: Filing


def is_bundle_draft(asker: Asker, draft_id: uuid.UUID) -> bool:
    """Whether the asker's draft is of a procedure made of parts; false for one that is there no more."""
    if asker.account_id is None:
        return False
    version_id = Draft.objects.filter(pk=draft_id, account_id=asker.account_id).values_list("version_id", flat=True)
    found = version_id.first()
    return found is not None and bool(version_bundle(found).parts)


def file_bundle_draft(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> BundleFiled:
    """File the draft of a bundle and remove it. Its id is the key: a second press gives the same group."""
    key, body = f"draft:{draft_id}", {"draft": str(draft_id)}
    with transaction.atomic():
        done = _answered(key, asker, body)
        if done is not None:
            return done
        draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
        check_snapshot(draft)
        warned = check_draft(draft, asker=asker, at=at)
        agreed = check_cosigned(draft, at=at)
        filing = replace(filing_of(draft, asker, at), remarks=on_record(warned))
        filed = file_bundle(asker=asker, key=key, filing=filing, at=at, body=body)
        take_over_parts(draft, uuid.UUID(filed.group_id), at=at)
        became_group(agreed, uuid.UUID(filed.group_id), at=at)
        draft.delete()
        return filed


def file_bundle(
    *, asker: Asker, key: str, filing: Filing, at: datetime, body: Mapping[str, Any] | None = None
) -> BundleFiled:
    """One dossier for each part that can be filed now; the others are checked in full and wait. All or nothing.

    Raises ``Invalid`` with a sentence at each field of the bundle's own form. The same key gives the same group.
    """
    request = dict(body) if body is not None else filing.body()
    try:
        with transaction.atomic():
            return _answered(key, asker, request) or _file(asker, key, filing, at, request)
    except (IntegrityError, StillToMend):
        answer = _answered(key, asker, request)  # the twin of this request was faster
        if answer is None:
            raise
        return answer


def check_bundle(*, asker: Asker, filing: Filing, at: datetime) -> None:
    """Raise what filing would: everything the bundle's form and each of its parts ask, at the bundle's questions."""
    checked = check_filing(asker=asker, filing=filing, at=at)
    for made in _part_filings(checked.bundle, filing, checked.answers, at):
        with _in_words_of_the_bundle(made, checked.answers):
            _checked(made, asker, at)


def file_bundle_at_counter(
    *, asker: Asker, key: str, filing: Filing, at: datetime, signed: Mapping[str, Shown] | None = None
) -> BundleFiled:
    """As ``file_bundle``, for the person at the counter; what may be received here is received at once.

    ``signed``: how each co-signer's signature was shown, by key; without all of them it is refused.
    """
    if filing.support_id is None or not asker.holds(Role.RECEPTION, filing.support_id):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận của bộ phận một cửa lập được hồ sơ tại quầy."))
    check_signers(filing=filing, shown=signed or {}, asker=asker, at=at)
    with transaction.atomic():
        done = file_bundle(asker=asker, key=key, filing=filing, at=at)
        group = FilingGroup.objects.get(pk=done.group_id)
        record_signers(filed=group, filing=filing, shown=signed or {}, asker=asker, at=at)
        for one in done.filed:
            dossier_id = uuid.UUID(one.dossier_id)
            if can_receive_now(asker, dossier_id):
                receive(dossier_id=dossier_id, asker=asker, key=f"{key}:receive:{one.code}", at=at)
        return done


def _answered(key: str, asker: Asker, body: Mapping[str, Any]) -> BundleFiled | None:
    group = FilingGroup.objects.filter(filing_key=key, kind=GroupKind.BUNDLE).first()
    if group is None:
        return None
    members = group.members.filter(dossier__filing_key__startswith=f"{key}:").order_by("position")
    parts = members.exclude(part__in=group.waiting.values("part")).values_list("part", flat=True)
    answers = [first_answer(key=f"{key}:{part}", action="dossier.file", actor=asker.ref, body=body) for part in parts]
    return BundleFiled(str(group.pk), tuple(Filed(**answer) for answer in answers if answer))


def _file(asker: Asker, key: str, filing: Filing, at: datetime, body: Mapping[str, Any]) -> BundleFiled:
    if asker.account_id is None:
        raise Forbidden(_("Nhóm thủ tục này nộp trên cổng hoặc tại bộ phận một cửa."))
    checked = check_filing(asker=asker, filing=filing, at=at)
    warned = check_filed(filing, checked.answers, asker=asker, at=at)
    filing = replace(filing, heed=None, remarks={**filing.remarks, **on_record(warned, filing.heed)})
    group = FilingGroup.objects.create(
        kind=GroupKind.BUNDLE,
        name=checked.bundle.plain_name,
        filing_key=key,
        account_id=asker.account_id,
        version_id=filing.version_id,
        answers=checked.answers,
        created_at=at,
        submitted_at=at,
    )
    filed: list[Filed] = []
    for position, made in enumerate(_part_filings(checked.bundle, filing, checked.answers, at)):
        with _in_words_of_the_bundle(made, checked.answers):
            if made.part.after:
                _wait(group, position, made, asker, at)
            else:
                one = file(asker=asker, key=f"{key}:{made.part.key}", filing=made.filing, at=at, body=body)
                join(group, uuid.UUID(one.dossier_id), label=made.part.title, part=made.part.key, position=position)
                filed.append(one)
    return BundleFiled(str(group.pk), tuple(filed))


def _part_filings(
    whole: VersionBundle, filing: Filing, answers: Mapping[str, Answer], at: datetime
) -> list[PartFiling]:
    named = {**flat(whole.form, answers), **answers}
    wanted = [part for part in whole.parts if part.wanted(named, today=local(at).date())]
    return [_part_filing(part, filing, named, at) for part in wanted]


def _part_filing(part: Part, filing: Filing, answers: Mapping[str, Answer], at: datetime) -> PartFiling:
    bundle = version_bundle(open_version_id(part.code))
    own = {key: value for key, value in part.answers_of(answers).items() if key in bundle.form.fields}
    case_key = part.case_key(answers)
    return PartFiling(
        part,
        bundle,
        replace(
            filing,
            version_id=bundle.version_id,
            organisation_id=_agency(part, bundle, filing, own, at),
            case_key=case_key,
            answers=own,
            papers=_papers(part, bundle, case_key, filing),
        ),
    )


def _agency(part: Part, bundle: VersionBundle, filing: Filing, own: Mapping[str, Answer], at: datetime) -> int:
    """The body that resolves the part: the chosen one, the one named, or the one of the commune of an address."""
    agencies = agencies_for(bundle, on=at.date())
    if part.agency == NAMED and agencies:
        return agencies[0].pk
    address = own.get(part.agency.removeprefix(AT)) if part.agency.startswith(AT) else None
    commune = address.get("commune", "") if isinstance(address, dict) else ""
    there = (agency.pk for agency in agencies if commune and agency.place and agency.place.code == commune)
    return next(there, filing.organisation_id)


def _papers(part: Part, bundle: VersionBundle, case_key: str, filing: Filing) -> list[FiledPaper]:
    """The bundle's papers that this part asks for; a paper of one case is stored as ``key--case``."""
    found = []
    for asked in bundle.papers_for(case_key):
        source = part.papers.get(asked.key.partition("--")[0])
        found += [replace(paper, key=asked.key) for paper in filing.papers if paper.key == source]
    return found


def _wait(group: FilingGroup, position: int, made: PartFiling, asker: Asker, at: datetime) -> None:
    """Keep the part until the result it needs is there; refused now if it would be refused then."""
    checked = _checked(made, asker, at)
    filing = made.filing
    waiting = WaitingPart.objects.create(
        group=group,
        position=position,
        part=made.part.key,
        label=made.part.title,
        waits_for=made.part.after,
        version_id=filing.version_id,
        case_id=made.bundle.case_id(filing.case_key),
        organisation_id=filing.organisation_id,
        answers={key: value for key, value in checked.answers.items() if key not in made.part.result},
        filing={
            "channel": filing.channel,
            "contact": dict(filing.contact),
            "delivery": filing.delivery,
            "support_id": filing.support_id,
            "typed_by": filing.typed_by,
        },
    )
    WaitingPaper.objects.bulk_create(
        WaitingPaper(
            waiting=waiting,
            key=paper.key,
            kind=paper.kind,
            file_id=paper.file_id,
            originals=paper.originals,
            copies=paper.copies,
            result_id=paper.result_id,
        )
        for paper in filing.papers
    )


def _checked(made: PartFiling, asker: Asker, at: datetime) -> Checked:
    """The part as it would be filed; what an earlier part's result will say is taken as given."""
    fields = made.bundle.form.fields
    to_come = {key: _stand_in(made.bundle, key) for key in made.part.result if key in fields}
    return check_filing(asker=asker, filing=replace(made.filing, answers={**made.filing.answers, **to_come}), at=at)


def _stand_in(bundle: VersionBundle, key: str) -> str:
    return "2000-01-01" if bundle.form.fields[key].type is FieldType.DATE else TO_COME


@contextmanager
def _in_words_of_the_bundle(made: PartFiling, answers: Mapping[str, Answer]) -> Iterator[None]:
    """What a part finds wrong, told at the question of the bundle's form that was asked."""
    part = made.part
    try:
        yield
    except Invalid as problem:
        fields = {
            part.asked_at(key.partition("--")[0], answers) or key: _of(part, sentence)
            for key, sentence in problem.fields.items()
        }
        raise Invalid(_of(part, problem.message), code=problem.code, fields=fields) from problem
    except Refused as problem:
        raise Refused(_of(part, problem.message), code=problem.code, status=problem.status) from problem


def _of(part: Part, sentence: str) -> str:
    return _("%(part)s: %(sentence)s") % {"part": part.title, "sentence": sentence}
