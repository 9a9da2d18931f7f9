"""A form that asks for what is known, and a register that knows the citizen's family."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from motcua.catalogue.models import ChannelTerm, CompetentAgency, Paper, Procedure, ProcedureVersion, Result
from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import save_page, start_draft
from motcua.dossiers.telling_once.filling import tell
from motcua.forms.services.definitions import ensure_published
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from simulators.population.server import Server
from tests.dossiers.filled import fill_in
from tests.dossiers.world import MONDAY, SINCE, World
from tests.simulators.running import running_register

CODE = "9.000002"
AN, CHIN = "099190000001", "099088000009"
HOME = ["99", "99001", "Số 1 phố Thử"]
PEOPLE: dict[str, dict[str, Any]] = {
    AN: {
        "id_number": AN, "full_name": "Nguyễn Thị An", "birth": "1990-03-04", "sex": "female", "ethnicity": "06",
        "marital": "2", "home": HOME, "hometown": HOME, "spouse": CHIN,
    },
    CHIN: {
        "id_number": CHIN, "full_name": "Lê Văn Chín", "birth": "1988-09-09", "sex": "male", "ethnicity": "01",
        "marital": "2", "home": HOME, "hometown": HOME, "spouse": AN,
    },
}  # fmt: skip
FORM = {
    "pages": [
        {
            "key": "con",
            "title": "Con",
            "fields": [
                {"key": "child_name", "label": "Tên của trẻ", "type": "name", "required": True},
                {"key": "hospital", "label": "Nơi khám bệnh", "type": "text", "prefill": "earlier.hospital"},
            ],
        },
        {
            "key": "me",
            "title": "Mẹ",
            "fields": [
                {"key": "mother", "label": "Người mẹ", "type": "person", "prefill": "as_mother", "required": True},
                {"key": "mother_home", "label": "Nơi ở của mẹ", "type": "address", "prefill": "as_mother.home"},
            ],
        },
        {
            "key": "cha",
            "title": "Cha",
            "fields": [
                {"key": "father_known", "label": "Khai cha?", "type": "yes_no", "prefill": "as_father.known"},
                {
                    "key": "father_name", "label": "Tên cha", "type": "name", "prefill": "as_father.full_name",
                    "when": 'father_known = "yes"',
                },
            ],
        },
    ]
}  # fmt: skip
MOTHER = {"full_name": "Nguyễn Thị An", "birth": "1990-03-04", "id_number": AN}


def asking(
    world: World,
    form: dict[str, Any] = FORM,
    papers: tuple[str, ...] = ("chung-sinh",),
    code: str = CODE,
    **facts: Any,
) -> str:
    """A procedure that asks with this form, its code; the citizen has a personal number the register knows."""
    version = ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(
            code=code, slug=f"mot-lan-{code[-1]}", sector="Hộ tịch", promulgated_by="Bộ Thử"
        ),
        number=1,
        name="Hỏi một lần",
        plain_name="Hỏi một lần",
        levels=["commune"],
        facts={"subject_fields": {"full_name": "child_name"}, **facts},
        form_version=ensure_published(code="hoi-mot-lan", name="Hỏi một lần", definition=form, at=MONDAY),
        process_version_id=world.version.process_version_id,
        valid_from=SINCE,
        created_at=MONDAY,
    )
    CompetentAgency.objects.create(version=version, level="commune", organisation_kind="commune")
    for order, key in enumerate(papers):
        Paper.objects.create(version=version, key=key, name=f"Giấy {key}", required=True, order=order)
    ChannelTerm.objects.create(version=version, channel="online", amount=3, unit="working_day", fee=0)
    Result.objects.create(version=version, code="KQ.G99.000002", name="Giấy hai", template="result/generic")
    ProcedureVersion.objects.filter(pk=version.pk).update(state="published", published_at=MONDAY)
    world.version = version
    Person.objects.filter(pk=world.citizen.person_id).update(id_number=AN, sex="female")
    return code


@contextmanager
def register_of(settings: Any, people: dict[str, dict[str, Any]] | None = None) -> Iterator[Server]:
    with running_register() as server:
        server.people = people or PEOPLE
        settings.POPULATION_URL = server.url
        yield server


def told_draft(world: World, *, asker: Asker | None = None, code: str = CODE, at: datetime = MONDAY) -> Draft:
    who = asker or world.citizen
    draft = start_draft(asker=who, procedure_code=code, at=at)
    return tell(draft_id=draft.pk, asker=who, at=at)


def ready(world: World, draft: Draft, *, page: str = "con", **answers: Any) -> Draft:
    """Everything said that is left to say; the draft can be filed."""
    given = {"child_name": "Lê Bé", **answers}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key=page, answers=given, at=world.at)
    return fill_in(world, Draft.objects.get(pk=draft.pk))
