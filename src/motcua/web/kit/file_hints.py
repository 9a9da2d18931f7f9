"""What a person would say who glances at a file that came."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.documents.selectors import FileFacts


def hint_of(facts: FileFacts) -> str:
    """One gentle remark, "" when there is nothing to say. Never a refusal."""
    if facts.signature_valid is False:
        return facts.signature_says
    if facts.is_blank:
        return _("Trang này trống – chụp lại hoặc vẫn dùng.")
    if facts.blank:
        return _("Trang %(pages)s trống – quét lại hoặc vẫn dùng.") % {"pages": _listed(facts.blank)}
    if facts.blurry and facts.pages == 1:
        return _("Ảnh mờ – chụp lại hoặc vẫn dùng.")
    if facts.blurry:
        return _("Trang %(pages)s mờ – quét lại hoặc vẫn dùng.") % {"pages": _listed(facts.blurry)}
    return ""


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)
