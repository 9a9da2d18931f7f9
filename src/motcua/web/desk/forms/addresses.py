"""The form designer's addresses, below /can-bo/."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.desk.forms import crossing, drafting, listing, looking, pages, printing, questions, trying

HERE = "cau-hinh/to-khai/"
DRAFT = f"{HERE}nhap/<int:draft_id>/"
urlpatterns: list[URLPattern] = [
    path(HERE, listing.show, name="forms"),
    path(f"{HERE}moi/", listing.new, name="form_new"),
    path(DRAFT, drafting.draft, name="form_draft"),
    path(f"{DRAFT}them-trang/", pages.add, name="form_page_new"),
    path(f"{DRAFT}trang/<str:key>/", pages.edit, name="form_page"),
    path(f"{DRAFT}them-cau/", questions.add, name="form_field_new"),
    path(f"{DRAFT}cau/<str:key>/", questions.edit, name="form_field"),
    path(f"{DRAFT}them-quy-tac/", crossing.add, name="form_rule_new"),
    path(f"{DRAFT}quy-tac/<str:key>/", crossing.edit, name="form_rule"),
    path(f"{DRAFT}to-khai-in/", printing.edit, name="form_printing"),
    path(f"{DRAFT}to-khai-in.pdf", printing.sheet, name="form_sheet"),
    path(f"{DRAFT}thu/", trying.show, name="form_try"),
    path(f"{DRAFT}so-sanh/", looking.draft_changes, name="form_draft_changes"),
    path(f"{DRAFT}to-khai.json", looking.draft_json, name="form_draft_json"),
    path(f"{HERE}<str:code>/", listing.form, name="form"),
    path(f"{HERE}<str:code>/<int:number>/", looking.version, name="form_version"),
    path(f"{HERE}<str:code>/<int:number>/to-khai.json", looking.version_json, name="form_version_json"),
    path(f"{HERE}<str:code>/<int:number>/so-voi/<int:other>/", looking.comparison, name="form_comparison"),
]
