"""Published forms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.forms.models import Form, FormDraft, FormVersion
from motcua.forms.rules.permits import check_staff
from motcua.identity.askers import Asker
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


def forms(asker: Asker) -> list[Form]:
    """Every form there is, by name."""
    check_staff(asker)
    return list(Form.objects.order_by("name", "code"))


def versions_of(asker: Asker, code: str) -> list[FormVersion]:
    """The published versions of a form, the latest first; ``NotFound`` when there is none."""
    check_staff(asker)
    rows = FormVersion.objects.filter(form__code=code, published_at__isnull=False).defer("definition")
    found = list(rows.select_related("form", "drafted_by", "approved_by").order_by("-number"))
    if not found:
        raise NotFound(_("Không tìm thấy tờ khai này."))
    return found


def version_of(asker: Asker, code: str, number: int) -> FormVersion:
    """One published version."""
    check_staff(asker)
    rows = FormVersion.objects.select_related("form", "drafted_by", "approved_by")
    version = rows.filter(form__code=code, number=number, published_at__isnull=False).first()
    if version is None:
        raise NotFound(_("Không có bản tờ khai này."))
    return version


def form_drafts(asker: Asker) -> list[FormDraft]:
    """Every draft, the one changed last first."""
    check_staff(asker)
    rows = FormDraft.objects.defer("definition", "earlier", "sample").select_related("drafted_by")
    return list(rows.order_by("-changed_at", "-pk"))


def form_draft(asker: Asker, draft_id: int) -> FormDraft:
    check_staff(asker)
    rows = FormDraft.objects.select_related("drafted_by", "returned_by", "base__form")
    draft = rows.filter(pk=draft_id).first()
    if draft is None:
        raise NotFound(_("Không tìm thấy bản nháp này. Có thể nó vừa được ban hành hoặc bị xóa."))
    return draft
