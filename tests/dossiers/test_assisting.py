"""Assisted filing: by consent, in the open, only what the helper opened, stopped by one word of the person."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from motcua.audit.models import Access, Entry
from motcua.dossiers.enums import AssistanceState
from motcua.dossiers.models import Assistance, Dossier, Draft
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.services.drafting import save_page
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.standing_in.assist_codes import send_code
from motcua.dossiers.standing_in.assist_rights import own_assistance
from motcua.dossiers.standing_in.assist_selectors import alarms, helped, helped_by
from motcua.dossiers.standing_in.assisting import (
    Card,
    begin,
    consent_by_code,
    consent_by_login,
    consent_by_slip,
    give_up,
    hand_over,
    stop,
    take_over,
)
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import AccountKind, OrganisationKind, Role
from motcua.identity.models import Account, Assignment, Organisation, Person, Position
from motcua.identity.selectors import asker_of
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.notifications.models import Message
from tests.dossiers.filled import fill_in
from tests.dossiers.world import MONDAY, SINCE, World

CODE = "9.000001"
MRS = Card(full_name="Hoàng Thị Mai", id_number="099150000005", birth_date=date(1950, 3, 2), phone="0912000005")


@pytest.fixture(autouse=True)
def _network(settings, tmp_path) -> None:
    settings.SMS_GATEWAY = "motcua.notifications.providers.sms.folder.Folder"
    settings.SMS_DIR = tmp_path / "sms"


@pytest.fixture
def helper(world: World) -> Asker:
    return officer(post_office(), Role.HELPER, "Cô Bưu Cục")


@pytest.fixture
def head(helper: Asker) -> Asker:
    return officer(post_office(), Role.HEAD, "Ông Trưởng Bưu Cục")


def post_office() -> Organisation:
    found, _created = Organisation.objects.get_or_create(
        code="H99.8",
        valid_from=SINCE,
        defaults={"name": "Bưu cục Thử", "short_name": "Bưu cục Thử", "kind": OrganisationKind.POST_OFFICE},
    )
    return found


def officer(body: Organisation, role: Role, name: str) -> Asker:
    account = Account.objects.create(
        username=name, kind=AccountKind.OFFICER, display_name=name, created_at=MONDAY, email=""
    )
    position = Position.objects.create(organisation=body, title=name, roles=[role.value])
    Assignment.objects.create(account=account, position=position, valid_from=SINCE)
    return asker_of(account, on=MONDAY.date())


def begun(world: World, helper: Asker, card: Card = MRS, key: uuid.UUID | None = None) -> Assistance:
    (place,) = helper.organisations_with()
    return begin(
        asker=helper,
        organisation_id=place,
        procedure_code=CODE,
        card=card,
        at=world.at,
        key=key or uuid.uuid4(),
    )


def herself(person_id: uuid.UUID) -> Asker:
    person = Person.objects.get(pk=person_id)
    account = Account.objects.create(
        username="mai", kind=AccountKind.CITIZEN, display_name=person.full_name, person=person, created_at=MONDAY
    )
    return Asker(kind=AskerKind.CITIZEN, account_id=account.pk, name=person.full_name, person_id=person.pk)


def code_sent() -> str:
    body = Message.objects.filter(kind="assist_code", channel="sms").latest("id").body
    return body.split()[1]


def agreed(world: World, helper: Asker) -> tuple[Assistance, Draft]:
    assistance = begun(world, helper)
    send_code(assistance_id=assistance.pk, asker=helper, at=world.at)
    draft = consent_by_code(assistance_id=assistance.pk, asker=helper, code=code_sent(), at=world.at)
    return assistance, draft


def test_nothing_is_filled_in_before_the_person_agreed(world: World, helper: Asker) -> None:
    assistance = begun(world, helper)
    assert (assistance.state, assistance.draft_id) == (AssistanceState.ASKED, None)
    assert not Draft.objects.exists()
    with pytest.raises(Refused):
        hand_over(assistance_id=assistance.pk, asker=helper, at=world.at)


def test_the_person_is_told_at_once_and_sees_who_looked(world: World, helper: Asker) -> None:
    assistance = begun(world, helper)
    assert Message.objects.filter(person_id=assistance.person_id, kind="assisted", channel="inbox").count() == 1
    assert Access.objects.get().person_ref == str(assistance.person_id)
    again = begun(world, helper, key=assistance.pk)
    assert again.pk == assistance.pk
    assert Message.objects.filter(kind="assisted", channel="inbox").count() == 1


def test_a_code_read_out_opens_a_draft_with_the_card_and_nothing_else(world: World, helper: Asker) -> None:
    Person.objects.create(
        full_name=MRS.full_name,
        id_number=MRS.id_number,
        phone="0999999999",
        email="mai@example.invalid",
        address="Số 1 đường Kín",
        created_at=MONDAY,
    )
    assistance, draft = agreed(world, helper)
    assert "Kín" not in str(draft.applicant)
    assert "mai@example" not in str(draft.applicant)
    assert draft_for(helper, draft.pk).draft.pk == draft.pk
    row = Assistance.objects.get(pk=assistance.pk)
    assert (row.consent, row.state, row.phone, row.phone_known) == ("code", "filling", "0999999999", True)


def test_a_wrong_code_five_times_needs_a_new_one(world: World, helper: Asker) -> None:
    assistance = begun(world, helper)
    with pytest.raises(Invalid) as early:
        consent_by_code(assistance_id=assistance.pk, asker=helper, code="000000", at=world.at)
    assert set(early.value.fields) == {"code"}
    Assistance.objects.update(tries=0)
    send_code(assistance_id=assistance.pk, asker=helper, at=world.at)
    right = code_sent()
    wrong = "000000" if right != "000000" else "111111"
    for _time in range(5):
        with pytest.raises(Invalid, match="Chưa ghi nhận"):
            consent_by_code(assistance_id=assistance.pk, asker=helper, code=wrong, at=world.at)
    with pytest.raises(Invalid) as spent:
        consent_by_code(assistance_id=assistance.pk, asker=helper, code=right, at=world.at)
    assert "Gửi mã mới" in spent.value.fields["code"]
    assert not Draft.objects.exists()


def test_a_code_ends_after_ten_minutes_and_three_are_sent_at_most(world: World, helper: Asker) -> None:
    assistance = begun(world, helper)
    send_code(assistance_id=assistance.pk, asker=helper, at=world.at)
    with pytest.raises(Invalid):
        consent_by_code(
            assistance_id=assistance.pk, asker=helper, code=code_sent(), at=world.at + timedelta(minutes=11)
        )
    for _time in range(2):
        send_code(assistance_id=assistance.pk, asker=helper, at=world.at)
    with pytest.raises(Refused, match="quá nhiều lần"):
        send_code(assistance_id=assistance.pk, asker=helper, at=world.at)


def test_a_code_is_in_no_inbox(world: World, helper: Asker) -> None:
    assistance = begun(world, helper)
    send_code(assistance_id=assistance.pk, asker=helper, at=world.at)
    assert set(Message.objects.filter(kind="assist_code").values_list("channel", flat=True)) == {"sms"}


def test_a_signed_slip_is_kept_with_the_consent(world: World, helper: Asker) -> None:
    assistance = begun(world, helper)
    scan = world.upload(helper, "phieu-dong-y.jpg")
    consent_by_slip(assistance_id=assistance.pk, asker=helper, file_id=scan, at=world.at)
    row = Assistance.objects.get(pk=assistance.pk)
    assert (row.consent, row.slip_id) == ("signature", scan)


def test_the_person_may_agree_on_their_own_telephone(world: World, helper: Asker) -> None:
    assistance = begun(world, helper)
    mrs = herself(assistance.person_id)
    assert [one.waits for one in helped(mrs, at=world.at)] == [True]
    consent_by_login(assistance_id=assistance.pk, asker=mrs, at=world.at)
    assert Assistance.objects.get(pk=assistance.pk).consent == "login"
    with pytest.raises(NotFound):
        consent_by_login(assistance_id=assistance.pk, asker=world.stranger, at=world.at)


def test_only_the_helper_who_opened_it_sees_the_draft(world: World, helper: Asker, head: Asker) -> None:
    assistance, draft = agreed(world, helper)
    for asker in (head, world.clerk, world.leader, world.stranger, world.citizen):
        with pytest.raises(NotFound):
            draft_for(asker, draft.pk)
        with pytest.raises(NotFound):
            own_assistance(asker, assistance.pk)
    assert helped_by(head, at=world.at) == []
    assert [one.person for one in helped_by(helper, at=world.at)] == [MRS.full_name]


def test_who_left_the_post_sees_the_draft_no_more(world: World, helper: Asker) -> None:
    _assistance, draft = agreed(world, helper)
    Assignment.objects.filter(account_id=helper.account_id).update(valid_to=world.at.date() - timedelta(days=1))
    gone = asker_of(Account.objects.get(pk=helper.account_id), on=world.at.date())
    with pytest.raises(NotFound):
        draft_for(gone, draft.pk)
    assert helped_by(gone, at=world.at) == []


def test_filed_it_is_the_persons_dossier_typed_by_the_helper(world: World, helper: Asker) -> None:
    assistance, draft = agreed(world, helper)
    fill_in(world, draft)
    draft.files.all().delete()
    draft.files.create(paper_key="chung-sinh", file_id=world.upload(helper), added_at=world.at)
    answers = {"child_name": "Nguyễn Minh Khôi"}
    save_page(draft_id=draft.pk, asker=helper, page_key="noi_dung", answers=answers, at=world.at)
    filed = file_draft(draft_id=draft.pk, asker=helper, at=world.at)
    dossier = Dossier.objects.get()
    assert (dossier.acting_id, dossier.typed_by_id) == (assistance.person_id, helper.account_id)
    assert dossier.applicant_name == MRS.full_name
    with pytest.raises(NotFound):
        dossier_for(helper, dossier.pk, at=world.at)
    assert dossier_for(herself(assistance.person_id), dossier.pk, at=world.at).dossier.code == filed.code
    entry = Entry.objects.get(action="dossier.file")
    assert (entry.actor, entry.on_behalf_of) == (helper.ref, f"person:{assistance.person_id}")
    (line,) = helped_by(helper, at=world.at)
    assert filed.code in line.status


def test_not_me_throws_it_away_and_tells_the_head(world: World, helper: Asker, head: Asker) -> None:
    assistance, draft = agreed(world, helper)
    mrs = herself(assistance.person_id)
    with pytest.raises(NotFound):
        stop(assistance_id=assistance.pk, asker=world.stranger, at=world.at)
    for _time in range(2):
        stop(assistance_id=assistance.pk, asker=mrs, at=world.at, words="Tôi không quen người này")
    assert not Draft.objects.exists()
    with pytest.raises(NotFound):
        draft_for(helper, draft.pk)
    message = Message.objects.get(account_id=head.account_id, kind="assist_alarm", channel="inbox")
    assert "Tôi không quen người này" in message.body
    assert [one.person for one in alarms(head)] == [MRS.full_name]
    assert alarms(helper) == []


def test_the_person_goes_on_alone_and_the_helper_is_out(world: World, helper: Asker) -> None:
    assistance, draft = agreed(world, helper)
    file_id = world.upload(helper)
    draft.files.create(paper_key="chung-sinh", file_id=file_id, added_at=world.at)
    assert str(assistance.pk) in hand_over(assistance_id=assistance.pk, asker=helper, at=world.at)
    mrs = herself(assistance.person_id)
    for _time in range(2):
        taken = take_over(assistance_id=assistance.pk, asker=mrs, at=world.at)
    assert draft_for(mrs, taken.pk).draft.pk == draft.pk
    with pytest.raises(NotFound):
        draft_for(helper, draft.pk)
    fill_in(world, taken)
    answers = {"child_name": "Nguyễn Minh Khôi"}
    save_page(draft_id=draft.pk, asker=mrs, page_key="noi_dung", answers=answers, at=world.at)
    assert file_draft(draft_id=draft.pk, asker=mrs, at=world.at).code


def test_only_posts_that_help_may_begin(world: World, helper: Asker) -> None:
    for asker in (world.specialist, world.leader):
        with pytest.raises(Forbidden):
            begin(
                asker=asker,
                organisation_id=world.committee.pk,
                procedure_code=CODE,
                card=MRS,
                at=world.at,
                key=uuid.uuid4(),
            )
    assert begun(world, world.clerk).helper_id == world.clerk.account_id
    with pytest.raises(Forbidden):  # a post elsewhere
        begin(
            asker=helper,
            organisation_id=world.one_stop.pk,
            procedure_code=CODE,
            card=MRS,
            at=world.at,
            key=uuid.uuid4(),
        )


def test_a_helper_may_end_it(world: World, helper: Asker) -> None:
    assistance, draft = agreed(world, helper)
    give_up(assistance_id=assistance.pk, asker=helper, at=world.at)
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert Assistance.objects.get().state == AssistanceState.STOPPED
