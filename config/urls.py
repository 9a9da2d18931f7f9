"""Every address of the house."""

from __future__ import annotations

from django.urls import include, path

from motcua.web.portal.login import callback

urlpatterns = [
    path("dang-nhap/vneid/callback/", callback, name="vneid_callback"),
    path("api/v1/", include("motcua.api.urls")),
    path("can-bo/", include("motcua.web.desk.urls")),
    path("", include("motcua.web.portal.urls")),
]

handler500 = "motcua.web.kit.failures.server_error"
