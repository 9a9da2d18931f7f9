"""One module a part: ``groups(asked)`` draws its page, ``read(post, copy)`` gives what was typed as fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.enums import Part
from motcua.web.desk.procedures.boxes import Asked, Group
from motcua.web.desk.procedures.parts import (
    basics,
    cases,
    channels,
    checks,
    cosigners,
    form,
    guide,
    papers,
    phrases,
    process,
    results,
)


@dataclass(frozen=True, slots=True)
class PartPage:
    help: str | Promise
    groups: Callable[[Asked], list[Group]]
    read: Callable[[QueryDict, Mapping[str, Any]], dict[str, Any]]
    refuse: Callable[[QueryDict], dict[str, str]] = lambda _post: {}


PAGES: Mapping[Part, PartPage] = {
    Part.BASICS: PartPage(_("Tên gọi và ai giải quyết: dòng đầu tiên người dân đọc."), basics.groups, basics.read),
    Part.CASES: PartPage(
        _("Chỉ cần khi giấy tờ hoặc thời hạn khác nhau tùy trường hợp. Không có thì để trống và đi tiếp."),
        cases.groups,
        cases.read,
    ),
    Part.PAPERS: PartPage(
        _("Mỗi dòng là một loại giấy người dân nộp. Giấy nhà nước tra được thì chọn “không cần nộp” để họ khỏi mang."),
        papers.groups,
        papers.read,
    ),
    Part.CHANNELS: PartPage(
        _("Mỗi cách nộp có thời hạn và mức phí của nó. Ngày hẹn trả được tính từ đây."), channels.groups, channels.read
    ),
    Part.FORM: PartPage(
        _("Câu hỏi người dân trả lời khi nộp. Thông tin về người nộp đã có sẵn, không hỏi lại."),
        form.groups,
        form.read,
        form.refuse,
    ),
    Part.RESULTS: PartPage(
        _("Giấy tờ người dân nhận được, và câu trả lời nào được in lên đó."), results.groups, results.read
    ),
    Part.PROCESS: PartPage(
        _("Hồ sơ đi qua những ai, mỗi bước bao lâu. Tổng không được vượt thời hạn ngắn nhất."),
        process.groups,
        process.read,
        process.refuse,
    ),
    Part.LEGAL: PartPage(
        _("Văn bản mà thủ tục dựa vào, mỗi dòng một văn bản."), phrases.legal_groups, phrases.legal_read
    ),
    Part.ALIASES: PartPage(
        _("Người dân gọi việc này là gì? Tìm kiếm hiểu các cách nói này từ khi công bố."),
        phrases.alias_groups,
        phrases.alias_read,
    ),
    Part.CHECKS: PartPage(
        _("Hệ thống soát thay cán bộ trước khi cấp mã hồ sơ: nói bằng lời thường, chỉ đúng chỗ phải sửa."),
        checks.groups,
        checks.read,
    ),
    Part.GUIDE: PartPage(
        _("Vài câu hỏi trước tờ khai, để người dân tới đúng trường hợp, đúng thủ tục, hoặc biết vì sao chưa nộp được."),
        guide.groups,
        guide.read,
    ),
    Part.COSIGNERS: PartPage(
        _("Người khác phải đồng ý trước khi hồ sơ được nộp, ví dụ vợ hoặc chồng, chủ hộ, người đồng sở hữu."),
        cosigners.groups,
        cosigners.read,
    ),
}
