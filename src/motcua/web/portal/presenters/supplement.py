from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.selectors.files import file_for
from motcua.identity.askers import Asker
from motcua.web.portal.presenters.files import file_row
from motcua.web.portal.presenters.filing import PaperView


def defect_words(defect: str) -> str:
    return {
        "missing": _("Còn thiếu giấy tờ này."),
        "blurred": _("Ảnh mờ, không đọc được. Chụp lại dưới ánh sáng đủ, đặt giấy phẳng, thấy đủ bốn góc."),
        "wrong": _("Sai giấy tờ, hoặc nội dung không khớp."),
        "expired": _("Giấy tờ đã hết hạn, cần bản còn hạn."),
    }.get(defect, "")


def asked_papers(
    asker: Asker,
    view: DossierView,
    asked: SupplementRequest,
    waiting: Mapping[str, Sequence[str]],
    errors: Mapping[str, str],
) -> list[PaperView]:
    """A box for each paper asked for: what is wrong with it, why, and the files already there."""
    upload_url = reverse("portal:supplement", args=[view.dossier.pk])
    remove_url = reverse("portal:supplement_remove", args=[view.dossier.pk])
    return [
        PaperView(
            key=item["paper"],
            name=item["name"],
            help=" ".join(part for part in (defect_words(item["defect"]), item.get("note", "")) if part),
            required=True,
            files=[
                file_row(file_for(asker, uuid.UUID(one)), remove_url=remove_url)
                for one in waiting.get(item["paper"], [])
            ],
            upload_url=upload_url,
            error=errors.get(item["paper"], ""),
        )
        for item in asked.items
    ]
