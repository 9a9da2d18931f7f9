"""The way of the dossier: the usual one, or one that somebody designed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.catalogue.selectors.contents import borrowed_steps, processes_to_borrow
from motcua.web.desk.procedures.parts.sources import Elsewhere, Source

PROCESS = Source(
    content="steps",
    label=_("Quy trình nào"),
    usual=("usual", _("Quy trình chung: tiếp nhận, xử lý, ký, trả; tự chia thời hạn")),
    own=_("Giữ quy trình riêng đang có"),
    empty=[],
    elsewhere=(
        Elsewhere(
            name="borrow",
            way=_("Lấy một quy trình đã thiết kế"),
            label=_("Lấy quy trình"),
            blank=_("Chọn quy trình"),
            hint=_("Chép các bước vào bản nháp này; quy trình kia không đổi theo."),
            missing=_("Chọn quy trình muốn lấy."),
            offered=processes_to_borrow,
            take=borrowed_steps,
        ),
    ),
)
groups, read, refuse = PROCESS.groups, PROCESS.read, PROCESS.refuse
