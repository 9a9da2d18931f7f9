"""Versions and phrases by hand: drafter and approver are two people, and what is published is frozen."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.audit.models import Entry
from motcua.catalogue import selectors
from motcua.catalogue.models import Alias, Paper, ProcedureVersion, SearchQuery
from motcua.catalogue.reading import PaperContent
from motcua.catalogue.rules import can_approve, can_draft
from motcua.catalogue.services import aliases, queries
from motcua.catalogue.services.versions import draft, publish
from motcua.catalogue.sql import FREEZE, UNFREEZE
from motcua.identity.askers import ANONYMOUS, Asker, AskerKind, Seat
from motcua.identity.enums import AccountKind, Role
from motcua.identity.models import Account
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused

AT = datetime(2026, 11, 21, 10, 0, tzinfo=VIETNAM)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def officer(name: str, *roles: Role) -> Asker:
    account = Account.objects.create(username=name, kind=AccountKind.OFFICER, display_name=name, created_at=AT)
    seat = Seat(organisation_id=1, roles=frozenset(roles))
    return Asker(kind=AskerKind.OFFICER, account_id=account.pk, name=name, seats=(seat,))


@pytest.fixture
def editor() -> Asker:
    return officer("soan", Role.EDITOR, Role.APPROVER)


@pytest.fixture
def approver() -> Asker:
    return officer("duyet", Role.APPROVER)


def test_a_draft_keeps_everything_but_what_it_changes(editor: Asker) -> None:
    current = selectors.version_bundle(selectors.published_version_id("1.001193"))
    version = draft(code="1.001193", asker=editor, at=AT, changes={"summary": "Mới"})
    bundle = selectors.version_bundle(version.pk)
    assert (bundle.number, bundle.summary) == (current.number + 1, "Mới")
    assert bundle.form is current.form
    assert bundle.process == current.process
    assert [paper.key for paper in bundle.papers] == [paper.key for paper in current.papers]
    assert [(term.channel, term.fee) for term in bundle.terms] == [(term.channel, term.fee) for term in current.terms]
    assert [agency.kind for agency in bundle.agencies] == [agency.kind for agency in current.agencies]
    assert selectors.published_version_id("1.001193") == current.version_id


def test_another_person_publishes_and_the_old_version_retires(editor: Asker, approver: Asker) -> None:
    old = selectors.published_version_id("1.001193")
    changes = {"papers": (PaperContent("moi", "Giấy mới", required=True),)}
    version = draft(code="1.001193", asker=editor, at=AT, changes=changes)
    with pytest.raises(Forbidden, match="Người soạn không tự duyệt"):
        publish(version_id=version.pk, asker=editor, at=AT)
    publish(version_id=version.pk, asker=approver, at=AT)
    assert selectors.published_version_id("1.001193") == version.pk
    assert ProcedureVersion.objects.get(pk=old).state == "retired"
    assert [paper.key for paper in selectors.version_bundle(version.pk).papers] == ["moi"]
    assert {"procedure.drafted", "procedure.published"} <= set(Entry.objects.values_list("action", flat=True))
    with pytest.raises(Refused, match="không còn là bản nháp"):
        publish(version_id=version.pk, asker=approver, at=AT)


def test_strangers_change_nothing(approver: Asker) -> None:
    for asker in (ANONYMOUS, approver, Asker(kind=AskerKind.CITIZEN, account_id=1)):
        with pytest.raises(Forbidden):
            draft(code="1.001193", asker=asker, at=AT)
        assert not can_draft(asker)
    with pytest.raises(NotFound):
        publish(version_id=0, asker=approver, at=AT)
    assert not can_approve(ANONYMOUS, drafted_by=None)


def test_a_draft_changes_only_what_may_change(editor: Asker) -> None:
    with pytest.raises(Invalid, match="code"):
        draft(code="1.001193", asker=editor, at=AT, changes={"code": "1.000656"})


def test_the_database_refuses_to_change_what_is_published() -> None:
    with connection.cursor() as cursor:
        cursor.execute(UNFREEZE + FREEZE)
    version = selectors.published_version("1.001193")
    paper = version.papers.first()
    assert paper is not None
    version.name = "Khác"
    for change in (
        version.save,
        paper.delete,
        lambda: Paper.objects.filter(pk=paper.pk).update(required=True),
        lambda: Paper.objects.create(version=version, key="x", name="X", order=99),
    ):
        with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
            change()
    ProcedureVersion.objects.filter(pk=version.pk).update(state="retired", retired_at=AT)


def test_a_phrase_is_searched_once_another_person_approves(editor: Asker, approver: Asker) -> None:
    alias = aliases.propose(
        asker=editor, phrase="làm giấy cho cháu đích tôn", kind="phuong_ngu", target="1.001193", at=AT
    )
    assert not alias.approved
    with pytest.raises(Forbidden):
        aliases.approve(asker=editor, alias_id=alias.pk, at=AT)
    assert aliases.approve(asker=approver, alias_id=alias.pk, at=AT).approved
    assert aliases.approve(asker=approver, alias_id=alias.pk, at=AT).approved
    with pytest.raises(Refused, match="đã có"):
        aliases.propose(asker=editor, phrase="Làm giấy cho cháu đích tôn", kind="phuong_ngu", target="1.001193", at=AT)


def test_a_wrong_phrase_is_refused_at_its_field(editor: Asker) -> None:
    with pytest.raises(Invalid) as refused:
        aliases.propose(asker=editor, phrase=" ", kind="x", target="9.999999", at=AT)
    assert set(refused.value.fields) == {"phrase", "kind", "target"}
    assert Alias.objects.filter(source="staff").count() == 0


def test_the_log_of_searches_holds_nothing_personal() -> None:
    pk = queries.log_query(text="khai sinh 038 090 001 234 của tôi " + "x" * 200, shown=["1.001193"], at=AT)
    row = SearchQuery.objects.get(pk=pk)
    assert "038" not in row.text
    assert len(row.text) <= 80
    queries.log_click(query_id=pk, code="1.000656")
    queries.log_click(query_id=pk, code="1.001193")
    row.refresh_from_db()
    assert row.clicked == "1.001193"
    assert queries.forget_old(at=AT) == 0
