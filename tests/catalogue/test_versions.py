"""Versions and phrases by hand: drafter and approver are two people, and what is published is frozen."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.audit.models import Entry
from motcua.catalogue import selectors
from motcua.catalogue.enums import Part
from motcua.catalogue.models import Alias, Paper, ProcedureDraft, ProcedureVersion, SearchQuery
from motcua.catalogue.rules import can_approve, can_draft
from motcua.catalogue.rules.missing import Ground, blocking, problems
from motcua.catalogue.rules.working_copy import content_of_copy, copy_of
from motcua.catalogue.selectors.contents import content_of_version
from motcua.catalogue.services import aliases, queries
from motcua.catalogue.services.approving import publish, send_back
from motcua.catalogue.services.drafts import begin, begin_new, discard, save_part, send, take_back
from motcua.catalogue.sql import FREEZE, UNFREEZE
from motcua.identity.askers import ANONYMOUS, Asker, AskerKind, Seat
from motcua.identity.enums import AccountKind, Role
from motcua.identity.models import Account
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused

AT = datetime(2026, 11, 21, 10, 0, tzinfo=VIETNAM)

TERM = {"channel": "direct", "amount": 2, "unit": "working_day", "case": "", "fee": 0, "note": "", "fee_note": ""}
WHOLE: dict[Part, dict[str, object]] = {
    Part.BASICS: {
        "sector": "Khác",
        "agencies": [{"level": "commune", "kind": "commune", "code": ""}],
        "levels": ["commune"],
    },
    Part.CHANNELS: {"terms": [TERM], "online": False},
    Part.RESULTS: {"results": [{"name": "Văn bản", "template": "result/generic", "code": ""}]},
}

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


def sent(code: str, editor: Asker, part: Part, changed: dict[str, object]) -> ProcedureDraft:
    """A draft of the version in force with one part changed, waiting for approval."""
    work = begin(code=code, asker=editor, at=AT)
    save_part(draft_id=work.pk, asker=editor, part=part, changed=changed, at=AT)
    return send(draft_id=work.pk, asker=editor, at=AT)


def test_a_draft_keeps_everything_but_what_it_changes(editor: Asker, approver: Asker) -> None:
    current = selectors.version_bundle(selectors.published_version_id("1.001193"))
    work = sent("1.001193", editor, Part.BASICS, {"summary": "Mới"})
    assert selectors.published_version_id("1.001193") == current.version_id
    bundle = selectors.version_bundle(publish(draft_id=work.pk, asker=approver, at=AT).pk)
    assert (bundle.number, bundle.summary) == (current.number + 1, "Mới")
    same = ("form", "process", "cutoff", "facts", "subjects", "levels", "online", "sensitive", "legal_bases", "volume")
    for name in same:
        told = getattr(bundle, name)
        assert told == getattr(current, name) or name == "facts", name
    assert {key: value for key, value in bundle.facts.items() if key != "fingerprint"} == {
        key: value for key, value in current.facts.items() if key != "fingerprint"
    }
    assert bundle.papers == current.papers
    assert bundle.terms == current.terms
    assert bundle.results == current.results
    assert bundle.agencies == current.agencies
    assert [(case.key, case.name, case.help) for case in bundle.cases] == [
        (case.key, case.name, case.help) for case in current.cases
    ]


@pytest.mark.parametrize("code", ["1.000656", "1.014027", "1.115538", "2.000635", "2.000815", "3.000347"])
def test_a_working_copy_says_all_that_the_version_says(code: str) -> None:
    content = content_of_version(selectors.published_version_id(code))
    assert content_of_copy(copy_of(content)) == content
    found = problems(copy_of(content), Ground(code=code, new=False))
    assert blocking(found) == []


def test_another_person_publishes_and_the_old_version_retires(editor: Asker, approver: Asker) -> None:
    old = selectors.published_version_id("1.000656")
    paper = {
        "name": "Giấy mới",
        "kind": "upload",
        "required": True,
        "originals": 1,
        "copies": 0,
        "help": "",
        "case": "",
    }
    work = sent("1.000656", editor, Part.PAPERS, {"papers": [paper]})
    with pytest.raises(Forbidden, match="Người soạn không tự duyệt"):
        publish(draft_id=work.pk, asker=editor, at=AT)
    version = publish(draft_id=work.pk, asker=approver, at=AT)
    assert selectors.published_version_id("1.000656") == version.pk
    assert ProcedureVersion.objects.get(pk=old).state == "retired"
    assert [paper.key for paper in selectors.version_bundle(version.pk).papers] == ["giay-moi"]
    assert {"procedure.drafted", "procedure.sent", "procedure.published"} <= set(
        Entry.objects.values_list("action", flat=True)
    )
    with pytest.raises(NotFound, match="đã công bố hoặc đã bỏ"):
        publish(draft_id=work.pk, asker=approver, at=AT)


def test_strangers_change_nothing(editor: Asker, approver: Asker) -> None:
    work = begin(code="1.001193", asker=editor, at=AT)
    for asker in (ANONYMOUS, approver, Asker(kind=AskerKind.CITIZEN, account_id=1)):
        for act in (
            lambda asker=asker: begin(code="1.000656", asker=asker, at=AT),
            lambda asker=asker: begin_new(code="9.111111", name="Thử", asker=asker, at=AT),
            lambda asker=asker: save_part(
                draft_id=work.pk, asker=asker, part=Part.LEGAL, changed={"legal_bases": []}, at=AT
            ),
            lambda asker=asker: send(draft_id=work.pk, asker=asker, at=AT),
            lambda asker=asker: discard(draft_id=work.pk, asker=asker, at=AT),
        ):
            with pytest.raises(Forbidden):
                act()
        assert not can_draft(asker)
    with pytest.raises(NotFound):
        publish(draft_id=0, asker=approver, at=AT)
    assert not can_approve(ANONYMOUS, drafted_by=None)


def test_what_waits_for_approval_is_not_changed_and_what_does_not_wait_is_not_approved(
    editor: Asker, approver: Asker
) -> None:
    work = begin(code="1.001193", asker=editor, at=AT)
    with pytest.raises(Refused, match="chưa được gửi duyệt"):
        publish(draft_id=work.pk, asker=approver, at=AT)
    with pytest.raises(Refused, match="không chờ duyệt"):
        take_back(draft_id=work.pk, asker=editor, at=AT)
    send(draft_id=work.pk, asker=editor, at=AT)
    with pytest.raises(Refused, match="Rút lại rồi mới sửa"):
        save_part(draft_id=work.pk, asker=editor, part=Part.LEGAL, changed={"legal_bases": []}, at=AT)
    send_back(draft_id=work.pk, asker=approver, words="Thiếu căn cứ", at=AT)
    assert save_part(draft_id=work.pk, asker=editor, part=Part.LEGAL, changed={"legal_bases": []}, at=AT).problems


def test_a_phrase_of_the_draft_is_searched_once_it_is_published(editor: Asker, approver: Asker) -> None:
    work = sent("1.001193", editor, Part.ALIASES, {"aliases": ["xin giấy cho cu tí"]})
    assert not Alias.objects.filter(phrase="xin giấy cho cu tí").exists()
    publish(draft_id=work.pk, asker=approver, at=AT)
    alias = Alias.objects.get(phrase="xin giấy cho cu tí")
    assert (alias.target, alias.approved, alias.approved_by_id) == ("1.001193", True, approver.account_id)


def test_a_phrase_may_lead_to_a_procedure_the_national_index_does_not_have(editor: Asker, approver: Asker) -> None:
    work = begin_new(code="9.222222", name="Thủ tục riêng của tỉnh", asker=editor, at=AT)
    for part, changed in WHOLE.items():
        save_part(draft_id=work.pk, asker=editor, part=part, changed=changed, at=AT)
    send(draft_id=work.pk, asker=editor, at=AT)
    with pytest.raises(Invalid):
        aliases.propose(asker=editor, phrase="việc của tỉnh mình", kind="tu_dong_nghia", target="9.222222", at=AT)
    publish(draft_id=work.pk, asker=approver, at=AT)
    assert (
        aliases.propose(
            asker=editor, phrase="việc của tỉnh mình", kind="tu_dong_nghia", target="9.222222", at=AT
        ).target
        == "9.222222"
    )


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
