"""Keeping what was declared: one printed declaration at filing and one after each supplement, never changed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from motcua.documents.models import StoredFile
from motcua.documents.papers.declaration import DeclarationContent, declaration_pdf
from motcua.dossiers.declaring import declaration_of, declaration_of_draft, declaration_of_trial
from motcua.dossiers.enums import Act
from motcua.dossiers.models import Declaration, Dossier
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.selectors.looking import look
from motcua.dossiers.services.typesetting import typeset_once
from motcua.forms.rules import Answer, FormDefinition
from motcua.identity.askers import Asker
from motcua.identity.selectors import own_person
from motcua.kernel.errors import NotFound

DECLARING = {Act.FILE, Act.SUPPLEMENT}  # after these acts a dossier says something new
_content = TypeAdapter(DeclarationContent)


def declare(*, dossier_id: uuid.UUID, at: datetime) -> Declaration:
    """Fix what the dossier says, once for each round of supplements; asking again gives the same row."""
    answered = Dossier.objects.get(pk=dossier_id).supplements.exclude(answered_at=None).count()
    found = Declaration.objects.select_related("file").filter(dossier_id=dossier_id, round=answered).first()
    if found is not None:
        return found
    with transaction.atomic():
        dossier = (
            Dossier.objects.select_for_update(of=["self"])
            .select_related("acting", "owner_person", "owner_business", "organisation__place")
            .get(pk=dossier_id)
        )
        answer = dossier.supplements.filter(number=answered).first()
        said_at = (answer.answered_at if answer else None) or dossier.submitted_at
        row, _made = Declaration.objects.get_or_create(
            dossier=dossier,
            round=answered,
            defaults={"content": _content.dump_python(declaration_of(dossier, at=said_at), mode="json"), "made_at": at},
        )
        return row


def declaration_for(*, asker: Asker, dossier_id: uuid.UUID, at: datetime) -> StoredFile:
    """The latest declaration, for one who may see the dossier; of another system's dossier there is none here."""
    standing = look(asker, dossier_id, at=at)
    if standing.record_system:
        raise NotFound(_("Hồ sơ này do hệ thống khác tiếp nhận; tờ khai nằm ở hệ thống đó."))
    return declaration_file(declare(dossier_id=dossier_id, at=at), at=at)


def declaration_file(declaration: Declaration, *, at: datetime) -> StoredFile:
    """The declaration as a stored PDF, typeset once; asking again gives the same file."""
    content = _content.validate_python(declaration.content)
    return typeset_once(
        declaration,
        make=lambda: declaration_pdf(content),
        name=f"{content.title} {content.code}.pdf",
        purpose="declaration",
        at=at,
    )


def typeset_declaration_of(*, dossier_id: uuid.UUID, at: datetime) -> None:
    """For the job after an act by which something was declared."""
    declaration_file(declare(dossier_id=dossier_id, at=at), at=at)


def draft_pdf(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> bytes:
    """The asker's draft as it would be declared, marked "BẢN NHÁP"; kept nowhere."""
    draft = own_draft(draft_id=draft_id, asker=asker)
    return declaration_pdf(declaration_of_draft(draft, own_person(asker), at=at))


def trial_pdf(*, form: FormDefinition, name: str, answers: Mapping[str, Answer], at: datetime) -> bytes:
    """A form in the making, called ``name``, as it would print; of made-up answers, marked "BẢN NHÁP", kept nowhere."""
    return declaration_pdf(declaration_of_trial(form, name=name, answers=answers, at=at))
