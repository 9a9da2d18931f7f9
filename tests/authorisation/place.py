"""One commune with its people, five dossiers at five points of their life, and everything an address may name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.api.clients import open_client
from motcua.documents.services.accept import accept
from motcua.documents.services.viewing import make_view
from motcua.dossiers.enums import GroupKind
from motcua.dossiers.evidence import Proof
from motcua.dossiers.models import (
    Dossier,
    DossierEvent,
    Draft,
    FilingGroup,
    GroupMember,
    InStep,
    IssuedPaper,
)
from motcua.dossiers.services.claiming import claim
from motcua.dossiers.services.closing import return_result
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.drafting import attach, start_draft
from motcua.dossiers.services.filing import FiledPaper, file
from motcua.dossiers.services.parties import Parties, Party
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.receipts import slip_pdf
from motcua.dossiers.services.reception import receive, refuse
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.identity.askers import SYSTEM, Asker, AskerKind
from motcua.identity.enums import AccountKind, Role
from motcua.identity.models import Account, Assignment, Organisation, Person, Position
from motcua.identity.selectors import asker_of
from motcua.vault.models import IssuedResult
from tests.authorisation.configuring import configured
from tests.authorisation.moving import on_the_move
from tests.authorisation.personas import MACHINES, P
from tests.authorisation.standing_in import stand_in
from tests.authorisation.telling import consent, unverified
from tests.authorisation.uploading import answer_broken_off, broken_off, scan_broken_off
from tests.authorisation.waiting import waiting
from tests.documents import evil
from tests.dossiers.world import MONDAY, SINCE, World, build

API = "/api/v1"
OWNER, REPRESENTATIVE, CHILD = "Lò Văn Kín", "Hà Thị Giấu", "Lò Minh Ẩn"
PHONE, NUMBER = "0977123321", "099000000071"
SECRETS = (OWNER, REPRESENTATIVE, CHILD, PHONE, NUMBER)


@dataclass
class Place:
    """``ids`` names what addresses need; ``clients`` has a logged-in browser (or a machine) for each persona."""

    world: World
    askers: dict[P, Asker]
    clients: dict[P, Client] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)


def make() -> Place:
    world = build()
    place = Place(world, _askers(world))
    _dossiers(place)
    _draft(place)
    _group(place)
    askers = place.askers
    place.ids["stand_in"] = stand_in(
        world,
        owner=askers[P.OWNER],
        agent=askers[P.REPRESENTATIVE],
        stranger=askers[P.STRANGER],
        helper=askers[P.CLERK],
        file_id=place.ids["draft_upload"],
    )
    place.ids |= configured(place.world, place.askers, place.ids["received"])
    _clients(place)
    return place


def _askers(world: World) -> dict[P, Asker]:
    duties = (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)
    yesterday = MONDAY.date() - timedelta(days=1)
    former = _officer("former", [(world.one_stop, [Role.RECEPTION]), (world.committee, [Role.SPECIALIST])], yesterday)
    return {
        P.OWNER: _citizen(OWNER, NUMBER),
        P.REPRESENTATIVE: _citizen(REPRESENTATIVE, "099000000072"),
        P.STRANGER: world.stranger,
        P.CLERK: world.clerk,
        P.SPECIALIST: world.specialist,
        P.HEAD: _officer("head", [(world.committee, [Role.HEAD])]),
        P.LEADER: world.leader,
        P.OUTSIDER: _officer("outsider", [(world.elsewhere, list(duties))]),
        P.FORMER: former,
        P.SYSTEM_ADMIN: _officer("admin", [(world.committee, [Role.SYSTEM_ADMIN])]),
        P.EDITOR: _officer("editor", [(world.committee, [Role.EDITOR])]),
        P.APPROVER: _officer("approver", [(world.committee, [Role.APPROVER])]),
    }


def _citizen(name: str, number: str) -> Asker:
    person = Person.objects.create(full_name=name, id_number=number, phone=PHONE, created_at=MONDAY)
    account = Account.objects.create(
        username=number, kind=AccountKind.CITIZEN, display_name=name, person=person, created_at=MONDAY
    )
    return Asker(kind=AskerKind.CITIZEN, account_id=account.pk, name=name, person_id=person.pk)


def _officer(name: str, posts: list[tuple[Organisation, list[Role]]], until: date | None = None) -> Asker:
    account = Account.objects.create(
        username=name, kind=AccountKind.OFFICER, display_name=f"Cán bộ {name}", created_at=MONDAY
    )
    for organisation, roles in posts:
        position = Position.objects.create(
            organisation=organisation, title=f"Vị trí {name}", roles=[role.value for role in roles]
        )
        Assignment.objects.create(account=account, position=position, valid_from=SINCE, valid_to=until)
    return asker_of(account, on=MONDAY.date())


def _dossiers(place: Place) -> None:
    ids, world, askers = place.ids, place.world, place.askers
    scan = accept(upload=_photo("quet-tai-quay.jpg"), asker=askers[P.FORMER], at=MONDAY)
    ids["submitted"] = _filed(place)
    ids["file"] = Dossier.objects.get(pk=ids["submitted"]).papers.get().file_id
    make_view(file_id=ids["file"])
    ids["received"] = _received(place)
    ids["asked"] = _received(place)
    ids["proposed"] = _proposed(place)
    ids["decided"] = _proposed(place)
    request_supplement(
        dossier_id=ids["asked"],
        asker=askers[P.SPECIALIST],
        key=world.key(),
        at=MONDAY,
        items=[Item("chung-sinh", "Giấy chứng sinh", "blurred")],
    )
    ids["paper"] = IssuedPaper.objects.get(dossier_id=ids["asked"]).pk
    ids["answer_upload"] = answer_broken_off(askers[P.OWNER], ids["asked"])
    ids["refused"] = _filed(place)
    refuse(
        dossier_id=ids["refused"],
        asker=askers[P.CLERK],
        key=world.key(),
        at=MONDAY,
        reason="Việc này thuộc xã khác, đề nghị nộp tại đó.",
    )
    sign(dossier_id=ids["decided"], asker=askers[P.LEADER], key=world.key(), at=MONDAY)
    ids["sent"] = _proposed(place)
    sign(dossier_id=ids["sent"], asker=askers[P.LEADER], key=world.key(), at=MONDAY)
    return_result(
        dossier_id=ids["sent"],
        asker=askers[P.CLERK],
        key=world.key(),
        at=MONDAY,
        delivery="post",
        proof=Proof(tracking="RE123456789VN"),
    )
    ids["held"] = _received(place)
    claim(dossier_id=ids["held"], asker=askers[P.SPECIALIST], key=world.key(), at=MONDAY)
    ids["waiting"] = waiting(world, partial(_filed, place), clerk=askers[P.CLERK], specialist=askers[P.SPECIALIST])
    ids["in_step"] = _out_of_step(ids["received"]).pk
    unverified(ids["received"])
    ids["result"] = IssuedResult.objects.get(dossier_id=ids["decided"]).pk
    ids["slip"] = on_the_move(world, askers, ids)
    ids["token"] = IssuedResult.objects.get(pk=ids["result"]).verify_token
    # The former officer scanned a paper when that was still their post.
    paper = Dossier.objects.get(pk=ids["received"]).papers.get()
    paper.file = scan
    paper.save()
    ids["scan"] = scan.pk
    slip_pdf(dossier_id=ids["submitted"], at=MONDAY)


def _out_of_step(dossier_id: uuid.UUID) -> InStep:
    dossier = Dossier.objects.get(pk=dossier_id)
    wanted = DossierEvent.objects.filter(dossier=dossier).latest("id")
    return InStep.objects.create(
        dossier=dossier, system="cong-thu", organisation=dossier.reception, wanted=wanted, wanted_at=MONDAY
    )


def _photo(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, evil.jpeg(), content_type="image/jpeg")


def _filed(place: Place, **changes: Any) -> uuid.UUID:
    """Filed by the representative for the owner, about a child."""
    acting, owner = place.askers[P.REPRESENTATIVE], place.askers[P.OWNER]
    upload = accept(upload=_photo("chung-sinh.jpg"), asker=acting, at=MONDAY)
    filing = place.world.filing(
        acting=Party(full_name=REPRESENTATIVE, person_id=acting.person_id),
        for_whom=Parties(owner=Party(full_name=OWNER, person_id=owner.person_id), ground="relative"),
        contact={"phone": PHONE},
        answers={"child_name": CHILD},
        papers=[FiledPaper(key="chung-sinh", file_id=upload.pk)],
        **changes,
    )
    return uuid.UUID(file(asker=acting, key=place.world.key(), filing=filing, at=MONDAY).dossier_id)


def _received(place: Place) -> uuid.UUID:
    dossier_id = _filed(place)
    receive(dossier_id=dossier_id, asker=place.askers[P.CLERK], key=place.world.key(), at=MONDAY)
    return dossier_id


def _proposed(place: Place) -> uuid.UUID:
    dossier_id = _received(place)
    propose(
        dossier_id=dossier_id,
        asker=place.askers[P.SPECIALIST],
        key=place.world.key(),
        at=MONDAY,
        facts={"Họ và tên": CHILD},
    )
    return dossier_id


def _draft(place: Place) -> None:
    owner = place.askers[P.OWNER]
    made = start_draft(asker=owner, procedure_code="9.000001", at=MONDAY)
    Draft.objects.filter(pk=made.pk).update(answers={"child_name": CHILD}, organisation=place.world.committee)
    attached = attach(draft_id=made.pk, asker=owner, paper_key="chung-sinh", upload=_photo("nhap.jpg"), at=MONDAY)
    place.ids |= {"draft": made.pk, "draft_file": attached.pk, "draft_upload": attached.file_id}
    place.ids["upload"] = broken_off(owner, made.pk)
    place.ids["scan_upload"] = scan_broken_off(place.askers[P.CLERK], made.version_id)
    consent(place.ids, owner)


def _group(place: Place) -> None:
    """Of the representative: a dossier that ended, a row that was not filed, and room for more."""
    group = FilingGroup.objects.create(
        kind=GroupKind.SEVERAL,
        name="Nhóm thử",
        filing_key="group:thu",
        account_id=place.askers[P.REPRESENTATIVE].account_id or 0,
        version=place.world.version,
        report=[{"row": 2, "cells": [CHILD], "problems": [["", "Sai"]]}],
        created_at=MONDAY,
    )
    GroupMember.objects.create(group=group, dossier_id=place.ids["refused"], position=0, label="Dòng 1")
    place.ids["group"] = group.pk


def _clients(place: Place) -> None:
    place.clients[P.ANONYMOUS] = Client(raise_request_exception=False)
    for persona, asker in place.askers.items():
        client = Client(raise_request_exception=False)
        client.force_login(Account.objects.get(pk=asker.account_id), "motcua.identity.backends.AccountBackend")
        place.clients[persona] = client
    bodies = {
        P.MACHINE_FILE: ("file", "H99.1"),
        P.MACHINE_READ: ("read", "H99.1"),
        P.MACHINE_ELSEWHERE: ("read", "H99.2"),
    }
    assert set(bodies) == MACHINES
    for persona, (scope, code) in bodies.items():
        opened = open_client(asker=SYSTEM, name=persona.value, organisation_code=code, scopes=[scope], at=MONDAY)
        asked = {
            "grant_type": "client_credentials",
            "client_id": opened.client_id,
            "client_secret": opened.secret,
        }
        token = Client().post(f"{API}/token", asked).json()["access_token"]
        place.clients[persona] = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})
