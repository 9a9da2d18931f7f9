"""The desk's addresses, below /can-bo/."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.desk import account, login
from motcua.web.desk.views import dossier, files, inbox

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
    path("ho-so/<uuid:dossier_id>/<slug:slug>", dossier.act, name="act"),
]
