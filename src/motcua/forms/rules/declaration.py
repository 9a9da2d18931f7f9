"""How a form is printed as a declaration (tờ khai), where the form says it: the ``declaration`` of a definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid

TEXTS = ("title", "legal_form", "addressee", "declarant", "request", "pledge")
LISTS = ("order", "omit")
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Declaration:
    """``legal_form`` names the official form it follows; ``addressee`` "" = the office that resolves the dossier.

    ``declarant`` is the role above the signature, ``request`` the sentence before the items, ``pledge`` the one after.
    ``order`` lists page keys as printed, the others follow; ``labels`` are the items' words where they differ from the
    question's; ``omit`` are questions that only steer the form.
    """

    title: str = ""
    legal_form: str = ""
    addressee: str = ""
    declarant: str = ""
    request: str = ""
    pledge: str = ""
    order: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def parse_declaration(raw: Any, *, pages: Collection[str], fields: Collection[str]) -> Declaration:
    """The declaration; of ``None`` the plain one. Raises ``Invalid`` naming what it does not know."""
    if raw is None:
        return Declaration()
    if not isinstance(raw, Mapping):
        raise _wrong(_("Phần tờ khai in phải là một đối tượng."))
    strange = set(raw) - {*TEXTS, *LISTS, "labels"}
    if strange:
        raise _wrong(_("Phần tờ khai in có thuộc tính lạ: %s.") % ", ".join(sorted(map(str, strange))))
    labels = raw.get("labels", {})
    order, omit = (_keys(raw.get(name, [])) for name in LISTS)
    texts = {name: raw.get(name, "") for name in TEXTS}
    if not isinstance(labels, Mapping) or not all(_is_text(each) for each in (*texts.values(), *labels.values())):
        raise _wrong(_("Lời trên tờ khai in phải là chữ, tối đa %d chữ cái.") % LONGEST)
    unknown = [key for key in order if key not in pages] + [key for key in (*omit, *labels) if key not in fields]
    if unknown:
        raise _wrong(_("Tờ khai in nhắc tới trang hoặc câu không có: %s.") % ", ".join(map(str, unknown)))
    return Declaration(**texts, order=order, omit=omit, labels=MappingProxyType(dict(labels)))


def _keys(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(each, str) for each in raw):
        raise _wrong(_("Thứ tự và phần bỏ qua của tờ khai in phải là danh sách mã."))
    return tuple(raw)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, code="form_definition")
