"""An address as answered: a commune of today, or a name of before July 2025 that says which one it is now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from motcua.forms.rules import texts
from motcua.forms.rules.definition import Field
from motcua.forms.rules.sentences import Wrong, too_many_letters

if TYPE_CHECKING:
    from motcua.forms.rules.values import Ground

OTHER_PLACE = "other"
FORMER = "former"  # typed, never stored: the commune as it was called before July 2025
TYPED_PARTS = ("commune", FORMER, "hamlet", "detail")


def clean_address(item: Field, raw: object, ground: Ground) -> dict[str, str]:
    """``{"commune", "hamlet"?, "detail"}``; a commune known only by its former name is found where it is just one."""
    if not isinstance(raw, Mapping) or not set(raw) <= set(TYPED_PARTS):
        raise Wrong(_("Nhập %s gồm xã, phường và số nhà, đường, thôn.") % item.name)
    commune = raw.get("commune") or _from_former(item, raw.get(FORMER), ground)
    if not isinstance(commune, str) or not commune or len(commune) > 10:
        raise Wrong(_("Chọn xã, phường của %s.") % item.name)
    _known_commune(item, commune, ground)
    hamlet = _line(raw.get("hamlet")) if item.hamlet else ""
    detail = _line(raw.get("detail"))
    if not detail and not hamlet:
        raise Wrong(
            _("Nhập đủ %s: số nhà, đường, xã, tỉnh.") % item.name
            if commune == OTHER_PLACE
            else _("Nhập số nhà, đường hoặc thôn của %s.") % item.name
        )
    for text in (hamlet, detail):
        if item.max is not None and len(text) > item.max:
            raise too_many_letters(item, len(text))
    return {"commune": commune, **({"hamlet": hamlet} if hamlet else {}), "detail": detail}


def _line(raw: object) -> str:
    return texts.one_line(raw[: texts.LONGEST_INPUT]) if isinstance(raw, str) else ""


def _from_former(item: Field, raw: object, ground: Ground) -> str:
    typed = _line(raw)[:200]
    if not typed:
        return ""
    found = list(dict.fromkeys(ground.former(typed))) if ground.former else []
    if len(found) == 1:
        return found[0]
    told = {"typed": typed, "name": item.name}
    raise Wrong(
        _("“%(typed)s” nay thuộc nhiều xã, phường. Chọn xã, phường hiện nay của %(name)s trong danh sách.") % told
        if found
        else _("Không tìm thấy xã cũ “%(typed)s”. Chọn xã, phường hiện nay của %(name)s trong danh sách.") % told
    )


def _known_commune(item: Field, commune: str, ground: Ground) -> None:
    allowed = item.anywhere if commune == OTHER_PLACE else ground.communes is None or commune in ground.communes
    if not allowed:
        raise Wrong(_("Chọn xã, phường của %s trong danh sách hiện nay.") % item.name)
