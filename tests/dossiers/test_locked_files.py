"""Malware found after a file was taken in: whose it is hears which file and what to do, once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.documents.models import StoredFile
from motcua.documents.providers.malware.port import Verdict
from motcua.documents.services.scanning import settle
from motcua.dossiers.models import DossierPaper
from motcua.dossiers.services.drafting import attach, start_draft
from motcua.dossiers.services.locking import tell_of_locked
from motcua.dossiers.services.submitting import file_draft
from motcua.kernel.errors import Invalid
from motcua.notifications.models import Message
from tests.documents import evil
from tests.dossiers.test_drafting import complete
from tests.dossiers.world import World


def waiting(file: StoredFile) -> StoredFile:
    StoredFile.objects.filter(pk=file.pk).update(malware=StoredFile.Malware.WAITING)
    return file


def test_who_is_filling_in_hears_of_it(world: World) -> None:
    draft = start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at)
    upload = SimpleUploadedFile("giấy chứng sinh.pdf", evil.pdf(), evil.PDF)
    file = attach(draft_id=draft.pk, asker=world.citizen, paper_key="chung-sinh", upload=upload, at=world.at).file
    settle(file_id=waiting(file).pk, verdict=Verdict.FOUND, at=world.at)
    message = Message.objects.get(kind="file_locked")
    assert message.person_id == world.citizen.person_id
    assert "giấy chứng sinh" in message.subject
    assert message.link.endswith(f"/nop-ho-so/{draft.pk}/giay-to")
    tell_of_locked(file_id=file.pk, at=world.at)
    assert Message.objects.filter(kind="file_locked").count() == 1


def test_who_filed_hears_of_it_with_the_code(world: World) -> None:
    dossier_id = world.dossier_id()
    upload = SimpleUploadedFile("a.pdf", evil.pdf(), evil.PDF)
    draft = start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at)
    file = attach(draft_id=draft.pk, asker=world.citizen, paper_key="chung-sinh", upload=upload, at=world.at).file
    draft.files.all().delete()
    DossierPaper.objects.filter(dossier_id=dossier_id).update(file=file)
    settle(file_id=waiting(file).pk, verdict=Verdict.FOUND, at=world.at)
    message = Message.objects.filter(kind="file_locked", channel="inbox").get()
    assert message.object_ref == str(dossier_id)
    assert "sẽ yêu cầu bổ sung" in message.body


def test_a_clean_answer_tells_nobody(world: World) -> None:
    draft = start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at)
    upload = SimpleUploadedFile("a.pdf", evil.pdf(), evil.PDF)
    file = attach(draft_id=draft.pk, asker=world.citizen, paper_key="chung-sinh", upload=upload, at=world.at).file
    settle(file_id=waiting(file).pk, verdict=Verdict.NONE_FOUND, at=world.at)
    assert not Message.objects.filter(kind="file_locked").exists()


def test_a_locked_file_cannot_be_filed(world: World) -> None:
    draft = start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at)
    complete(world, draft)
    StoredFile.objects.update(malware=StoredFile.Malware.FOUND)
    with pytest.raises(Invalid):
        file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
