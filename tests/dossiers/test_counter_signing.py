"""A dossier that others must sign, at the counter: each one's signature on record, how it was shown, to whom."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest

from motcua.audit.models import Access, Entry
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.declaring import declaration_of
from motcua.dossiers.enums import SignatureState, SignedHow
from motcua.dossiers.models import CoSignature, Cosigning, Dossier
from motcua.dossiers.selectors.dossier import dossier_for, paper_file_for
from motcua.dossiers.services.filing import FiledPaper, Filing
from motcua.dossiers.services.parties import Party
from motcua.dossiers.services.submitting import file_at_counter
from motcua.dossiers.standing_in.cosign_selectors import asked_of, cosigning_file, cosigning_for, signatures_of
from motcua.dossiers.standing_in.counter_signing import Shown
from motcua.kernel.errors import Invalid, NotFound
from motcua.notifications.models import Message
from tests.dossiers.cosigned import ANSWERS, citizen, published
from tests.dossiers.world import World

PRESENT = {"hai": Shown(SignedHow.PRESENT)}


@pytest.fixture
def version(world: World) -> ProcedureVersion:
    return published()


def filing(world: World, version: ProcedureVersion, **answers: Any) -> Filing:
    return world.filing(
        version_id=version.pk,
        channel="direct",
        acting=Party(full_name="Nguyễn Thị An", id_number="099000000001"),
        answers={**ANSWERS, **answers},
        papers=[],
        support_id=world.one_stop.pk,
        typed_by=world.clerk.account_id,
    )


def filed(world: World, wanted: Filing, shown: dict[str, Shown], key: str = "k") -> Dossier:
    done = file_at_counter(asker=world.clerk, key=key, filing=wanted, at=world.at, signed=shown)
    return Dossier.objects.get(pk=uuid.UUID(done.dossier_id))


def test_without_the_other_signature_nothing_is_received(world: World, version: ProcedureVersion) -> None:
    with pytest.raises(Invalid) as refused:
        filed(world, filing(world, version), {})
    assert set(refused.value.fields) == {"cosign_hai"}
    assert "Lê Văn Ba" in refused.value.fields["cosign_hai"]
    assert not Dossier.objects.exists()
    assert not Cosigning.objects.exists()


def test_a_login_cannot_be_shown_at_the_counter(world: World, version: ProcedureVersion) -> None:
    with pytest.raises(Invalid):
        filed(world, filing(world, version), {"hai": Shown(SignedHow.LOGIN)})


def test_each_signer_is_on_record_with_the_officer_and_the_moment(world: World, version: ProcedureVersion) -> None:
    dossier = filed(world, filing(world, version), PRESENT)
    (one,) = signatures_of(dossier.pk)
    assert (one.person.full_name, one.person.id_number) == ("Lê Văn Ba", "099000000003")
    assert (one.how, one.counter_id, one.answered_at) == (SignedHow.PRESENT, world.clerk.account_id, world.at)
    assert (one.state, one.say) == (SignatureState.AGREED, "Bên thứ hai")
    assert Entry.objects.filter(action="cosigning.at_counter").count() == 1


def test_the_declaration_names_who_signed_and_before_whom(world: World, version: ProcedureVersion) -> None:
    dossier = filed(world, filing(world, version), PRESENT)
    printed = declaration_of(dossier, at=world.at).signed_by
    assert "Lê Văn Ba, 099000000003 (Bên thứ hai)" in printed
    assert f"trước {world.clerk.name}" in printed


def test_the_named_person_is_told_reads_it_and_sees_the_look(world: World, version: ProcedureVersion) -> None:
    second = citizen("099000000003")
    dossier = filed(world, filing(world, version), PRESENT)
    (mine,) = asked_of(second)
    assert ANSWERS["wish"] in str(cosigning_for(second, mine.cosigning_id).declared)
    message = Message.objects.get(person_id=second.person_id, kind="cosign_recorded", channel="inbox")
    assert dossier.code in str(message)
    assert Access.objects.filter(person_ref=str(second.person_id), purpose="cosigning.counter").count() == 1
    with pytest.raises(NotFound):
        cosigning_for(world.stranger, mine.cosigning_id)


def test_the_applicant_sees_who_signed(world: World, version: ProcedureVersion) -> None:
    dossier = filed(world, filing(world, version), PRESENT)
    found = dossier_for(world.citizen, dossier.pk, at=world.at)
    assert [one.person.full_name for one in found.signatures] == ["Lê Văn Ba"]


def test_a_paper_signed_before_is_kept_with_the_signature(world: World, version: ProcedureVersion) -> None:
    second, scan = citizen("099000000003"), world.upload(world.clerk)
    with pytest.raises(Invalid) as refused:
        filed(world, filing(world, version), {"hai": Shown(SignedHow.PAPER)})
    assert "quét giấy" in refused.value.fields["cosign_hai"]
    with pytest.raises(Invalid):
        filed(world, filing(world, version), {"hai": Shown(SignedHow.PAPER, world.upload(world.stranger))})
    dossier = filed(world, filing(world, version), {"hai": Shown(SignedHow.PAPER, scan)})
    (one,) = signatures_of(dossier.pk)
    assert (one.how, one.file_id) == (SignedHow.PAPER, scan)
    assert cosigning_file(second, one.cosigning_id, scan).pk == scan
    assert paper_file_for(world.specialist, dossier.pk, scan, at=world.at).pk == scan
    with pytest.raises(NotFound):
        paper_file_for(world.stranger, dossier.pk, scan, at=world.at)
    assert "giấy có chữ ký nộp kèm" in declaration_of(dossier, at=world.at).signed_by


def test_who_files_signs_by_filing_and_a_condition_may_ask_nobody(world: World, version: ProcedureVersion) -> None:
    dossier = filed(world, filing(world, version, together="no"), {})
    assert signatures_of(dossier.pk) == []
    assert not Cosigning.objects.exists()


def test_somebody_who_must_sign_needs_a_name_and_a_number(world: World, version: ProcedureVersion) -> None:
    with pytest.raises(Invalid) as refused:
        filed(world, filing(world, version, second_id=""), PRESENT)
    assert set(refused.value.fields) == {"second_id"}


def test_pressed_twice_it_is_recorded_once(world: World, version: ProcedureVersion) -> None:
    wanted = filing(world, version)
    assert filed(world, wanted, PRESENT).pk == filed(world, wanted, PRESENT).pk
    assert CoSignature.objects.count() == 1
    assert Message.objects.filter(kind="cosign_recorded", channel="inbox").count() == 1


def test_the_paper_named_for_it_stands_for_the_signature(world: World) -> None:
    version = published(paper="khac")
    paper = FiledPaper("khac", kind="original", originals=1)
    wanted = filing(world, version)
    dossier = filed(world, replace(wanted, papers=[paper]), {})
    assert signatures_of(dossier.pk) == []
