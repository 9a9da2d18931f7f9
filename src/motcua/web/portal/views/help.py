"""Help, and "what is my commune now?"."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.places.selectors import current_of_old_address
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.places import match_cards

LONGEST = 200


def _questions() -> list[tuple[str, str]]:
    return [
        (
            _("Tôi không có VNeID thì nộp hồ sơ thế nào?"),
            _("Anh/chị đến bộ phận một cửa của một xã, phường bất kỳ. Cán bộ nhận hồ sơ giấy hoặc khai giúp."),
        ),
        (
            _("Tôi mất giấy hẹn thì tra cứu hồ sơ thế nào?"),
            _("Đăng nhập rồi mở Hồ sơ của tôi. Nộp tại quầy thì gọi bộ phận một cửa nơi nộp để xin lại số kiểm tra."),
        ),
        (
            _("Đang khai thì mất mạng, tôi có phải khai lại không?"),
            _("Không. Mỗi bước được lưu ngay. Mở Hồ sơ của tôi, chọn hồ sơ đang khai dở để làm tiếp, trong 30 ngày."),
        ),
        (
            _("Giấy tờ chụp bằng điện thoại có được không?"),
            _("Được. Chụp đủ bốn góc, đọc rõ chữ. Ảnh to được thu nhỏ trước khi gửi, mỗi tệp không quá 10 MB."),
        ),
        (
            _("Nộp sau giờ làm việc thì tính thế nào?"),
            _("Hồ sơ vẫn được nhận và có mã ngay. Thời hạn giải quyết tính từ giờ làm việc tiếp theo."),
        ),
        (
            _("Kết quả bản điện tử có giá trị như bản giấy không?"),
            _("Có. Bản điện tử mang chữ ký số của người ký và của cơ quan. Ai cũng kiểm tra được ở mục Xác minh."),
        ),
        (
            _("Tôi nộp hồ sơ thay cho bố mẹ được không?"),
            _("Được với nhiều thủ tục. Ở phần Người nộp hồ sơ, chọn nộp cho người khác và nêu tư cách nộp thay."),
        ),
    ]


@login_not_required
@require_safe
def help_page(request: Request) -> HttpResponse:
    return render(request, "portal/help.html", {"section": "help", "questions": _questions()})


@login_not_required
@require_safe
def old_address(request: Request) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST]
    matches = current_of_old_address(query, on=clock.today()) if query else []
    return render(
        request, "portal/old_address.html", {"section": "help", "query": query, "matches": match_cards(matches)}
    )
