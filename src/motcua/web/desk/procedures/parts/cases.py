"""Cases: which papers and terms apply when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.web.desk.procedures.boxes import Asked, Box, Group, drawn, posted_rows, rearranged, rows_of

PREFIX = "cases"


def groups(asked: Asked) -> list[Group]:
    listed = rows_of(asked, PREFIX, asked.copy[PREFIX], {"name": "", "help": ""}, least=0)
    rows = drawn(listed, _("Trường hợp %d"), lambda row, place, last: _boxes(asked, row, place, newest=last))
    return [Group(prefix=PREFIX, rows=rows, add=_("Thêm trường hợp"))]


def _boxes(asked: Asked, row: Mapping[str, Any], place: int, *, newest: bool) -> tuple[Box, ...]:
    def line(name: str, label: str, longest: int, *, focus: bool = False) -> Box:
        at = f"{PREFIX}-{place}-{name}"
        return Box(at, label, row.get(name, ""), span="c6", longest=longest, error=asked.error(at), focus=focus)

    return (
        line("name", _("Tên trường hợp"), 300, focus=asked.extra == PREFIX and newest),
        line("help", _("Giải thích cho người dân"), 400),
    )


def read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    """What a removed case leaves behind at papers and terms shows on the check page."""
    rows = rearranged(posted_rows(post, PREFIX, ["key", "name", "help"]), post.get("do", ""), PREFIX)
    return {PREFIX: [row for row in rows if row["name"] or row["help"]]}
