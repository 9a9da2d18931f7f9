"""The designer's addresses, below /can-bo/."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.desk.designer import drafting, listing, looking

HERE = "cau-hinh/quy-trinh/"
urlpatterns: list[URLPattern] = [
    path(HERE, listing.show, name="processes"),
    path(f"{HERE}<str:code>/", listing.process, name="process"),
    path(f"{HERE}<str:code>/soan/", listing.new, name="process_new"),
    path(f"{HERE}<str:code>/<int:number>/", drafting.version, name="process_version"),
    path(f"{HERE}<str:code>/<int:number>/them/", drafting.add, name="process_add"),
    path(f"{HERE}<str:code>/<int:number>/buoc/<str:key>/", drafting.step, name="process_step"),
    path(f"{HERE}<str:code>/<int:number>/chay-thu/", looking.rehearsal, name="process_rehearsal"),
    path(f"{HERE}<str:code>/<int:number>/so-voi/<int:other>/", looking.comparison, name="process_comparison"),
    path(f"{HERE}<str:code>/<int:number>/quy-trinh.bpmn", looking.bpmn, name="process_bpmn"),
]
