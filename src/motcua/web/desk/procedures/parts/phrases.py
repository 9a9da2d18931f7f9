"""Short lists of words: legal texts, and how people say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.web.desk.procedures.boxes import Asked, Box, Group, drawn, posted_rows, rearranged, rows_of

LEGAL, ALIASES = "legal_bases", "aliases"


def legal_groups(asked: Asked) -> list[Group]:
    return [_group(asked, LEGAL, _("Văn bản %d"), _("Số, ký hiệu văn bản"), _("Thêm văn bản"))]


def legal_read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    return _read(post, LEGAL)


def alias_groups(asked: Asked) -> list[Group]:
    return [_group(asked, ALIASES, _("Cách nói %d"), _("Người dân nói"), _("Thêm cách nói"))]


def alias_read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    return _read(post, ALIASES)


def _group(asked: Asked, prefix: str, title: str, label: str, add: str) -> Group:
    listed = rows_of(asked, prefix, [{"text": text} for text in asked.copy[prefix]], {"text": ""})

    def boxes(row: Mapping[str, Any], place: int, *, newest: bool) -> tuple[Box, ...]:
        at, focus = f"{prefix}-{place}-text", asked.extra == prefix and newest
        return (Box(at, label, row["text"], longest=120, error=asked.error(at), focus=focus),)

    rows = drawn(listed, title, lambda row, place, last: boxes(row, place, newest=last))
    return Group(prefix=prefix, rows=rows, add=add, movable=False, tight=True)


def _read(post: QueryDict, prefix: str) -> dict[str, Any]:
    rows = rearranged(posted_rows(post, prefix, ["text"]), post.get("do", ""), prefix)
    return {prefix: list(dict.fromkeys(" ".join(row["text"].split()) for row in rows if row["text"]))}
