"""A co-signer without a login: answers before an officer, who is named and whose looks are on record."""

from __future__ import annotations

import pytest

from motcua.audit.models import Access
from motcua.dossiers.models import CoSignature
from motcua.dossiers.standing_in.cosign_selectors import cosigning_at_counter, waiting_for
from motcua.dossiers.standing_in.cosigning import answer_at_counter
from motcua.kernel.errors import Forbidden
from tests.dossiers.cosigned import Pair, asked, pair
from tests.dossiers.world import World


@pytest.fixture
def two(world: World) -> Pair:
    return pair(world)


def test_at_the_counter_the_officer_is_named_and_the_look_is_written_down(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    assert two.second.person_id is not None
    (found,) = waiting_for(world.clerk, "099000000003", at=world.at)
    view = cosigning_at_counter(world.clerk, found.cosigning_id, two.second.person_id, at=world.at)
    looked = set(Access.objects.filter(actor=world.clerk.ref).values_list("person_ref", flat=True))
    assert looked == {str(two.second.person_id), str(world.citizen.person_id)}
    done = answer_at_counter(
        cosigning_id=cosigning.pk,
        person_id=two.second.person_id,
        asker=world.clerk,
        agrees=True,
        seen=view.cosigning.digest,
        at=world.at,
    )
    assert done.filed is not None
    signature = CoSignature.objects.get(cosigning=cosigning)
    assert signature.counter_id == world.clerk.account_id


def test_only_who_receives_may_record_an_answer_at_the_counter(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    assert two.second.person_id is not None
    for asker in (world.specialist, world.leader, world.citizen):
        with pytest.raises(Forbidden):
            cosigning_at_counter(asker, cosigning.pk, two.second.person_id, at=world.at)
        with pytest.raises(Forbidden):
            answer_at_counter(
                cosigning_id=cosigning.pk,
                person_id=two.second.person_id,
                asker=asker,
                agrees=True,
                seen=cosigning.digest,
                at=world.at,
            )
        with pytest.raises(Forbidden):
            waiting_for(asker, "099000000003", at=world.at)
