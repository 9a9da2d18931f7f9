"""The watchers' addresses, below /can-bo/."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.desk.watching import apologising, calendar, escalation, listing

urlpatterns: list[URLPattern] = [
    path("canh-bao/", listing.alerts, name="alerts"),
    path("khong-ket/", listing.not_stuck, name="flow"),
    path("ai-tre/", listing.late, name="late"),
    path("xin-loi/", apologising.waiting, name="apologies"),
    path("xin-loi/<int:apology_id>/", apologising.apology, name="apology"),
    path("nhac-viec/", escalation.rules, name="rules"),
    path("lich-lam-viec/", calendar.calendar, name="calendar"),
]
