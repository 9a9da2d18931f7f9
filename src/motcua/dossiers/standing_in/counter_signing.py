"""What all had signed before it came to the counter: each co-signer, how it was shown, before which officer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.audit.services.access import look_up
from motcua.audit.services.entries import record
from motcua.catalogue.selectors import version_bundle
from motcua.documents.selectors import clean_file_ids
from motcua.dossiers.enums import CosigningState, SignatureState, SignedHow
from motcua.dossiers.models import CoSignature, Cosigning, Dossier, FilingGroup
from motcua.dossiers.services.filing import Filing
from motcua.dossiers.standing_in.cosigned import digest_of_declared, say, without_papers
from motcua.dossiers.standing_in.cosigners import Cosigner, cosigners_of
from motcua.dossiers.standing_in.printing import how_signed
from motcua.forms.rules import asking
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from motcua.identity.services.people import find_or_create_person
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid, Refused

LOOKED = "cosigning.counter"


@dataclass(frozen=True, slots=True)
class Shown:
    """How one person's signature was shown; ``file_id`` = the scan of what they signed beforehand."""

    how: str = ""
    file_id: uuid.UUID | None = None
    file_name: str = ""


def field_of(one: Cosigner) -> str:
    """The name under which the counter says how this person signed."""
    return f"cosign_{one.key}"


def signers_of(filing: Filing, answers: Mapping[str, Any], *, at: datetime) -> list[Cosigner]:
    """Who must have signed what these answers declare, without the one who files and whose signed paper is there."""
    bundle, today, case = version_bundle(filing.version_id), local(at).date(), filing.case_key
    declared = bundle.facts.get("cosigners", ())
    if not declared:
        return []
    applies = asking(bundle.form, answers, today=today, case=case).keys
    asked = {key: value for key, value in answers.items() if key in applies}
    found = cosigners_of(declared, asked, case_key=case, filer_number=filing.acting.id_number, today=today)
    return without_papers(found, [paper.key for paper in filing.papers])


def refuse_unsigned(filing: Filing, *, at: datetime) -> None:
    """For machines, which can show nobody's signature: raise ``Refused`` where somebody else must agree."""
    wanted = signers_of(filing, filing.answers, at=at)
    if wanted:
        who = ", ".join(f"{one.full_name or '…'} ({one.say})" for one in wanted)
        words = _("Cần %(who)s cùng ký. Nộp trên cổng để người đó ký bằng VNeID, hoặc tại bộ phận một cửa.")
        raise Refused(words % {"who": who}, code="cosigners")


def check_signers(*, filing: Filing, shown: Mapping[str, Shown], asker: Asker, at: datetime) -> None:
    """Raise ``Invalid`` at each co-signer whose signature was not shown, before anything else is asked."""
    _check(signers_of(filing, filing.answers, at=at), shown, asker)


def record_signers(
    *, filed: Dossier | FilingGroup, filing: Filing, shown: Mapping[str, Shown], asker: Asker, at: datetime
) -> None:
    """In the transaction of the filing: refuse it (``Invalid``) unless everybody's signature was shown; keep who, how.

    ``shown``: by key of the co-signer. What was filed before by the same request is left as it is.
    """
    wanted = signers_of(filing, filed.answers, at=at)
    there = Cosigning.objects.filter(**_what(filed))
    if not wanted or there.exists():
        return
    _check(wanted, shown, asker)
    acting = filed if isinstance(filed, Dossier) else _first_of(filed)
    cosigning = Cosigning.objects.create(
        **_what(filed),
        version_id=filing.version_id,
        account_id=asker.officer_id,
        person_id=acting.acting_id,
        digest=digest_of_declared({"version": filing.version_id, "case": filing.case_key, "answers": filed.answers}),
        state=CosigningState.FILED,
        asked_at=at,
        deadline=at,
        closed_at=at,
    )
    signed = [(one, _person(one, asker, at)) for one in wanted]
    for one, person in signed:
        if person.pk != acting.acting_id:
            _keep(cosigning, one, person, shown[one.key], asker, acting.code, at)
    record(
        asker=asker,
        action="cosigning.at_counter",
        object_kind="cosigning",
        object_ref=str(cosigning.pk),
        on_behalf_of=f"person:{acting.acting_id}",
        details={"people": {one.key: shown[one.key].how for one in wanted}},
        at=at,
    )


def _what(filed: Dossier | FilingGroup) -> dict[str, Any]:
    return {"dossier": filed} if isinstance(filed, Dossier) else {"group": filed}


def _first_of(group: FilingGroup) -> Dossier:
    return group.members.select_related("dossier").order_by("position")[0].dossier


def _check(wanted: list[Cosigner], shown: Mapping[str, Shown], asker: Asker) -> None:
    files = {one.file_id for one in shown.values() if one.file_id is not None}
    clean = clean_file_ids(asker=asker, file_ids=files)
    errors: dict[str, str] = {}
    for one in wanted:
        given = shown.get(one.key, Shown())
        if not one.full_name or not one.id_number:
            words = _("Ghi đủ họ tên và số định danh: người này phải cùng ký (%(say)s).")
            errors[one.at] = words % {"say": one.say}
        elif given.how not in {SignedHow.PRESENT, SignedHow.PAPER}:
            words = _("Chọn cách %(name)s (%(say)s) đã ký. Chưa ký thì hẹn người đó tới hoặc hướng dẫn ký bằng VNeID.")
            errors[field_of(one)] = words % {"name": one.full_name, "say": one.say}
        elif given.how == SignedHow.PAPER and given.file_id not in clean:
            errors[field_of(one)] = _("Chụp hoặc quét giấy có chữ ký của %(name)s rồi tải lên.") % {
                "name": one.full_name
            }
    if errors:
        raise Invalid(_("Chưa đủ chữ ký của người phải cùng ký."), fields=errors)


def _person(one: Cosigner, asker: Asker, at: datetime) -> Person:
    try:
        return find_or_create_person(
            asker=asker, full_name=one.full_name, id_number=one.id_number, birth_date=one.birth, at=at
        )
    except Invalid as refusal:
        raise Invalid(refusal.message, fields={one.at: refusal.message}) from refusal


def _keep(
    cosigning: Cosigning, one: Cosigner, person: Person, shown: Shown, asker: Asker, code: str, at: datetime
) -> None:
    """The signature, the look at the person whose number was used, and a word to them: nobody signs unknown."""
    signature = CoSignature.objects.create(
        cosigning=cosigning,
        key=one.key,
        say=one.say,
        part=one.part,
        person=person,
        phone=one.phone,
        state=SignatureState.AGREED,
        how=shown.how,
        file_id=shown.file_id if shown.how == SignedHow.PAPER else None,
        counter_id=asker.officer_id,
        answered_at=at,
    )
    look_up(asker=asker, person_ref=str(person.pk), purpose=LOOKED, object_ref=str(cosigning.pk), at=at)
    more = {"code": code, "how": how_signed(signature)}
    say(cosigning, kind="cosign_recorded", person=signature, more=more, dedupe=f"cosign:{signature.pk}", at=at)
