"""One procedure, many dossiers: the template, the upload, the rows to mend."""

from __future__ import annotations

import uuid

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.grouping.several import own_group
from motcua.dossiers.grouping.sheets.columns import columns_of
from motcua.dossiers.grouping.sheets.filing import columns_for, upload_sheet
from motcua.dossiers.grouping.sheets.reading import MOST_BYTES, MOST_ROWS
from motcua.dossiers.grouping.sheets.writing import rows_to_mend, template_csv, template_xlsx
from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.services.drafting import PAPERS
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound
from motcua.places.gazetteer import commune_names
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.filing import CHECK, draft_page
from motcua.web.portal.views.files import download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_SHARED = {CHECK}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    errors: dict[str, str] = {}
    general = ""
    if request.method == "POST":
        try:
            made = upload_sheet(
                draft_id=draft_id, asker=request.asker, content=_content(request.FILES.get("file")), at=clock.now()
            )
            return redirect("portal:group", made.pk)
        except Invalid as refusal:
            errors, general = refusal.fields, refusal.message
    return _shown(request, draft_id, errors, general)


def _content(upload: UploadedFile[bytes] | None) -> bytes:
    """The bytes, never more than one beyond the limit."""
    if upload is None:
        raise Invalid(_("Chọn tệp bảng tính."), fields={"file": _("Chọn tệp bảng tính rồi bấm Kiểm tra bảng.")})
    return bytes(upload.read(MOST_BYTES + 1))


def _shown(request: Request, draft_id: uuid.UUID, errors: dict[str, str], general: str) -> HttpResponse:
    bundle, columns = columns_for(request.asker, draft_id)
    view = draft_for(request.asker, draft_id)
    form = {page.key for part, page in view.pages if part == "form"}
    draft = draft_page(view)
    shared = [task for task in draft.tasks if task.key not in form and task.key not in NOT_SHARED]
    context = {
        "section": "mine",
        "draft": draft,
        "columns": columns,
        "title": bundle.plain_name,
        "shared": shared,
        "shared_done": all(task.done or task.key == PAPERS for task in shared),
        "most_rows": MOST_ROWS,
        "most_mb": MOST_BYTES >> 20,
        "file_error": errors.get("file", ""),
        "errors": [("f-file", errors["file"])] if "file" in errors else [],
        "general": "" if "file" in errors else " ".join([general, *errors.values()]).strip(),
    }
    return render(request, "portal/groups/sheet.html", context, status=422 if errors or general else 200)


@never_cache
@require_safe
def template(request: Request, draft_id: uuid.UUID, kind: str) -> HttpResponse:
    bundle, columns = columns_for(request.asker, draft_id)
    name = f"Mẫu {bundle.code} {bundle.plain_name}"[:90]
    if kind == "csv":
        return download(template_csv(columns), name=f"{name}.csv", media_type="text/csv")
    if kind == "xlsx":
        return download(
            template_xlsx(bundle.plain_name, columns, commune_names()), name=f"{name}.xlsx", media_type=XLSX
        )
    raise NotFound(_("Chỉ có bảng mẫu dạng xlsx và csv."))


@never_cache
@require_safe
def to_mend(request: Request, group_id: uuid.UUID) -> HttpResponse:
    group = own_group(group_id=group_id, asker=request.asker)
    if group.version_id is None or not group.report:
        raise NotFound(_("Không có dòng nào cần sửa."))
    bundle = version_bundle(group.version_id)
    content = rows_to_mend(bundle.plain_name, columns_of(bundle.form), commune_names(), group.report)
    return download(content, name=f"Dòng cần sửa {bundle.plain_name}"[:90] + ".xlsx", media_type=XLSX)
