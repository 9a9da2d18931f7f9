"""Co-signers on the one screen: who they are by what was typed, and how each one's signature was shown."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle
from motcua.documents.services.accept import accept
from motcua.dossiers.enums import SignedHow
from motcua.dossiers.standing_in.cosigned import without_papers
from motcua.dossiers.standing_in.cosigners import Cosigner, cosigners_of
from motcua.dossiers.standing_in.counter_signing import Shown, field_of
from motcua.forms.rules import asking, check
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import Refused
from motcua.web.desk.intake.form import PREFIX
from motcua.web.desk.intake.reading import Typed
from motcua.web.desk.presenters.facts import Choice, Errors, choices_of
from motcua.web.kit.requests import Request

PRESS = "signers"  # the button that works out anew who must sign
MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class SignerRow:
    """``name`` is the field's; ``who`` is "" until the form says who that is."""

    name: str
    say: str
    who: str
    number: str
    ways: tuple[Choice, ...]
    file_id: str
    file_name: str
    error: str


def must_sign(bundle: VersionBundle, typed: Typed, at: datetime) -> list[Cosigner]:
    """By what was typed so far; whose signed paper is among those handed in is left out."""
    declared = bundle.facts.get("cosigners", ())
    if not declared:
        return []
    today = local(at).date()
    right, _wrong = check(bundle.form, typed.answers, today=today, case=typed.case_key)
    applies = asking(bundle.form, {**typed.answers, **right}, today=today, case=typed.case_key).keys
    answers = {key: value for key, value in {**typed.answers, **right}.items() if key in applies}
    filer = str(typed.people.get(PREFIX + "acting_id_number") or "")
    found = cosigners_of(declared, answers, case_key=typed.case_key, filer_number=filer, today=today)
    return without_papers(found, [key for key, paper in typed.papers.items() if paper.handed_in])


def with_signers(
    request: Request, bundle: VersionBundle, typed: Typed, asker: Asker, at: datetime
) -> tuple[Typed, dict[str, str]]:
    """How each signed, as posted; a scan is taken in at once, so that an error elsewhere loses none."""
    shown, errors = {}, {}
    for one in must_sign(bundle, typed, at):
        name = field_of(one)
        given = Shown(
            how=request.POST.get(name, ""),
            file_id=_uuid(request.POST.get(f"kept_{name}", "")),
            file_name=request.POST.get(f"kept_name_{name}", "")[:MOST_NAMED],
        )
        upload = request.FILES.get(f"file_{name}")
        if isinstance(upload, UploadedFile):
            try:
                stored = accept(upload=upload, asker=asker, at=at)
            except Refused as refusal:
                errors[name] = refusal.message
            else:
                given = replace(given, how=SignedHow.PAPER.value, file_id=stored.pk, file_name=stored.name)
        shown[one.key] = given
    return replace(typed, signers=shown), errors


def signer_rows(bundle: VersionBundle, typed: Typed, errors: Errors, at: datetime) -> Iterator[SignerRow]:
    ways = [(SignedHow.PRESENT.value, _("Ký trước mặt tôi")), (SignedHow.PAPER.value, _("Đã ký sẵn trên giấy"))]
    for one in must_sign(bundle, typed, at):
        given, name = typed.signers.get(one.key, Shown()), field_of(one)
        yield SignerRow(
            name=name,
            say=one.say,
            who=one.full_name,
            number=one.id_number,
            ways=tuple(choices_of(ways, given.how)),
            file_id=str(given.file_id or ""),
            file_name=given.file_name,
            error=errors.fields.get(name, ""),
        )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
