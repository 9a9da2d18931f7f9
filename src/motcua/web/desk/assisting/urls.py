from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.desk.assisting import helping, signing

urlpatterns: list[URLPattern] = [
    path("khai-giup/", helping.show, name="assisting"),
    path("khai-giup/moi/", helping.choose, name="assisting_choose"),
    path("khai-giup/moi/<str:code>/", helping.new, name="assisting_new"),
    path("khai-giup/<uuid:assistance_id>/", helping.one, name="assistance"),
    path("khai-giup/<uuid:assistance_id>/phieu/", helping.slip, name="assistance_slip"),
    path("khai-giup/<uuid:assistance_id>/qr.svg", helping.qr, name="assistance_qr"),
    path("cung-ky/", signing.find, name="cosignings"),
    path("cung-ky/<uuid:cosigning_id>/<uuid:person_id>/", signing.sign, name="cosigning"),
]
