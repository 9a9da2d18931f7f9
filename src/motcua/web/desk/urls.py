"""The desk's addresses, below /can-bo/."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.desk import account, login
from motcua.web.desk.assisting import urls as assisting
from motcua.web.desk.designer import addresses as designer
from motcua.web.desk.forms import addresses as form_designer
from motcua.web.desk.handover import objections
from motcua.web.desk.handover import views as travelling
from motcua.web.desk.intake import scans
from motcua.web.desk.procedures import approving, editing, listing, working
from motcua.web.desk.systems import pages
from motcua.web.desk.views import delegation, dossier, files, find, inbox, intake, letters, register, settings, signing
from motcua.web.desk.watching import urls as watching

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", inbox.show, name="inbox"),
    path("dang-nhap/", login.login, name="login"),
    path("dang-nhap/ma/", login.totp, name="totp"),
    path("tai-khoan/", account.account, name="account"),
    path("tin-nhan/", letters.show, name="messages"),
    path("nhieu-ho-so/", inbox.bulk, name="bulk"),
    path("ho-so/<uuid:dossier_id>/", dossier.show, name="dossier"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:file_id>/", files.paper, name="paper"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:file_id>/anh", files.paper_face, name="paper_face"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:file_id>/xem", files.paper_view, name="paper_view"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:file_id>/trang/<int:number>", files.paper_page, name="paper_page"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:file_id>/ban-xem.pdf", files.paper_copy, name="paper_copy"),
    path("ho-so/<uuid:dossier_id>/du-thao.pdf", files.draft, name="draft"),
    path("ho-so/<uuid:dossier_id>/du-thao.png", files.draft_image, name="draft_image"),
    path("ho-so/<uuid:dossier_id>/ket-qua/<uuid:result_id>.pdf", files.result, name="result"),
    path("ho-so/<uuid:dossier_id>/phieu-hen.pdf", files.slip, name="slip"),
    path("ho-so/<uuid:dossier_id>/to-khai.pdf", files.declaration, name="declaration"),
    path("ho-so/<uuid:dossier_id>/van-ban/<uuid:paper_id>.pdf", files.issued, name="issued"),
    path("ho-so/<uuid:dossier_id>/phieu-kiem-soat.pdf", files.control, name="control"),
    path("ho-so/<uuid:dossier_id>/giao-nhan/<uuid:slip_id>.pdf", travelling.slip, name="hand_over_slip"),
    path("ho-so/<uuid:dossier_id>/<slug:slug>", dossier.act, name="act"),
    path("tiep-nhan/", intake.choose, name="intake"),
    path("tiep-nhan/xong/<uuid:dossier_id>/", intake.filed, name="filed"),
    path("tiep-nhan/<str:code>/", intake.counter, name="counter"),
    path("tiep-nhan/<str:code>/<str:key>/<str:paper_key>/tep/", scans.uploads, name="counter_uploads"),
    path("tiep-nhan/<str:code>/<str:key>/<str:paper_key>/tep/<uuid:upload_id>", scans.upload, name="counter_upload"),
    path("cho-ky/", signing.show, name="signing"),
    path("giay-to-di-den/", travelling.show, name="hand_overs"),
    path("khieu-nai/", objections.show, name="objections"),
    path("tim/", find.show, name="find"),
    path("so-theo-doi/", register.show, name="register"),
    path("so-theo-doi/so.pdf", register.pdf, name="register_pdf"),
    path("sau-quyet-dinh/chua-toi-tay/", pages.not_arrived, name="undelivered"),
    path("sau-quyet-dinh/chua-khop/", pages.not_in_step, name="out_of_step"),
    path("sau-quyet-dinh/chua-khop/<int:row_id>/", pages.by_hand, name="in_step_by_hand"),
    path("sau-quyet-dinh/ban-sao/", pages.copies, name="mirrors"),
    path("cau-hinh/", settings.aliases, name="aliases"),
    path("cau-hinh/thu-tuc/", listing.show, name="procedures"),
    path("cau-hinh/thu-tuc/moi/", listing.new, name="procedure_new"),
    path("cau-hinh/thu-tuc/<str:code>/", listing.versions, name="procedure"),
    path("cau-hinh/thu-tuc/nhap/<int:work_id>/", working.tasks, name="procedure_draft"),
    path("cau-hinh/thu-tuc/nhap/<int:work_id>/kiem-tra/", working.check, name="procedure_check"),
    path("cau-hinh/thu-tuc/nhap/<int:work_id>/xem-thu/", working.preview, name="procedure_preview"),
    path("cau-hinh/thu-tuc/nhap/<int:work_id>/duyet/", approving.approve, name="procedure_approve"),
    path("cau-hinh/thu-tuc/nhap/<int:work_id>/<slug:slug>/", editing.edit, name="procedure_edit"),
    *designer.urlpatterns,
    *form_designer.urlpatterns,
    path("uy-quyen/", delegation.show, name="delegation"),
    *watching.urlpatterns,
    *assisting.urlpatterns,
]
