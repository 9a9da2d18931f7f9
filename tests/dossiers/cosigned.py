"""A procedure whose dossiers two people must agree to."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.models import ChannelTerm, CompetentAgency, Paper, Procedure, ProcedureVersion, Result
from motcua.dossiers.models import Cosigning, Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.dossiers.standing_in.cosign_asking import ask
from motcua.forms.services.definitions import ensure_published as publish_form
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import AccountKind
from motcua.identity.models import Account, Person
from motcua.workflow.rules import split_limit
from motcua.workflow.services.definitions import ensure_published as publish_process
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration
from tests.dossiers.filled import fill_in
from tests.dossiers.world import MONDAY, SINCE, World

CODE = "9.000077"
OTHERS = {"099000000003": "Lê Văn Ba", "099000000004": "Phạm Thị Bốn"}
FORM: dict[str, Any] = {
    "pages": [
        {
            "key": "hai_ben",
            "title": "Hai bên",
            "fields": [
                {"key": "together", "label": "Có người cùng ký", "type": "yes_no", "required": True},
                {"key": "wish", "label": "Nguyện vọng", "type": "text", "required": True},
                {"key": "first_name", "label": "Người thứ nhất", "type": "name", "required": True},
                {"key": "first_id", "label": "Số định danh người thứ nhất", "type": "id_number"},
                {"key": "second_name", "label": "Người thứ hai", "type": "name"},
                {"key": "second_id", "label": "Số định danh người thứ hai", "type": "id_number"},
                {"key": "third_name", "label": "Người thứ ba", "type": "name"},
                {"key": "third_id", "label": "Số định danh người thứ ba", "type": "id_number"},
            ],
        }
    ]
}
COSIGNERS = [
    {"key": "mot", "who": {"full_name": "first_name", "id_number": "first_id"}, "say": "Bên thứ nhất"},
    {
        "key": "hai",
        "who": {"full_name": "second_name", "id_number": "second_id"},
        "say": "Bên thứ hai",
        "when": 'together = "yes"',
    },
    {
        "key": "ba",
        "who": {"full_name": "third_name", "id_number": "third_id"},
        "say": "Bên thứ ba",
        "when": "third_name != none",
    },
]
ANSWERS = {
    "together": "yes",
    "wish": "Sống chung hòa thuận",
    "first_name": "Nguyễn Thị An",
    "first_id": "099000000001",
    "second_name": "Lê Văn Ba",
    "second_id": "099000000003",
}


@dataclass(frozen=True)
class Pair:
    draft: Draft
    second: Asker
    third: Asker


def published(paper: str = "") -> ProcedureVersion:
    """``paper``: stands for the second person's signature."""
    rows = [{**row, "paper": paper} if row["key"] == "hai" else row for row in COSIGNERS]
    version = ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(code=CODE, slug="cung-ky", sector="Hộ tịch", promulgated_by="Bộ Thử"),
        number=1,
        name="Thủ tục hai bên",
        plain_name="Đăng ký hai bên",
        levels=["commune"],
        facts={"cosigners": rows},
        form_version=publish_form(code="hai-ben", name="Hai bên", definition=FORM, at=MONDAY),
        process_version=publish_process(
            code="hai-ben", name="Hai bên", definition=split_limit(Duration(3, TimeUnit.WORKING_DAY)), at=MONDAY
        ),
        valid_from=SINCE,
        created_at=MONDAY,
    )
    CompetentAgency.objects.create(version=version, level="commune", organisation_kind="commune")
    Paper.objects.create(version=version, key="khac", name="Giấy tờ khác", order=1)
    for channel in ("online", "direct"):
        ChannelTerm.objects.create(version=version, channel=channel, amount=3, unit="working_day", fee=0)
    Result.objects.create(version=version, code="KQ.G99.000077", name="Giấy hai bên", template="result/generic")
    ProcedureVersion.objects.filter(pk=version.pk).update(state="published", published_at=MONDAY)
    return version


def citizen(number: str) -> Asker:
    person, _created = Person.objects.get_or_create(
        id_number=number, defaults={"full_name": OTHERS[number], "created_at": MONDAY}
    )
    account, _created = Account.objects.get_or_create(
        username=number,
        defaults={
            "kind": AccountKind.CITIZEN,
            "display_name": OTHERS[number],
            "person": person,
            "created_at": MONDAY,
        },
    )
    return Asker(kind=AskerKind.CITIZEN, account_id=account.pk, name=OTHERS[number], person_id=person.pk)


def pair(world: World, **answers: Any) -> Pair:
    """A draft of the world's citizen, ready to be sent; the two others may log in."""
    published()
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code=CODE, at=world.at))
    draft.answers = {**ANSWERS, **answers}
    draft.save()
    return Pair(draft, citizen("099000000003"), citizen("099000000004"))


def asked(world: World, two: Pair) -> Cosigning:
    return ask(draft_id=two.draft.pk, asker=world.citizen, at=world.at)


def of_draft(draft_id: uuid.UUID) -> list[str]:
    return list(Cosigning.objects.filter(draft_id=draft_id).order_by("asked_at", "id").values_list("state", flat=True))
