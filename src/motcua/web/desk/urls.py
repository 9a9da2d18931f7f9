"""The desk's addresses, below /can-bo/."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.desk import account, login
from motcua.web.desk.views import delegation, dossier, files, find, inbox, intake, register, settings, signing

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", inbox.show, name="inbox"),
    path("dang-nhap/", login.login, name="login"),
    path("dang-nhap/ma/", login.totp, name="totp"),
    path("tai-khoan/", account.account, name="account"),
    path("nhieu-ho-so/", inbox.bulk, name="bulk"),
    path("ho-so/<uuid:dossier_id>/", dossier.show, name="dossier"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:file_id>/", files.paper, name="paper"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:file_id>/anh", files.paper_face, name="paper_face"),
    path("ho-so/<uuid:dossier_id>/du-thao.pdf", files.draft, name="draft"),
    path("ho-so/<uuid:dossier_id>/du-thao.png", files.draft_image, name="draft_image"),
    path("ho-so/<uuid:dossier_id>/ket-qua/<uuid:result_id>.pdf", files.result, name="result"),
    path("ho-so/<uuid:dossier_id>/phieu-hen.pdf", files.slip, name="slip"),
    path("ho-so/<uuid:dossier_id>/van-ban/<uuid:paper_id>.pdf", files.issued, name="issued"),
    path("ho-so/<uuid:dossier_id>/phieu-kiem-soat.pdf", files.control, name="control"),
    path("ho-so/<uuid:dossier_id>/<slug:slug>", dossier.act, name="act"),
    path("tiep-nhan/", intake.choose, name="intake"),
    path("tiep-nhan/xong/<uuid:dossier_id>/", intake.filed, name="filed"),
    path("tiep-nhan/<str:code>/", intake.counter, name="counter"),
    path("cho-ky/", signing.show, name="signing"),
    path("tim/", find.show, name="find"),
    path("so-theo-doi/", register.show, name="register"),
    path("so-theo-doi/so.pdf", register.pdf, name="register_pdf"),
    path("cau-hinh/", settings.aliases, name="aliases"),
    path("cau-hinh/phien-ban/", settings.versions, name="versions"),
    path("cau-hinh/phien-ban/<str:code>/", settings.draft, name="draft_version"),
    path("uy-quyen/", delegation.show, name="delegation"),
]
