"""Where to file and in which case, as fields like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle
from motcua.forms.presenters import FieldView, page_fields
from motcua.forms.rules import parse
from motcua.identity.models import Organisation


def place_fields(
    bundle: VersionBundle,
    agencies: Sequence[Organisation],
    *,
    chosen: str,
    case: str,
    errors: Mapping[str, str],
    case_known: bool = False,
) -> list[FieldView]:
    """The place, and the case when there are several and it is not known; a single agency is chosen beforehand."""
    fields = [
        {
            "key": "organisation",
            "label": _("Anh/chị nộp ở đâu?"),
            "hint": _("Nơi anh/chị cư trú, trừ khi thủ tục nói khác"),
            "type": "choice",
            "required": True,
            "choices": [[str(agency.pk), agency.name] for agency in agencies],
        }
    ]
    if len(bundle.cases) > 1 and not case_known:
        fields.append(
            {
                "key": "case",
                "label": _("Trường hợp của anh/chị"),
                "type": "choice",
                "required": True,
                "choices": [[one.key, one.name] for one in bundle.cases],
            }
        )
    page = parse({"pages": [{"key": "noi_nop", "title": _("Nơi nộp"), "fields": fields}]}).pages[0]
    alone = str(agencies[0].pk) if len(agencies) == 1 else ""
    return page_fields(page, {"organisation": chosen or alone, "case": case}, errors)


def chosen_agency(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() else None
