"""Co-signers on the counter's one screen: named from what was typed, each with how they signed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.enums import SignedHow
from motcua.dossiers.models import CoSignature, Dossier
from tests.documents import evil
from tests.dossiers.cosigned import ANSWERS, CODE, published
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk, key_in

URL = f"/can-bo/tiep-nhan/{CODE}/"


@pytest.fixture(autouse=True)
def version(world: World) -> ProcedureVersion:
    return published()


def typed(world: World, client: Client, **changed: object) -> dict[str, object]:
    values: dict[str, object] = {
        "key": key_in(client.get(URL).content),
        "do": "file",
        "organisation": world.committee.pk,
        "p_acting_name": "Nguyễn Thị An",
        "p_acting_id_number": "099000000001",
        "p_acting_for": "self",
        "p_phone": "0912345678",
        "p_address_commune": "99001",
        "p_address_detail": "Số 1",
        "p_delivery": "counter",
        **ANSWERS,
    }
    return values | changed


def test_the_screen_asks_how_each_signed_and_keeps_the_rest(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    answer = client.post(URL, typed(world, client))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#f-cosign_hai"' in page
    assert 'id="f-cosign_hai"' in page
    assert "Lê Văn Ba" in page
    assert "cosign_mot" not in page  # who stands at the counter
    assert not Dossier.objects.exists()


def test_who_must_sign_is_worked_out_anew_on_a_press(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    answer = client.post(URL, typed(world, client, do="signers", second_name="Lê Văn Bốn"))
    assert answer.status_code == 200
    assert "Lê Văn Bốn" in answer.content.decode()
    answer = client.post(URL, typed(world, client, do="signers", together="no"))
    assert "Chưa ai phải cùng ký" in answer.content.decode()


def test_signed_before_the_clerk_it_is_received(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    answer = client.post(URL, typed(world, client, cosign_hai="present"))
    assert answer.status_code == 302, answer.content.decode()
    dossier = Dossier.objects.get()
    assert CoSignature.objects.get().how == SignedHow.PRESENT
    page = client.get(f"/can-bo/ho-so/{dossier.pk}/").content.decode()
    assert "Cùng ký: Bên thứ hai" in page
    assert "099000000003" in page


def test_a_scan_of_the_signed_paper_survives_an_error_elsewhere(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    scan = SimpleUploadedFile("ky.pdf", evil.pdf(), "application/pdf")
    values = typed(world, client, wish="", cosign_hai="paper", file_cosign_hai=scan)
    page = client.post(URL, values).content.decode()
    assert "ky.pdf" in page
    kept = page.split('name="kept_cosign_hai" value="')[1].split('"')[0]
    answer = client.post(URL, typed(world, client, cosign_hai="paper", kept_cosign_hai=kept))
    assert answer.status_code == 302
    signature = CoSignature.objects.get()
    assert (signature.how, str(signature.file_id)) == (SignedHow.PAPER, kept)


def test_a_file_that_is_none_is_refused_at_its_signer(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    fake = SimpleUploadedFile("a.jpg", b"MZ not a picture", "image/jpeg")
    answer = client.post(URL, typed(world, client, cosign_hai="paper", file_cosign_hai=fake))
    assert answer.status_code == 422
    assert not Dossier.objects.exists()
