"""Published forms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.forms.models import FormVersion
from motcua.kernel.errors import NotFound


def latest(code: str) -> FormVersion:
    """The published version in force of the form ``code``; ``NotFound`` when there is none."""
    found = (
        FormVersion.objects.filter(form__code=code, published_at__isnull=False)
        .select_related("form")
        .order_by("-number")
        .first()
    )
    if found is None:
        raise NotFound(_("Không tìm thấy tờ khai này."))
    return found
