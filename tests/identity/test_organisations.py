"""The province's bodies: seeded once, found by code, each with its reception."""

from __future__ import annotations

import pytest

from motcua.audit.models import Entry
from motcua.identity import offices, selectors
from motcua.identity.enums import OrganisationKind, Role
from motcua.identity.models import Organisation, Position
from motcua.identity.services import seed as organisations
from motcua.kernel.errors import NotFound
from tests.identity.conftest import NOW, TODAY, officer, org

pytestmark = pytest.mark.usefixtures("province")


def test_the_seed_makes_166_committees_each_with_its_one_stop_centre() -> None:
    committees = selectors.organisations_of_kind(OrganisationKind.COMMUNE, on=TODAY)
    assert len(committees) == 166
    centres = Organisation.objects.filter(kind="one_stop", parent__kind="commune")
    assert centres.values("parent").distinct().count() == 166
    assert Organisation.objects.exclude(code="H56").filter(parent=None).count() == 0


def test_the_seed_repeats_without_writing_and_leaves_one_audit_entry() -> None:
    assert organisations.seed(NOW) == 0
    assert Entry.objects.filter(action="organisations.seeded").count() == 1


def test_the_seed_corrects_a_changed_name() -> None:
    Organisation.objects.filter(code="H56.14").update(name="Sai")
    assert organisations.seed(NOW) == 1
    assert org("H56.14").name == "Sở Tư pháp"


def test_a_technical_administrator_post_carries_no_other_role() -> None:
    for position in Position.objects.filter(roles__contains=Role.SYSTEM_ADMIN.value):
        assert position.roles == [Role.SYSTEM_ADMIN.value]


def test_no_post_both_drafts_and_approves() -> None:
    assert not Position.objects.filter(roles__contains=[Role.EDITOR.value, Role.APPROVER.value]).exists()


@pytest.mark.parametrize(
    ("code", "reception"),
    [("H56.102", "H56.102.01"), ("H56.14", "H56.01.01"), ("H56.06.01", "H56.01.01"), ("H56.01.01", "H56.01.01")],
)
def test_every_body_has_a_reception(code: str, reception: str) -> None:
    assert offices.one_stop_id(org(code).pk) == org(reception).pk


def test_an_unknown_code_is_not_found() -> None:
    with pytest.raises(NotFound):
        selectors.organisation("H56.999")


def test_holders_are_the_officers_of_the_day() -> None:
    lan = officer("lan", "H56.102", "Công chức Tư pháp – Hộ tịch")
    officer("cu", "H56.102", "Công chức Tư pháp – Hộ tịch", until=TODAY.replace(day=22))
    assert selectors.holders(org("H56.102").pk, Role.SPECIALIST, on=TODAY) == [lan]
