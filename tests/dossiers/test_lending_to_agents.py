"""Stored papers of a principal or a child in a filing for them: by the principal's own login or the register's word."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Ground, Proof
from motcua.dossiers.models import Authorisation, Dossier, Draft, DraftFile, Representation
from motcua.dossiers.selectors.looking import looks_at_me
from motcua.dossiers.services.drafting import papers_lacking
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.standing_in.authorising import Terms, authorise, declare_paper
from motcua.dossiers.standing_in.authorising import revoke as end_authority
from motcua.dossiers.telling_once.consents import my_consents
from motcua.dossiers.telling_once.offers import consents_of
from motcua.identity.models import Person
from tests.dossiers.test_lending import PAPER, listed, pick
from tests.dossiers.test_reuse import CODE, issued
from tests.dossiers.told import asking, ready, told_draft
from tests.dossiers.world import FORM, World


def authority(world: World, **changes: Any) -> Authorisation:
    """The stranger lets the citizen file, and use their stored papers."""
    terms = {
        "full_name": "Nguyễn Thị An",
        "id_number": Person.objects.get(pk=world.citizen.person_id).id_number,
        "valid_from": date(2026, 11, 1),
        "valid_until": date(2026, 12, 1),
        "papers": True,
    }
    return authorise(asker=world.stranger, agent=Terms(**{**terms, **changes}), at=world.at)


@pytest.fixture
def other(world: World) -> Draft:
    """The citizen files for the stranger, who has the paper."""
    asking(world, FORM, accepts={PAPER: [CODE]})
    draft = ready(world, told_draft(world), page="noi_dung")
    DraftFile.objects.filter(draft=draft).delete()
    stranger = Person.objects.get(pk=world.stranger.person_id)
    draft.applicant |= {
        "acting_for": "person",
        "ground": Ground.AUTHORISED.value,
        "owner_name": stranger.full_name,
        "owner_id_number": stranger.id_number,
    }
    draft.save()
    issued(world, world.stranger)
    return draft


def test_an_authorised_person_uses_them_only_where_the_principal_says_so(world: World, other: Draft) -> None:
    assert listed(world, world.citizen, other) == []
    plain = authority(world, papers=False)
    assert listed(world, world.citizen, other) == []
    end_authority(asker=world.stranger, authorisation_id=plain.pk, at=world.at)
    authority(world)
    consent = pick(world, world.citizen, other)
    assert [one.pk for one in my_consents(world.stranger)] == [consent.pk]
    assert looks_at_me(world.stranger)[0].papers
    filed = file_draft(draft_id=other.pk, asker=world.citizen, at=world.at)
    assert Dossier.objects.get(pk=filed.dossier_id).papers.get().result_id == consent.result_id


def test_the_scope_must_cover_the_procedure(world: World, other: Draft) -> None:
    one = authority(world, procedures=("9.000001",))
    assert listed(world, world.citizen, other) == []
    Authorisation.objects.filter(pk=one.pk).update(procedures=[], sectors=[version_bundle(other.version_id).sector])
    assert listed(world, world.citizen, other) == ["Giấy khai sinh"]
    Authorisation.objects.filter(pk=one.pk).update(valid_until=world.at.date() - timedelta(days=1))
    assert listed(world, world.citizen, other) == []


def test_ending_the_authorisation_undoes_what_was_picked(world: World, other: Draft) -> None:
    one = authority(world)
    pick(world, world.citizen, other)
    end_authority(asker=world.stranger, authorisation_id=one.pk, at=world.at)
    assert consents_of(other) == []
    assert PAPER in papers_lacking(other)


def test_a_draft_that_is_for_somebody_else_meanwhile_uses_nothing_lent(world: World, other: Draft) -> None:
    authority(world)
    pick(world, world.citizen, other)
    other.applicant["owner_id_number"] = "099000000077"
    other.save()
    assert consents_of(other) == []


def test_a_paper_of_authority_lends_nothing(world: World, other: Draft) -> None:
    scan = world.upload(world.citizen, "uy-quyen.jpg")
    principal = Terms(
        full_name="Trần Văn Lạ",
        id_number=other.applicant["owner_id_number"],
        valid_from=date(2026, 11, 1),
        valid_until=date(2026, 12, 1),
        number="12/UQ",
        signed_on=date(2026, 11, 1),
        papers=True,
    )
    made = declare_paper(asker=world.citizen, principal=principal, file_id=scan, at=world.at)
    assert not made.papers
    assert listed(world, world.citizen, other) == []


@pytest.mark.parametrize(("proof", "born", "seen"), [
    (Proof.REGISTER, date(2020, 1, 1), True),
    (Proof.DECLARED, date(2020, 1, 1), False),
    (Proof.REGISTER, date(2000, 1, 1), False),
])  # fmt: skip
def test_a_parent_needs_the_registers_word_and_a_child_under_age(
    world: World, other: Draft, proof: Proof, born: date, seen: bool
) -> None:
    Person.objects.filter(pk=world.stranger.person_id).update(birth_date=born)
    other.applicant["ground"] = Ground.PARENT.value
    other.save()
    filed = world.filed()
    Dossier.objects.filter(pk=filed.dossier_id).update(
        owner_person=world.stranger.person_id, representative=world.citizen.person_id, ground=Ground.PARENT
    )
    Representation.objects.create(dossier_id=uuid.UUID(filed.dossier_id), proof=proof)
    assert bool(listed(world, world.citizen, other)) is seen
