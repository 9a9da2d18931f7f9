"""A procedure closed to new filings: nobody files it any more, and what runs goes on to its end."""

from __future__ import annotations

import pytest

from motcua.audit.models import Entry
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.services.retiring import retire
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.drafting import start_draft
from motcua.dossiers.services.processing import propose
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.kernel.kept import forget_everything
from tests.dossiers.test_life import received
from tests.dossiers.world import World, _officer

GROUND = "Quyết định 1234/QĐ-UBND ngày 10/11/2026"
CODE = "9.000001"


@pytest.fixture
def approver(world: World) -> Asker:
    return _officer(world.committee, Role.APPROVER, "Ông Duyệt")


def retired(world: World, approver: Asker) -> None:
    retire(code=CODE, asker=approver, ground=GROUND, at=world.at)
    forget_everything()  # as after the commit, which a test does not reach


def test_nothing_new_is_filed_and_what_runs_goes_on(world: World, approver: Asker) -> None:
    dossier_id = received(world)
    late = world.filing()
    retired(world, approver)
    with pytest.raises(NotFound):
        start_draft(asker=world.citizen, procedure_code=CODE, at=world.at)
    with pytest.raises(Refused) as refused:
        world.filed()
    assert refused.value.code == "version_closed"
    assert "không còn tiếp nhận" in refused.value.message
    assert late.version_id == world.version.pk
    facts = {"Họ và tên": "Nguyễn Minh Khôi"}
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=facts)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    assert Dossier.objects.get(pk=dossier_id).status == Status.DECIDED


def test_who_and_on_what_ground_is_on_record(world: World, approver: Asker) -> None:
    retired(world, approver)
    version = ProcedureVersion.objects.get(pk=world.version.pk)
    assert (version.state, version.retired_at) == ("retired", world.at)
    entry = Entry.objects.get(action="procedure.retired")
    assert (entry.object_ref, entry.details["ground"]) == (CODE, GROUND)


def test_only_an_approver_closes_and_says_why(world: World, approver: Asker) -> None:
    for nobody in (world.leader, world.citizen, _officer(world.committee, Role.EDITOR, "Cô Soạn")):
        with pytest.raises(Forbidden):
            retire(code=CODE, asker=nobody, ground=GROUND, at=world.at)
    with pytest.raises(Invalid) as refused:
        retire(code=CODE, asker=approver, ground="vì thế", at=world.at)
    assert "ground" in refused.value.fields
    assert ProcedureVersion.objects.get(pk=world.version.pk).state == "published"


def test_what_is_not_in_force_cannot_be_closed(world: World, approver: Asker) -> None:
    retired(world, approver)
    with pytest.raises(NotFound):
        retired(world, approver)
