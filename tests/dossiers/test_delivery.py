"""Decided is not delivered: a result has arrived when something shows it, and what shows it is kept."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from motcua.dossiers.enums import Status
from motcua.dossiers.evidence import Evidence, Proof
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.records.reading import three_facts, undelivered
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.services.closing import return_result
from motcua.dossiers.services.delivering import confirm, note_messages, opened
from motcua.dossiers.services.telling import tell_about
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.notifications.models import Message
from tests.dossiers.test_life import signed
from tests.dossiers.world import World

AT_COUNTER = Proof(received_by="Nguyễn Thị An", id_digits="0001")
BY_POST = Proof(tracking="RE123456789VN")


def returned(world: World, delivery: str, proof: Proof = Proof()) -> uuid.UUID:  # noqa: B008 - frozen
    dossier_id = signed(world)
    return_result(
        dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery=delivery, proof=proof
    )
    return dossier_id


def arrived(dossier_id: uuid.UUID) -> object:
    return Dossier.objects.values_list("delivered_at", flat=True).get(pk=dossier_id)


def evidence(dossier_id: uuid.UUID) -> list[str]:
    events = DossierEvent.objects.filter(dossier_id=dossier_id, data__has_key="evidence").order_by("id")
    return [event.data["evidence"] for event in events]


def confirmed(world: World, dossier_id: uuid.UUID, **changes: object) -> None:
    values = {"received_by": "Nguyễn Thị An", "basis": "Phiếu báo phát số 12", "day": world.at.date()} | changes
    confirm(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, **values)  # type: ignore[arg-type]


def test_at_the_counter_the_result_is_delivered_to_the_person_named(world: World) -> None:
    dossier_id = returned(world, "counter", AT_COUNTER)
    assert arrived(dossier_id) == world.at
    assert evidence(dossier_id) == [Evidence.RECEIVER]
    facts = three_facts(dossier_for(world.clerk, dossier_id, at=world.at))
    assert (facts.arrival.received_by, facts.arrival.evidence) == ("Nguyễn Thị An", Evidence.RECEIVER)


@pytest.mark.parametrize(
    ("proof", "field"),
    [
        (Proof(id_digits="0001"), "received_by"),
        (Proof(received_by="An"), "id_digits"),
        (Proof(received_by="An", id_digits="12"), "id_digits"),
        (Proof(received_by="An", id_digits="12a4"), "id_digits"),
    ],
)
def test_who_took_it_is_named_and_known(world: World, proof: Proof, field: str) -> None:
    dossier_id = signed(world)
    with pytest.raises(Invalid) as refused:
        return_result(
            dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery="counter", proof=proof
        )
    assert field in refused.value.fields
    assert Dossier.objects.get(pk=dossier_id).status == Status.DECIDED


def test_somebody_else_takes_it_with_an_authorisation(world: World) -> None:
    proof = Proof(received_by="Lê Văn Thay", authority="Giấy ủy quyền ngày 15/11/2026")
    assert arrived(returned(world, "counter", proof)) == world.at


def test_the_receivers_signature_is_kept_as_a_paper(world: World) -> None:
    scan = world.upload(world.clerk, "bien-nhan.jpg")
    dossier_id = returned(world, "counter", Proof(received_by="An", id_digits="0001", signature_id=scan))
    papers = dossier_for(world.clerk, dossier_id, at=world.at).papers
    assert papers[-1].file_id == scan


def test_a_scan_of_somebody_elses_is_refused_and_nothing_is_returned(world: World) -> None:
    dossier_id = signed(world)
    scan = world.upload(world.citizen)
    with pytest.raises(Invalid):
        return_result(
            dossier_id=dossier_id,
            asker=world.clerk,
            key=world.key(),
            at=world.at,
            delivery="counter",
            proof=Proof(received_by="An", id_digits="0001", signature_id=scan),
        )
    assert Dossier.objects.get(pk=dossier_id).status == Status.DECIDED


def test_the_post_needs_its_number(world: World) -> None:
    for number in ("", "12 34", "a"):
        with pytest.raises(Invalid) as refused:
            returned(world, "post", Proof(tracking=number))
        assert "tracking" in refused.value.fields


def test_the_carrier_has_it_until_the_counter_confirms(world: World) -> None:
    dossier_id = returned(world, "post", BY_POST)
    assert arrived(dossier_id) is None
    assert [row.dossier.pk for row in undelivered(world.clerk).rows] == [dossier_id]
    later = world.at + timedelta(days=3)
    confirm(
        dossier_id=dossier_id,
        asker=world.clerk,
        key=world.key(),
        at=later,
        day=(world.at + timedelta(days=1)).date(),
        received_by="Nguyễn Thị An",
        basis="Phiếu báo phát số 12",
    )
    moment = arrived(dossier_id)
    assert world.at < moment < later  # type: ignore[operator]
    assert evidence(dossier_id) == [Evidence.CARRIER]
    assert not undelivered(world.clerk).rows


def test_a_day_before_it_was_sent_or_to_come_is_wrong(world: World) -> None:
    dossier_id = returned(world, "post", BY_POST)
    for days in (-1, 1):
        with pytest.raises(Invalid) as refused:
            confirmed(world, dossier_id, day=(world.at + timedelta(days=days)).date())
        assert "day" in refused.value.fields


def test_it_is_confirmed_once_and_by_the_counter_only(world: World) -> None:
    dossier_id = returned(world, "post", BY_POST)
    for asker in (world.specialist, world.leader):
        with pytest.raises(Forbidden):
            confirm(
                dossier_id=dossier_id,
                asker=asker,
                key=world.key(),
                at=world.at,
                day=world.at.date(),
                received_by="An",
                basis="Phiếu",
            )
    confirmed(world, dossier_id)
    with pytest.raises(Refused) as refused:
        confirmed(world, dossier_id)
    assert refused.value.code == "delivered"


def test_what_was_not_returned_cannot_have_arrived(world: World) -> None:
    with pytest.raises(Refused) as refused:
        confirmed(world, signed(world))
    assert refused.value.code == "not_returned"


def test_opening_the_electronic_result_delivers_it_once(world: World) -> None:
    dossier_id = returned(world, "online")
    assert arrived(dossier_id) is None
    later = world.at + timedelta(hours=2)
    assert opened(dossier_id=dossier_id, asker=world.citizen, at=later) is not None
    assert opened(dossier_id=dossier_id, asker=world.citizen, at=later + timedelta(hours=1)) is None
    assert arrived(dossier_id) == later
    assert evidence(dossier_id) == [Evidence.OPENED]


def test_opening_it_before_it_was_returned_counts_too(world: World) -> None:
    dossier_id = signed(world)
    opened(dossier_id=dossier_id, asker=world.citizen, at=world.at)
    later = world.at + timedelta(hours=1)
    return_result(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=later, delivery="online")
    assert arrived(dossier_id) == world.at


def test_looking_at_the_copy_does_not_deliver_the_paper(world: World) -> None:
    dossier_id = returned(world, "post", BY_POST)
    assert opened(dossier_id=dossier_id, asker=world.citizen, at=world.at) is None
    assert arrived(dossier_id) is None


def test_neither_an_officer_nor_a_stranger_opens_it_for_its_owner(world: World) -> None:
    dossier_id = returned(world, "online")
    assert opened(dossier_id=dossier_id, asker=world.clerk, at=world.at) is None
    assert opened(dossier_id=dossier_id, asker=world.stranger, at=world.at) is None
    assert arrived(dossier_id) is None


def test_a_message_read_is_weak_evidence_and_opening_is_added_to_it(world: World) -> None:
    dossier_id = returned(world, "online")
    tell_about(event=DossierEvent.objects.get(dossier_id=dossier_id, act="return_result"), at=world.at)
    assert note_messages(at=world.at) == 0  # it lies in the inbox, unread
    read = world.at + timedelta(hours=1)
    Message.objects.filter(object_ref=str(dossier_id), kind="returned").update(read_at=read)
    assert note_messages(at=read + timedelta(minutes=5)) == 1
    assert note_messages(at=read + timedelta(minutes=15)) == 0
    assert arrived(dossier_id) == read
    opened(dossier_id=dossier_id, asker=world.citizen, at=read + timedelta(hours=2))
    assert evidence(dossier_id) == [Evidence.MESSAGE, Evidence.OPENED]
    assert arrived(dossier_id) == read  # the first moment we can show stays


def test_the_list_is_of_ones_own_offices_the_longest_waiting_first(world: World) -> None:
    first = signed(world)
    Dossier.objects.filter(pk=first).update(decided_at=world.at - timedelta(days=2))
    second = returned(world, "post", BY_POST)
    assert [row.dossier.pk for row in undelivered(world.leader).rows] == [first, second]
    assert not undelivered(world.outsider).rows


def test_a_stranger_learns_nothing_of_the_dossier(world: World) -> None:
    with pytest.raises(NotFound):
        confirm(
            dossier_id=returned(world, "post", BY_POST),
            asker=world.outsider,
            key=world.key(),
            at=world.at,
            day=world.at.date(),
            received_by="An",
            basis="Phiếu",
        )
