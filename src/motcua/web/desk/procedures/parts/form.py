"""The questions: the generic form, one published in the form designer, or another procedure's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.catalogue.selectors.contents import borrowed_form, designed_form, designed_forms, forms_to_borrow
from motcua.web.desk.procedures.parts.sources import Elsewhere, Source

FORM = Source(
    content="form",
    label=_("Tờ khai nào"),
    usual=("generic", _("Tờ khai chung: người dân viết điều mình đề nghị")),
    own=_("Giữ tờ khai riêng đang có"),
    empty=None,
    elsewhere=(
        Elsewhere(
            name="designed",
            way=_("Dùng một tờ khai đã ban hành"),
            label=_("Tờ khai đã ban hành"),
            blank=_("Chọn tờ khai"),
            hint=_("Lấy bản mới nhất. Sau này tờ khai có bản mới thì chọn lại ở đây."),
            missing=_("Chọn tờ khai muốn dùng."),
            offered=lambda: [(code, f"{name} ({code})") for code, name in designed_forms()],
            take=designed_form,
            kept=True,
        ),
        Elsewhere(
            name="borrow",
            way=_("Chép tờ khai của thủ tục khác"),
            label=_("Chép từ thủ tục"),
            blank=_("Chọn thủ tục"),
            hint=_("Thủ tục kia không đổi theo."),
            missing=_("Chọn thủ tục muốn chép tờ khai."),
            offered=lambda: [(code, f"{name} ({code})") for code, name in forms_to_borrow()],
            take=borrowed_form,
        ),
    ),
)
groups, read, refuse = FORM.groups, FORM.read, FORM.refuse
