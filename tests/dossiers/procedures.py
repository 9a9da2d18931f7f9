"""Procedures with processes of their own, for tests of what a run does."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from motcua.catalogue.models import Case, ChannelTerm, CompetentAgency, Paper, Procedure, ProcedureVersion, Result
from motcua.dossiers.services.filing import FiledPaper, file
from motcua.dossiers.services.reception import receive
from motcua.forms.services.definitions import ensure_published as publish_form
from motcua.identity.models import Organisation
from motcua.workflow.services.definitions import ensure_published as publish_process
from tests.dossiers.world import FORM, MONDAY, SINCE, World


def step(key: str, following: Any = None, **values: Any) -> dict[str, Any]:
    """A step of the competent body's specialist; ``at_counter`` and ``by_leader`` make the usual others."""
    return {
        "key": key,
        "name": f"Bước {key}",
        "role": "specialist",
        "where": "competent",
        "amount": 1,
        "unit": "working_day",
        "acts": ["assign", "forward", "propose", "request_supplement", "send_back"],
        "next": following,
        "status": "processing",
        "public": f"Hồ sơ đang ở bước {key}",
        **values,
    }


def counter(following: Any = "xu-ly", **values: Any) -> dict[str, Any]:
    acts = ["receive", "refuse", "request_supplement"]
    return step("tiep-nhan", following, role="reception", where="reception", acts=acts, status="submitted", **values)


def deciding() -> list[dict[str, Any]]:
    """Work on it, sign, hand over."""
    return [
        step("xu-ly", "ky"),
        step("ky", "tra", role="leader", acts=["assign", "sign", "send_back"], kind="sign"),
        step("tra", None, role="reception", where="reception", acts=["return_result"], kind="result"),
    ]


def procedure(
    world: World,
    code: str,
    steps: Sequence[dict[str, Any]],
    *,
    agency: Organisation | None = None,
    required: Sequence[str] = (),
    term: int | None = 5,
    cases: Sequence[tuple[str, str]] = (),
    guide: Sequence[dict[str, Any]] = (),
) -> ProcedureVersion:
    """A published procedure with this process, resolved by every commune or by ``agency`` alone."""
    version = ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(
            code=code, slug=f"thu-{code.replace('.', '-')}", sector="Hộ tịch", promulgated_by="Bộ Thử"
        ),
        number=1,
        name=f"Thủ tục {code}",
        plain_name=f"Thủ tục {code}",
        levels=["commune"],
        facts={"subject_fields": {}, "result_facts": [["Họ và tên", "child_name"]], "guide": [*guide]},
        form_version=publish_form(code="thu", name="Thử", definition=FORM, at=MONDAY),
        process_version=publish_process(code=f"quy-trinh-{code}", name=code, definition={"steps": [*steps]}, at=MONDAY),
        valid_from=SINCE,
        created_at=MONDAY,
    )
    kind = "" if agency else "commune"
    CompetentAgency.objects.create(version=version, level="commune", organisation_kind=kind, organisation=agency)
    for order, (key, name) in enumerate(cases):
        Case.objects.create(version=version, key=key, name=name, order=order)
    for key in ("chung-sinh", *required):
        Paper.objects.create(version=version, key=key, name=f"Giấy {key}", required=key in required, order=1)
    ChannelTerm.objects.create(version=version, channel="online", amount=term, unit="working_day", fee=0)
    Result.objects.create(version=version, code="KQ.G99.000002", name="Giấy xác nhận", template="result/generic")
    ProcedureVersion.objects.filter(pk=version.pk).update(state="published", published_at=MONDAY)
    return version


def filed(world: World, version: ProcedureVersion, **changes: Any) -> uuid.UUID:
    papers = [FiledPaper(key="chung-sinh", file_id=world.upload(world.citizen))]
    filing = world.filing(version_id=version.pk, papers=papers, **changes)
    return uuid.UUID(file(asker=world.citizen, key=world.key(), filing=filing, at=world.at).dossier_id)


def received(world: World, version: ProcedureVersion, **changes: Any) -> uuid.UUID:
    dossier_id = filed(world, version, **changes)
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    return dossier_id
