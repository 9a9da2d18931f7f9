"""The former address of form 01, whose home is ``papers.receipt``."""

from __future__ import annotations

from motcua.documents.papers.frame import PaperLine
from motcua.documents.papers.receipt import ReceiptContent, receipt_pdf
from motcua.documents.papers.wording import day, moment, place_and_day

__all__ = ["PaperLine", "ReceiptContent", "day", "moment", "place_and_day", "receipt_pdf"]
