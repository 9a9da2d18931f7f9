"""Paper originals travel with a numbered slip, and are somewhere at every moment."""

from __future__ import annotations

import uuid

import pytest

from motcua.audit.models import Access
from motcua.dossiers.models import DossierPaper, HandOver
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.hand_overs import Travelling, holder_of, on_the_same_slip, travels
from motcua.dossiers.services.handing_over import Sending, send_papers, take_papers
from motcua.dossiers.services.transferring import transfer
from motcua.identity.enums import Role
from motcua.identity.offices import one_stop_id
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from tests.dossiers.test_life import received, status
from tests.dossiers.world import World, _officer


def on_paper(world: World) -> uuid.UUID:
    dossier_id = received(world)
    DossierPaper.objects.create(
        dossier_id=dossier_id, key="khac", name="Giấy tờ khác", kind="original", originals=1, added_at=world.at
    )
    return dossier_id


def sent(world: World, dossier_id, asker=None, key: str = "", **changes):
    sending = Sending(**({"receiver_id": world.committee.pk} | changes))
    return send_papers(
        dossier_id=dossier_id, asker=asker or world.clerk, key=key or world.key(), at=world.at, sending=sending
    )


def taken(world: World, dossier_id, asker=None, remark: str = ""):
    return take_papers(
        dossier_id=dossier_id, asker=asker or world.specialist, key=world.key(), at=world.at, remark=remark
    )


def holder(world: World, dossier_id) -> int:
    return holder_of(dossier_for(world.clerk, dossier_id, at=world.at).standing)


def test_the_counter_sends_and_the_office_signs_for_it(world: World) -> None:
    dossier_id = on_paper(world)
    before = status(dossier_id)
    assert holder(world, dossier_id) == world.one_stop.pk
    sent(world, dossier_id, note="Kèm phong bì")
    slip = HandOver.objects.get(dossier_id=dossier_id)
    assert slip.symbol == "01/PGN-TTPVHCC"
    assert slip.items == [{"name": "Giấy tờ khác", "originals": 1, "copies": 0}]
    taken(world, dossier_id, remark="Thiếu phong bì")
    slip.refresh_from_db()
    assert (slip.taken_by_id, slip.taken_at, slip.note) == (
        world.specialist.account_id,
        world.at,
        "Kèm phong bì\nThiếu phong bì",
    )
    assert holder(world, dossier_id) == world.committee.pk
    assert status(dossier_id) == before


def test_papers_go_back_only_from_where_they_are(world: World) -> None:
    dossier_id = on_paper(world)
    with pytest.raises(Forbidden):
        sent(world, dossier_id, world.specialist, receiver_id=world.one_stop.pk)
    sent(world, dossier_id)
    taken(world, dossier_id)
    sent(world, dossier_id, world.specialist, receiver_id=world.one_stop.pk)
    assert HandOver.objects.get(dossier_id=dossier_id, taken_at=None).receiver_id == world.one_stop.pk


def test_what_is_on_its_way_is_not_sent_again(world: World) -> None:
    dossier_id = on_paper(world)
    sent(world, dossier_id)
    with pytest.raises(Refused) as refused:
        sent(world, dossier_id)
    assert refused.value.code == "under_way"


def test_only_the_receiver_signs(world: World) -> None:
    dossier_id = on_paper(world)
    with pytest.raises(Refused) as refused:
        taken(world, dossier_id)
    assert refused.value.code == "nothing_under_way"
    sent(world, dossier_id)
    with pytest.raises(Forbidden):
        taken(world, dossier_id, world.clerk)
    with pytest.raises(NotFound):
        taken(world, dossier_id, world.outsider)


def test_a_dossier_without_paper_has_nothing_to_send(world: World) -> None:
    with pytest.raises(Invalid):
        sent(world, received(world))


def test_chosen_papers_travel_alone(world: World) -> None:
    dossier_id = on_paper(world)
    sent(world, dossier_id, items=[Travelling("Giấy chứng sinh", originals=1)])
    assert [item["name"] for item in HandOver.objects.get().items] == ["Giấy chứng sinh"]


def test_a_place_that_has_nothing_to_do_with_it_gets_no_papers(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        sent(world, on_paper(world), receiver_id=world.elsewhere.pk)
    assert set(refused.value.fields) == {"receiver_id"}


def test_after_a_transfer_the_old_counter_sends_them_to_the_new_one(world: World) -> None:
    dossier_id = on_paper(world)
    reason = "Nơi thường trú thuộc xã Khác"
    transfer(
        dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at,
        organisation_id=world.elsewhere.pk, reason=reason,
    )  # fmt: skip
    assert holder(world, dossier_id) == world.one_stop.pk
    there = one_stop_id(world.elsewhere.pk)
    sent(world, dossier_id, receiver_id=there)
    clerk = _officer(HandOver.objects.get().receiver, Role.RECEPTION, "Chị Một Cửa Xã Khác")
    taken(world, dossier_id, clerk)
    assert holder(world, dossier_id) == there


def test_the_lists_say_what_comes_what_went_and_what_waits(world: World) -> None:
    first, second = on_paper(world), on_paper(world)
    assert {row.pk for row in travels(world.clerk).waiting} == {first, second}
    sent(world, first)
    here, there = travels(world.clerk), travels(world.specialist)
    assert ([slip.dossier_id for slip in here.sent], [row.pk for row in here.waiting]) == ([first], [second])
    assert [slip.dossier_id for slip in there.coming] == [first]
    assert travels(world.outsider).coming == []


def test_pressing_twice_sends_once(world: World) -> None:
    dossier_id = on_paper(world)
    for _press in range(2):
        sent(world, dossier_id, key="same")
    assert HandOver.objects.count() == 1


def test_what_goes_the_same_way_at_once_shares_a_slip(world: World) -> None:
    first, second, later = (on_paper(world) for _each in range(3))
    sent(world, first)
    sent(world, second, beside=first)
    symbols = dict(HandOver.objects.values_list("dossier_id", "symbol"))
    assert symbols[first] == symbols[second] == "01/PGN-TTPVHCC"
    slip = HandOver.objects.get(dossier_id=first)
    (other,) = on_the_same_slip(world.specialist, slip, at=world.at)
    assert other.dossier_id == second
    taken(world, first)
    sent(world, later, beside=first)
    assert HandOver.objects.get(dossier_id=later).symbol == "02/PGN-TTPVHCC"  # that trip is over


def test_of_a_shared_slip_one_sees_only_the_own_dossiers(world: World) -> None:
    first, second = on_paper(world), on_paper(world)
    sent(world, first)
    sent(world, second, beside=first)
    slip = HandOver.objects.get(dossier_id=first)
    assert on_the_same_slip(world.outsider, slip, at=world.at) == []
    looks = Access.objects.filter(actor=world.clerk.ref, object_ref=str(second))
    assert not looks.exists()
    on_the_same_slip(world.clerk, slip, at=world.at)
    assert looks.exists()


def test_a_slip_that_went_elsewhere_is_not_joined(world: World) -> None:
    first, second = on_paper(world), on_paper(world)
    sent(world, first)
    taken(world, first)
    sent(world, first, world.specialist, receiver_id=world.one_stop.pk)
    sent(world, second, beside=first)
    assert len(set(HandOver.objects.values_list("sender_id", "symbol"))) == 3
