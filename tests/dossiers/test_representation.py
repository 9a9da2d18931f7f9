"""Standing in for another: on what proof, for how long, and what is left of it when it ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.audit.models import Access
from motcua.dossiers.enums import Act, Proof
from motcua.dossiers.models import Authorisation, Dossier, DossierEvent, Representation
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.looking import looks_at_me
from motcua.dossiers.selectors.mine import my_dossiers
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.filing import file
from motcua.dossiers.services.parties import Parties, Party, Stated
from motcua.dossiers.services.telling import people_told
from motcua.dossiers.standing_in.authorising import (
    Terms,
    authorisations_of,
    authorise,
    declare_paper,
    paper_of,
    revoke,
)
from motcua.dossiers.standing_in.proving import prove
from motcua.dossiers.standing_in.representing import end_expired
from motcua.identity.population.port import Registered, Relation, Relative
from motcua.kernel.errors import Invalid, NotFound
from motcua.notifications.models import Message
from tests.dossiers.world import World

CODE = "9.000001"
OWNER = Terms(
    full_name="Trần Văn Lạ", id_number="099000000002", valid_from=date(2026, 11, 1), valid_until=date(2026, 11, 20)
)
AGENT = Terms(
    full_name="Nguyễn Thị An", id_number="099000000001", valid_from=date(2026, 11, 1), valid_until=date(2026, 11, 20)
)


def given(world: World, **changes: Any) -> Authorisation:
    """The stranger lets the citizen file for them."""
    agent = Terms(**{**{key: getattr(AGENT, key) for key in Terms.__slots__}, **changes})
    return authorise(asker=world.stranger, agent=agent, at=world.at)


def filed_for(world: World, ground: str = "authorised", **owner: Any) -> Dossier:
    who = {"full_name": OWNER.full_name, "id_number": OWNER.id_number, **owner}
    filing = world.filing(for_whom=Parties(owner=Party(**who), ground=ground))
    filed = file(asker=world.citizen, key=world.key(), filing=filing, at=world.at)
    return Dossier.objects.get(pk=filed.dossier_id)


def refused_at_ground(world: World) -> str:
    with pytest.raises(Invalid) as refused:
        filed_for(world)
    return refused.value.fields["ground"]


def test_without_an_authorisation_nobody_files_as_authorised(world: World) -> None:
    assert "Chưa có ủy quyền" in refused_at_ground(world)


def test_by_an_authorisation_and_the_dossier_says_which(world: World) -> None:
    one = given(world)
    dossier = filed_for(world)
    found = dossier.representation
    assert (found.proof, found.authorisation_id, found.valid_until) == (Proof.AUTHORISATION, one.pk, OWNER.valid_until)
    assert dossier.owner_person_id == world.stranger.person_id
    assert [line.dossier.pk for line in my_dossiers(world.stranger)] == [dossier.pk]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_from": date(2026, 11, 17)}, "chưa có hiệu lực"),
        ({"procedures": ("9.000001",), "valid_until": date(2026, 12, 1)}, ""),
    ],
)
def test_dates_and_scope_are_refused_in_words(world: World, changes: dict[str, Any], words: str) -> None:
    given(world, **changes)
    if words:
        assert words in refused_at_ground(world)
    else:
        assert filed_for(world).code


def test_an_expired_or_a_narrower_one_is_refused_in_words(world: World) -> None:
    one = given(world)
    Authorisation.objects.filter(pk=one.pk).update(valid_until=date(2026, 11, 15))
    assert "đã hết hạn ngày 15/11/2026" in refused_at_ground(world)
    Authorisation.objects.filter(pk=one.pk).update(valid_until=date(2026, 11, 30), procedures=["1.001193"])
    assert "không bao gồm thủ tục này" in refused_at_ground(world)


def test_an_authorisation_that_makes_no_sense_is_not_recorded(world: World) -> None:
    for changes, key in (
        ({"valid_until": date(2026, 10, 1)}, "valid_until"),
        ({"valid_from": date(2026, 11, 1), "valid_until": date(2033, 1, 1)}, "valid_until"),
        ({"id_number": ""}, "id_number"),
        ({"id_number": "099000000002", "full_name": "Trần Văn Lạ"}, "id_number"),
        ({"procedures": ("0.000000",)}, "procedures"),
    ):
        with pytest.raises(Invalid) as refused:
            given(world, **changes)
        assert key in refused.value.fields
    assert not Authorisation.objects.exists()


def test_both_see_it_once_however_often_it_is_pressed(world: World) -> None:
    assert given(world).pk == given(world).pk
    assert [len(each) for each in authorisations_of(world.stranger)] == [1, 0]
    assert [len(each) for each in authorisations_of(world.citizen)] == [0, 1]
    assert Message.objects.filter(person_id=world.citizen.person_id, kind="authorised", channel="inbox").count() == 1


def test_a_paper_declared_by_the_agent_is_told_to_the_principal_who_may_end_it(world: World) -> None:
    scan = world.upload(world.citizen)
    terms = Terms(**{**{key: getattr(OWNER, key) for key in Terms.__slots__}, "number": "12/UQ"})
    with pytest.raises(Invalid) as undated:
        declare_paper(asker=world.citizen, principal=terms, file_id=scan, at=world.at)
    assert set(undated.value.fields) == {"signed_on"}
    dated = Terms(**{**{key: getattr(terms, key) for key in Terms.__slots__}, "signed_on": date(2026, 10, 30)})
    made = declare_paper(asker=world.citizen, principal=dated, file_id=scan, at=world.at)
    assert Message.objects.filter(person_id=world.stranger.person_id, kind="authorised", channel="inbox").count() == 1
    assert paper_of(world.stranger, made.pk) == scan
    with pytest.raises(NotFound):
        paper_of(world.clerk, made.pk)
    dossier = filed_for(world)
    assert (dossier.representation.number, dossier.representation.signed_on) == ("12/UQ", date(2026, 10, 30))


def test_when_it_is_revoked_the_agent_sees_and_does_nothing_more(world: World) -> None:
    one = given(world)
    dossier = filed_for(world)
    assert dossier_for(world.citizen, dossier.pk, at=world.at).dossier.pk == dossier.pk
    with pytest.raises(NotFound):
        revoke(asker=world.clerk, authorisation_id=one.pk, at=world.at)
    for _time in range(2):
        revoke(asker=world.stranger, authorisation_id=one.pk, at=world.at, words="Tôi tự làm")
    with pytest.raises(NotFound):
        dossier_for(world.citizen, dossier.pk, at=world.at)
    with pytest.raises(NotFound):
        withdraw(dossier_id=dossier.pk, asker=world.citizen, key=world.key(), at=world.at, reason="Không cần nữa ạ")
    assert my_dossiers(world.citizen) == []
    assert dossier_for(world.stranger, dossier.pk, at=world.at).dossier.pk == dossier.pk
    assert people_told(dossier) == [world.stranger.person_id]
    assert Message.objects.filter(person_id=world.citizen.person_id, kind="authority_ended").count() == 1
    assert "thu hồi" in refused_at_ground(world)


def test_the_last_day_over_it_ends_by_itself_once(world: World) -> None:
    given(world)
    dossier = filed_for(world)
    last = world.at.replace(day=20, hour=23)
    assert end_expired(at=last) == 0
    assert end_expired(at=last + timedelta(hours=2)) == 1
    assert end_expired(at=last + timedelta(hours=2)) == 0
    with pytest.raises(NotFound):
        dossier_for(world.citizen, dossier.pk, at=last)


def test_the_owner_sees_that_the_representative_looked(world: World) -> None:
    given(world)
    dossier = filed_for(world)
    dossier_for(world.citizen, dossier.pk, at=world.at)
    (look,) = looks_at_me(world.stranger)
    assert (look.name, look.code) == (world.citizen.name, dossier.code)
    dossier_for(world.stranger, dossier.pk, at=world.at)
    assert Access.objects.filter(purpose="dossier.represented").count() == 1


def test_a_parent_files_for_a_child_until_it_comes_of_age(world: World) -> None:
    child = {"full_name": "Nguyễn Minh Khôi", "id_number": "", "birth_date": date(2020, 5, 6)}
    dossier = filed_for(world, "parent", **child)
    assert (dossier.representation.proof, dossier.representation.valid_until) == (Proof.DECLARED, date(2038, 5, 5))
    with pytest.raises(Invalid) as grown:
        filed_for(world, "parent", **{**child, "birth_date": date(2008, 11, 16)})
    assert "đủ 18 tuổi" in grown.value.fields["ground"]


def test_the_register_is_asked_after_filing_and_confirms_a_parent(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = {"full_name": "Nguyễn Minh Khôi", "id_number": "099220000001", "birth_date": date(2020, 5, 6)}
    dossier = filed_for(world, "parent", **child)
    mother = Relative(Relation.MOTHER, world.citizen.name, "099000000001")

    def registered(*relatives: Relative) -> Registered:
        return Registered(
            id_number=child["id_number"], full_name=child["full_name"], birth_date=None, sex="male", ethnicity="",
            nationality="", marital="", hometown=None, home=None, relatives=relatives,
        )  # fmt: skip

    at = "motcua.dossiers.standing_in.proving"
    monkeypatch.setattr(f"{at}.connected", lambda: True)
    monkeypatch.setattr(f"{at}.find_person", lambda **_asked: registered())
    assert not prove(dossier_id=dossier.pk, at=world.at)
    monkeypatch.setattr(f"{at}.find_person", lambda **_asked: registered(mother))
    assert prove(dossier_id=dossier.pk, at=world.at)
    assert Representation.objects.get(dossier=dossier).proof == Proof.REGISTER


def test_a_paper_seen_at_the_counter_is_noted(world: World) -> None:
    filing = world.filing(
        channel="direct",
        support_id=world.one_stop.pk,
        typed_by=world.clerk.account_id,
        acting=Party(full_name="Lê Thị Hộ", id_number="099180000009"),
        for_whom=Parties(
            owner=Party(full_name="Lê Văn Già"), ground="authorised", stated=Stated("7/UQ", date(2026, 1, 2))
        ),
        papers=[],
    )
    bare = {**{key: getattr(filing, key) for key in filing.__slots__}}
    bare["for_whom"] = Parties(owner=Party(full_name="Lê Văn Già"), ground="authorised")
    with pytest.raises(Invalid) as unnamed:
        file(asker=world.clerk, key=world.key(), filing=type(filing)(**bare), at=world.at)
    assert "authority_number" in unnamed.value.fields


def test_each_filing_for_another_has_its_proof_and_ones_own_has_none(world: World) -> None:
    own = world.dossier_id()
    assert not Representation.objects.filter(dossier_id=own).exists()
    assert DossierEvent.objects.filter(dossier_id=own, act=Act.FILE).exists()
