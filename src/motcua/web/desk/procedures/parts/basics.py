"""Names, field of work, who may ask and who resolves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.enums import Level
from motcua.catalogue.selectors.drafts import bodies_to_name, sector_names
from motcua.identity.enums import OrganisationKind
from motcua.kernel import clock
from motcua.web.desk.presenters.facts import Choice, choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group, drawn, one_line, posted_rows, rearranged, rows_of, typed

AGENCIES = "agencies"
# The words the national catalogue uses for who may ask.
SUBJECTS = (
    "Công dân Việt Nam",
    "Người Việt Nam định cư ở nước ngoài",
    "Người nước ngoài",
    "Cán bộ, công chức, viên chức",
    "Doanh nghiệp",
    "Doanh nghiệp có vốn đầu tư nước ngoài",
    "Hợp tác xã",
    "Tổ chức (không bao gồm doanh nghiệp, HTX)",
)
EVERY = {
    f"{Level.COMMUNE}/{OrganisationKind.COMMUNE}/": ("commune", "commune"),
    f"{Level.PROVINCE}/{OrganisationKind.PROVINCE}/": ("province", "province"),
    f"{Level.PROVINCE}/{OrganisationKind.DEPARTMENT}/": ("province", "department"),
}


def groups(asked: Asked) -> list[Group]:
    said = (
        ("who", _("Nói với người dân: ai làm"), _("Để trống thì lấy tên cơ quan ở trên.")),
        ("where", _("Nói với người dân: nộp ở đâu"), _("Để trống thì hệ thống tự ghi.")),
    )
    facts = asked.copy["facts"]
    words = tuple(
        Box(name=name, label=label, value=facts.get(name, ""), span="c6", hint=hint, longest=300)
        for name, label, hint in said
    )
    return [_names(asked), _agencies(asked), Group(boxes=words), _subjects(asked)]


def _names(asked: Asked) -> Group:
    plain_hint = _("Như người dân hay nói, hiện to nhất trên trang. Ví dụ: Xin bản sao giấy khai sinh.")
    summary_hint = _("Làm xong được gì. Ví dụ: Bản sao từ sổ gốc của giấy khai sinh, kết hôn, khai tử.")
    return Group(
        boxes=(
            _box(asked, "code", _("Mã thủ tục"), span="c3", longest=20),
            _box(asked, "sector", _("Lĩnh vực"), span="c5", longest=120, listed=tuple(sector_names())),
            _box(asked, "promulgated_by", _("Cơ quan công bố"), span="c4", longest=120),
            _box(asked, "name", _("Tên chính thức"), kind="long", longest=600),
            _box(asked, "plain_name", _("Tên thường gọi"), hint=plain_hint, longest=200),
            _box(asked, "summary", _("Tóm tắt một câu"), kind="long", hint=summary_hint, longest=400),
        )
    )


def _subjects(asked: Asked) -> Group:
    kept = asked.copy["subjects"]
    private = Choice("1", _("Không hiện tên thủ tục khi tra cứu công khai"), chosen=bool(asked.copy["sensitive"]))
    return Group(
        title=_("Ai nộp được"),
        boxes=(
            Box(
                name="subjects",
                label=_("Đối tượng"),
                kind="ticks",
                choices=tuple(Choice(each, each, each in kept) for each in SUBJECTS),
            ),
            Box(
                name="others",
                label=_("Đối tượng khác"),
                kind="long",
                value="\n".join(each for each in kept if each not in SUBJECTS),
                hint=_("Mỗi dòng một đối tượng. Để trống nếu không có."),
            ),
            Box(name="sensitive", label=_("Riêng tư"), kind="ticks", choices=(private,)),
        ),
    )


def _box(asked: Asked, name: str, label: str, **more: Any) -> Box:
    return Box(name=name, label=label, value=asked.copy[name], error=asked.error(name), **more)


def _agencies(asked: Asked) -> Group:
    kept = [_value(row) for row in asked.copy["agencies"]]
    codes = frozenset(row.get("code", "") for row in asked.copy["agencies"]) - {""}
    offered = [
        ("", _("Chọn cơ quan")),
        *zip(EVERY, (_("Mọi UBND xã, phường"), _("UBND tỉnh"), _("Mọi sở, ngành")), strict=True),
    ]
    offered += [
        (_named(body.code, body.kind), body.name)
        for body in bodies_to_name(codes, on=clock.today())
        if body.kind != OrganisationKind.PROVINCE
    ]
    known = {value for value, _name in offered}
    offered += [(value, value) for value in kept if value not in known]
    listed = rows_of(asked, AGENCIES, [{"who": value} for value in kept], {"who": ""})

    def boxes(row: Mapping[str, Any], place: int, *, newest: bool) -> tuple[Box, ...]:
        at, choices = f"{AGENCIES}-{place}-who", choices_of(offered, row["who"])
        focus = asked.extra == AGENCIES and newest
        return (Box(at, _("Cơ quan giải quyết"), kind="choose", choices=choices, error=asked.error(at), focus=focus),)

    rows = drawn(listed, _("Cơ quan %d"), lambda row, place, last: boxes(row, place, newest=last))
    title = _("Ai giải quyết")
    return Group(title=title, prefix=AGENCIES, rows=rows, add=_("Thêm cơ quan"), movable=False, tight=True)


def _named(code: str, kind: str) -> str:
    level = Level.COMMUNE if kind == OrganisationKind.COMMUNE else Level.PROVINCE
    return f"{level}//{code}"


def _value(row: Mapping[str, Any]) -> str:
    return f"{row.get('level', '')}/{row.get('kind', '')}/{row.get('code', '')}"


def read(post: QueryDict, copy: Mapping[str, Any]) -> dict[str, Any]:
    rows = rearranged(posted_rows(post, AGENCIES, ["who"]), post.get("do", ""), AGENCIES)
    agencies = [_agency(row["who"]) for row in rows if row["who"].count("/") == 2]
    levels = [each["level"] for each in agencies] + [each for each in copy["levels"] if each in ("ministry", "other")]
    ticked = [each for each in post.getlist("subjects") if each in SUBJECTS]
    others = [" ".join(line.split())[:120] for line in typed(post, "others").splitlines() if line.strip()]
    return {
        "code": one_line(post, "code"),
        "name": one_line(post, "name"),
        "plain_name": one_line(post, "plain_name"),
        "summary": one_line(post, "summary"),
        "sector": one_line(post, "sector"),
        "promulgated_by": one_line(post, "promulgated_by"),
        "subjects": [*ticked, *others],
        "agencies": agencies,
        "levels": list(dict.fromkeys(levels)),
        "sensitive": bool(post.get("sensitive")),
        "facts": {name: one_line(post, name) for name in ("who", "where")},
    }


def _agency(value: str) -> dict[str, str]:
    level, kind, code = value.split("/")
    return {"level": level, "kind": kind, "code": code}
