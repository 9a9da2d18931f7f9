"""Fields made ready for a template that decides nothing."""

from motcua.forms.presenters.boxes import SELECT_FROM
from motcua.forms.presenters.page import error_links, page_fields
from motcua.forms.presenters.views import BoxView, ChoiceView, FieldView, MapView, RowView, UploadView

__all__ = [
    "SELECT_FROM",
    "BoxView",
    "ChoiceView",
    "FieldView",
    "MapView",
    "RowView",
    "UploadView",
    "error_links",
    "page_fields",
]
