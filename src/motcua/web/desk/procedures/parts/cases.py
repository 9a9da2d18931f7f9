"""Cases: which papers and terms apply when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.web.desk.procedures.boxes import Asked, Box, Group, Row, posted_rows, rearranged, rows_of

PREFIX = "cases"


def groups(asked: Asked) -> list[Group]:
    listed = rows_of(asked, PREFIX, asked.copy[PREFIX], {"name": "", "help": ""}, least=0)
    rows = tuple(
        Row(
            number=place,
            title=_("Trường hợp %d") % (place + 1),
            key=row.get("key", ""),
            boxes=(
                Box(
                    name=f"{PREFIX}-{place}-name",
                    label=_("Tên trường hợp"),
                    value=row.get("name", ""),
                    span="c6",
                    longest=300,
                    error=asked.error(f"{PREFIX}-{place}-name"),
                    focus=asked.extra == PREFIX and place == len(listed) - 1,
                ),
                Box(
                    name=f"{PREFIX}-{place}-help",
                    label=_("Giải thích cho người dân"),
                    value=row.get("help", ""),
                    span="c6",
                    longest=400,
                    error=asked.error(f"{PREFIX}-{place}-help"),
                ),
            ),
            first=place == 0,
            last=place == len(listed) - 1,
        )
        for place, row in enumerate(listed)
    )
    return [Group(prefix=PREFIX, rows=rows, add=_("Thêm trường hợp"))]


def read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    """What a removed case leaves behind at papers and terms shows on the check page."""
    rows = rearranged(posted_rows(post, PREFIX, ["key", "name", "help"]), post.get("do", ""), PREFIX)
    return {PREFIX: [row for row in rows if row["name"] or row["help"]]}
