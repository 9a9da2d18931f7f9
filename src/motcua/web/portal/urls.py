"""Addresses of the citizen portal, in Vietnamese words without marks: people read them out over the telephone."""

from __future__ import annotations

from django.urls import path

from motcua.web.portal import login
from motcua.web.portal.groups import sheets
from motcua.web.portal.groups import views as groups
from motcua.web.portal.views import (
    asking,
    closing,
    confirming,
    dossier,
    files,
    filing,
    home,
    inbox,
    mine,
    objecting,
    papers,
    preferences,
    procedures,
    start,
    submitting,
    supplement,
    tracking,
    vault,
    verification,
)
from motcua.web.portal.views import (
    help as helping,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim-kiem", asking.search, name="search"),
    path("tim-kiem/goi-y", asking.suggestions, name="suggestions"),
    path("viec/<slug:key>/", home.life_event, name="life_event"),
    path("thu-tuc/", procedures.sectors, name="sectors"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/nop", start.start, name="start"),
    path("nop-ho-so/<uuid:draft_id>/", filing.tasks, name="draft"),
    path("nop-ho-so/<uuid:draft_id>/noi-nop", filing.place, name="draft_place"),
    path("nop-ho-so/<uuid:draft_id>/khai/<str:page_key>", filing.page, name="draft_page"),
    path("nop-ho-so/<uuid:draft_id>/giay-to", papers.papers, name="draft_papers"),
    path("nop-ho-so/<uuid:draft_id>/giay-to/<int:draft_file_id>/bo", papers.remove, name="draft_paper_remove"),
    path("nop-ho-so/<uuid:draft_id>/kiem-tra", submitting.check, name="draft_check"),
    path("nop-ho-so/<uuid:draft_id>/gui", submitting.submit, name="draft_submit"),
    path("nop-ho-so/<uuid:draft_id>/bo", filing.discard_draft, name="discard"),
    path("nop-ho-so/<uuid:draft_id>/them-thu-tuc", groups.begin, name="group_begin"),
    path("nop-ho-so/<uuid:draft_id>/bang-tinh", sheets.sheet, name="sheet"),
    path("nop-ho-so/<uuid:draft_id>/bang-tinh/mau.<str:kind>", sheets.template, name="sheet_template"),
    path("nhom/<uuid:group_id>/", groups.group, name="group"),
    path("nhom/<uuid:group_id>/them", groups.add, name="group_add"),
    path("nhom/<uuid:group_id>/gui", groups.submit, name="group_submit"),
    path("nhom/<uuid:group_id>/nop-lai/<uuid:dossier_id>", groups.again, name="group_again"),
    path("nhom/<uuid:group_id>/dong-can-sua.xlsx", sheets.to_mend, name="sheet_mend"),
    path("ho-so-cua-toi/", mine.dossiers, name="dossiers"),
    path("ho-so/<uuid:dossier_id>/", dossier.dossier, name="dossier"),
    path("ho-so/<uuid:dossier_id>/da-nop", dossier.filed, name="filed"),
    path("ho-so/<uuid:dossier_id>/qr.svg", dossier.qr, name="qr"),
    path("ho-so/<uuid:dossier_id>/phieu-hen.pdf", dossier.slip, name="slip"),
    path("ho-so/<uuid:dossier_id>/van-ban/<uuid:paper_id>.pdf", dossier.issued, name="issued"),
    path("ho-so/<uuid:dossier_id>/nop-lai", start.again, name="again"),
    path("ho-so/<uuid:dossier_id>/bo-sung", supplement.supplement_page, name="supplement"),
    path("ho-so/<uuid:dossier_id>/bo-sung/bo", supplement.remove, name="supplement_remove"),
    path("ho-so/<uuid:dossier_id>/tra-loi/<slug:step>", confirming.confirm_page, name="confirm"),
    path("ho-so/<uuid:dossier_id>/rut", closing.withdraw_page, name="withdraw"),
    path("ho-so/<uuid:dossier_id>/khieu-nai", objecting.object_page, name="object"),
    path("ho-so/<uuid:dossier_id>/danh-gia", closing.rate_page, name="rate"),
    path("tep/<uuid:file_id>/", files.file, name="file"),
    path("tep/<uuid:file_id>/anh", files.picture, name="file_picture"),
    path("ai-da-xem/", mine.looks, name="looks"),
    path("giay-to-cua-toi/", vault.vault, name="vault"),
    path("ket-qua/<uuid:result_id>.pdf", vault.result, name="result"),
    path("hop-thu/", inbox.inbox_page, name="inbox"),
    path("tra-cuu/", tracking.track, name="track"),
    path("t/<str:token>/", tracking.track_token, name="track_token"),
    path("xac-minh/", verification.verify_page, name="verify"),
    path("x/<str:token>/", verification.verify_token, name="verify_token"),
    path("dang-nhap/", login.login, name="login"),
    path("dang-xuat/", login.logout, name="logout"),
    path("tro-giup/", helping.help_page, name="help"),
    path("dia-chi-cu/", helping.old_address, name="old_address"),
    path("co-chu/", preferences.text_size, name="text_size"),
    path("ngon-ngu/", preferences.language, name="language"),
]
