"""Standing in for a business: by the register or by its legal representative's word, and out at once."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.dossiers.enums import Ground, Proof
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.services.filing import FiledPaper, file
from motcua.dossiers.services.parties import Company, Parties, Party
from motcua.dossiers.services.telling import people_told
from motcua.identity.askers import Asker
from motcua.identity.enums import BusinessRoleKind
from motcua.identity.models import Account, Business, BusinessRole
from motcua.identity.selectors import asker_of
from motcua.identity.services.companies import grant
from motcua.identity.services.companies import revoke as revoke_role
from motcua.kernel.errors import Forbidden, NotFound, Refused
from tests.dossiers.world import World


@pytest.fixture
def company(world: World) -> tuple[Business, Asker]:
    """A company with the citizen as its legal representative."""
    made = Business.objects.create(tax_code="2800000001", name="Công ty Thử", created_at=world.at)
    BusinessRole.objects.create(
        business=made,
        person_id=world.citizen.person_id,
        kind=BusinessRoleKind.LEGAL,
        title="Giám đốc",
        valid_from=date(2020, 1, 1),
    )
    return made, again(world, world.citizen)


def again(world: World, asker: Asker) -> Asker:
    """The same at the next click."""
    return asker_of(Account.objects.get(pk=asker.account_id), on=world.at.date())


def employed(world: World, company: tuple[Business, Asker], until: date = date(2026, 12, 31)) -> BusinessRole:
    business, head = company
    return grant(
        asker=head,
        business_id=business.pk,
        full_name="Trần Văn Lạ",
        id_number="099000000002",
        title="Kế toán",
        proof="QĐ 5",
        valid_from=date(2026, 11, 1),
        valid_to=until,
        at=world.at,
    )


def company_files(world: World, asker: Asker, business: Business) -> Dossier:
    filing = world.filing(
        acting=Party(full_name=asker.name, person_id=asker.person_id),
        for_whom=Parties(business=Company(tax_code=business.tax_code, name=business.name)),
        papers=[FiledPaper(key="chung-sinh", file_id=world.upload(asker))],
    )
    return Dossier.objects.get(pk=file(asker=asker, key=world.key(), filing=filing, at=world.at).dossier_id)


def test_an_employee_files_for_the_company_and_is_out_at_once(world: World, company: tuple[Business, Asker]) -> None:
    role = employed(world, company)
    clerk = again(world, world.stranger)
    dossier = company_files(world, clerk, company[0])
    assert (dossier.representation.proof, dossier.representation.role_id) == (Proof.ROLE, role.pk)
    assert dossier.ground == Ground.COMPANY
    assert dossier_for(clerk, dossier.pk, at=world.at).dossier.pk == dossier.pk
    assert dossier_for(company[1], dossier.pk, at=world.at).dossier.pk == dossier.pk
    for _time in range(2):
        revoke_role(asker=company[1], role_id=role.pk, at=world.at)
    with pytest.raises(NotFound):
        dossier_for(again(world, world.stranger), dossier.pk, at=world.at)
    assert people_told(dossier) == [world.citizen.person_id]
    assert dossier_for(company[1], dossier.pk, at=world.at).dossier.pk == dossier.pk


def test_only_the_legal_representative_lets_others_act(world: World, company: tuple[Business, Asker]) -> None:
    role = employed(world, company)
    clerk = again(world, world.stranger)
    with pytest.raises(Forbidden):
        employed(world, (company[0], clerk))
    with pytest.raises(Forbidden):
        revoke_role(asker=clerk, role_id=role.pk, at=world.at)
    with pytest.raises(NotFound):
        revoke_role(asker=world.clerk, role_id=role.pk, at=world.at)
    legal = BusinessRole.objects.get(kind=BusinessRoleKind.LEGAL)
    with pytest.raises(Refused, match="đăng ký kinh doanh"):
        revoke_role(asker=company[1], role_id=legal.pk, at=world.at)


def test_who_is_nobody_in_the_company_files_as_declared_and_sees_nothing_else(
    world: World, company: tuple[Business, Asker]
) -> None:
    own = company_files(world, company[1], company[0])
    declared = company_files(world, world.stranger, company[0])
    assert declared.representation.proof == Proof.DECLARED
    with pytest.raises(NotFound):
        dossier_for(world.stranger, own.pk, at=world.at)
