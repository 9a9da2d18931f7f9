from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Why a file is not taken; the label is what the person reads: what is wrong and how to go on."""

    EMPTY = "empty", _("Tệp này trống. Anh/chị hãy mở lại tệp trên máy, kiểm tra rồi chọn lại.")
    TOO_LARGE = "too_large", _("Tệp lớn hơn mức cho phép. Anh/chị hãy chụp hoặc quét lại với dung lượng nhỏ hơn.")
    EXTENSION = (
        "extension",
        _("Chỉ nhận tệp PDF, JPG, PNG, HEIC hoặc Word (DOCX). Anh/chị hãy lưu giấy tờ thành một trong các loại này."),
    )
    MISMATCH = (
        "mismatch",
        _("Nội dung tệp không đúng với loại ghi trong tên. Anh/chị hãy lưu lại thành PDF hoặc chụp ảnh rồi chọn."),
    )
    DAMAGED = "damaged", _("Tệp bị hỏng hoặc tải lên chưa hết nên không mở được. Anh/chị hãy chọn lại tệp.")
    ENCRYPTED = "encrypted", _("Tệp đang đặt mật khẩu hoặc khóa. Anh/chị hãy bỏ mật khẩu rồi chọn lại.")
    SCRIPT = "script", _("Tệp PDF có mã lệnh chạy kèm nên không nhận được. Anh/chị hãy in tệp ra PDF mới rồi chọn lại.")
    LAUNCH = (
        "launch",
        _("Tệp PDF có lệnh tự mở chương trình nên không nhận được. Anh/chị hãy in tệp ra PDF mới rồi chọn lại."),
    )
    EMBEDDED = "embedded", _("Tệp có tệp khác đính kèm bên trong. Anh/chị hãy tách ra và tải lên từng tệp.")
    XFA = "xfa", _("Tệp PDF là biểu mẫu động nên không nhận được. Anh/chị hãy in tệp ra PDF mới rồi chọn lại.")
    MACRO = (
        "macro",
        _("Tệp Word có macro hoặc lệnh tự chạy nên không nhận được. Anh/chị hãy lưu tệp thành PDF rồi chọn lại."),
    )
    EXTERNAL = (
        "external",
        _("Tệp Word lấy nội dung từ nơi khác nên không nhận được. Anh/chị hãy lưu tệp thành PDF rồi chọn lại."),
    )
    ODD_ARCHIVE = (
        "odd_archive",
        _("Tệp Word có cấu trúc bất thường nên không nhận được. Anh/chị hãy mở bằng Word, lưu thành PDF rồi chọn lại."),
    )
    POLYGLOT = "polyglot", _("Tệp có lẫn nội dung của loại tệp khác. Anh/chị hãy in hoặc chụp ra tệp mới rồi chọn lại.")
    TOO_MANY_PAGES = "too_many_pages", _("Tệp có nhiều hơn 200 trang. Anh/chị hãy tách thành nhiều tệp.")
    TOO_MANY_PIXELS = "too_many_pixels", _("Ảnh lớn quá 40 triệu điểm ảnh. Anh/chị hãy chụp lại với cỡ ảnh nhỏ hơn.")
    ANIMATED = "animated", _("Ảnh động không dùng làm giấy tờ được. Anh/chị hãy chọn ảnh chụp thường.")
    TOO_COMPLEX = (
        "too_complex",
        _("Tệp quá phức tạp nên không kiểm tra được. Anh/chị hãy in tệp ra PDF mới hoặc chụp ảnh rồi chọn lại."),
    )
    MALWARE = "malware", _("Tệp có mã độc nên không nhận. Anh/chị hãy quét mã độc trên máy trước khi chọn tệp khác.")
