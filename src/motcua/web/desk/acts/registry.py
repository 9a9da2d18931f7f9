"""Every act of the desk and its form, in the order of the buttons."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.enums import Act
from motcua.web.desk.acts import duties, leading, moving, proposal, running, simple, supplement, systems, verifying
from motcua.web.desk.acts.page import ActForm

FORMS: tuple[ActForm, ...] = (
    ActForm(
        Act.RECEIVE,
        _("Hồ sơ đủ và đúng: tiếp nhận rồi chuyển cho cơ quan giải quyết."),
        _("Tiếp nhận"),
        "check",
        simple.receive,
        simple.receive_extra,
        "is-main",
    ),
    ActForm(
        Act.SIGN,
        _("Đọc bản dự thảo rồi ký. Ký xong, kết quả vào kho giấy tờ của người nhận."),
        _("Ký"),
        "pen",
        proposal.sign,
        proposal.sign_extra,
        "is-main",
    ),
    ActForm(
        Act.PROPOSE,
        _("Soạn kết quả và trình lãnh đạo ký."),
        _("Trình ký"),
        "arrow",
        proposal.propose,
        proposal.propose_extra,
        "is-main",
    ),
    ActForm(
        Act.RETURN_RESULT,
        _("Trao kết quả cho người nộp và kết thúc hồ sơ."),
        _("Trả kết quả"),
        "check",
        systems.return_result,
        systems.return_extra,
        "is-main",
    ),
    ActForm(
        Act.SUPPLEMENT,
        _("Người nộp mang giấy tờ tới quầy: nhận thay vào hồ sơ, thời hạn chạy tiếp."),
        _("Nhận bổ sung"),
        "upload",
        supplement.answer,
        supplement.answer_extra,
    ),
    ActForm(
        Act.FORWARD,
        _("Xong bước này, chuyển sang bước tiếp theo của quy trình."),
        _("Chuyển bước"),
        "arrow",
        simple.forward,
        simple.forward_extra,
    ),
    ActForm(
        Act.REQUEST_SUPPLEMENT,
        _("Thời hạn tạm dừng từ lúc gửi tới khi người nộp bổ sung."),
        _("Gửi yêu cầu bổ sung"),
        "reply",
        supplement.request_supplement,
        supplement.request_extra,
    ),
    ActForm(
        Act.ASSIGN,
        _("Giao hồ sơ ở bước này cho một người cùng vị trí, hoặc tự nhận."),
        _("Phân công"),
        "assign",
        simple.assign,
        simple.assign_extra,
    ),
    ActForm(
        Act.SEND_BACK,
        _("Hồ sơ quay về người đã làm bước được chọn."),
        _("Trả lại"),
        "back",
        simple.send_back,
        simple.send_back_extra,
    ),
    ActForm(
        Act.EXTEND,
        _("Không kịp ngày hẹn: xin lỗi người nộp, nêu lý do và hẹn lại. Ngày hẹn đầu tiên vẫn được giữ để thống kê."),
        _("Xin lỗi và gia hạn"),
        "clock",
        leading.extend,
        leading.extend_extra,
    ),
    ActForm(
        Act.REFUSE,
        _("Hồ sơ không thuộc diện tiếp nhận. Người nộp nhận được lý do bằng văn bản."),
        _("Từ chối tiếp nhận"),
        "cross",
        simple.refuse,
        None,
        "is-grave",
    ),
    ActForm(
        Act.STOP,
        _("Dừng hẳn hồ sơ này. Người nộp nhận thông báo có chữ ký số và có thể nộp lại với dữ liệu đã khai."),
        _("Dừng giải quyết"),
        "pause",
        leading.stop,
        leading.stop_extra,
        "is-grave is-plain",
    ),
    ActForm(
        Act.WITHDRAW,
        _("Người nộp đề nghị rút. Hồ sơ kết thúc, không nộp lại dưới mã này được."),
        _("Rút hồ sơ"),
        "trash",
        simple.withdraw,
        simple.withdraw_extra,
        "is-grave is-plain",
    ),
    *running.FORMS,
    *moving.FORMS,
    *systems.FORMS,
    *duties.FORMS,
    *verifying.FORMS,
)
BY_SLUG = {form.slug: form for form in FORMS}
BY_ACT = {form.act: form for form in FORMS}
