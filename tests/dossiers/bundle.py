"""A small bundle beside the small commune: a birth, a residence that needs its certificate, a card that needs that."""

from __future__ import annotations

from typing import Any

from motcua.catalogue.models import Case, ChannelTerm, CompetentAgency, Paper, Procedure, ProcedureVersion, Result
from motcua.forms.services.definitions import ensure_published as publish_form
from motcua.workflow.rules import split_limit
from motcua.workflow.services.definitions import ensure_published as publish_process
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration
from tests.dossiers.world import MONDAY, SINCE, World

BUNDLE, RESIDENCE, CARD = "9.000010", "9.000011", "9.000012"


def text(key: str, label: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": label, "type": "text", "required": True, **more}


WHOLE_FORM = [
    {"key": "child_name", "label": "Tên của trẻ", "type": "name", "required": True},
    text("note", "Ghi chú", required=False),
    {"key": "home", "label": "Nơi ở của trẻ", "type": "address", "required": True},
    {"key": "want_card", "label": "Làm thẻ?", "type": "yes_no", "required": True},
]
RESIDENCE_FORM = [
    {"key": "person", "label": "Tên người đăng ký", "type": "name", "required": True},
    {"key": "new_home", "label": "Nơi thường trú", "type": "address", "required": True},
    text("certificate", "Số Giấy khai sinh"),
]
CARD_FORM = [
    {"key": "person", "label": "Tên người được cấp", "type": "name", "required": True},
    text("notice", "Số thông báo cư trú"),
    text("kind", "Loại thẻ", max=10),
]
PARTS = [
    {
        "key": "khai-sinh",
        "code": "9.000001",
        "title": "Khai sinh",
        "answers": {"child_name": "child_name", "note": "note"},
        "papers": {"chung-sinh": "giay"},
    },
    {
        "key": "thuong-tru",
        "code": RESIDENCE,
        "title": "Thường trú",
        "agency": "at:new_home",
        "after": "khai-sinh",
        "case": "=lien-thong",
        "answers": {"person": "child_name", "new_home": "home"},
        "papers": {"dong-y": "dong-y"},
        "result": {"certificate": "symbol"},
    },
    {
        "key": "the",
        "code": CARD,
        "title": "Thẻ",
        "after": "thuong-tru",
        "when": 'want_card = "yes"',
        "answers": {"person": "child_name", "kind": "=tre-em"},
        "result": {"notice": "symbol"},
    },
]


def add_bundle(
    world: World, residence_facts: dict[str, Any] | None = None, prechecks: tuple[dict[str, Any], ...] = ()
) -> ProcedureVersion:
    """The bundle and its later parts, published; the first part is the world's own procedure."""
    residence = version(RESIDENCE, "Đăng ký thường trú", RESIDENCE_FORM, days=2, facts=residence_facts)
    case = Case.objects.create(version=residence, key="lien-thong", name="Liên thông", order=0)
    Paper.objects.create(version=residence, case=case, key="dong-y--lien-thong", name="Ý kiến chủ hộ", order=1)
    publish(residence)
    publish(version(CARD, "Cấp thẻ", CARD_FORM, days=4))
    whole = version(BUNDLE, "Sinh con", WHOLE_FORM, days=7, facts={"parts": PARTS, "prechecks": list(prechecks)})
    Paper.objects.create(version=whole, key="giay", name="Giấy chứng sinh", order=1)
    Paper.objects.create(version=whole, key="dong-y", name="Ý kiến chủ hộ", order=2)
    return publish(whole)


def version(
    code: str, name: str, fields: list[dict[str, Any]], *, days: int, facts: dict[str, Any] | None = None
) -> ProcedureVersion:
    """A draft version of a new procedure that every commune resolves."""
    limit = Duration(days, TimeUnit.WORKING_DAY)
    made = ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(code=code, slug=code, sector="Hộ tịch", promulgated_by="Bộ Thử"),
        number=1,
        name=name,
        plain_name=name,
        levels=["commune"],
        facts=facts or {},
        form_version=publish_form(
            code=f"f-{code}",
            name=name,
            definition={"pages": [{"key": "noi_dung", "title": "Nội dung", "fields": fields}]},
            at=MONDAY,
        ),
        process_version=publish_process(code=f"p-{code}", name=name, definition=split_limit(limit), at=MONDAY),
        valid_from=SINCE,
        created_at=MONDAY,
    )
    CompetentAgency.objects.create(version=made, level="commune", organisation_kind="commune")
    ChannelTerm.objects.create(version=made, channel="online", amount=days, unit="working_day", fee=0)
    Result.objects.create(version=made, name=f"Giấy {name.lower()}", template="result/generic")
    return made


def publish(version: ProcedureVersion) -> ProcedureVersion:
    ProcedureVersion.objects.filter(pk=version.pk).update(state="published", published_at=MONDAY)
    return version
