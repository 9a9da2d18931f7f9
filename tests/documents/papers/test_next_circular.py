"""The day a circular changes the forms: data gain two lines, papers issued before keep their own form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from motcua.documents.papers.apology import apology_pdf
from motcua.documents.papers.catalogue import FormKind, catalogue, form_on
from motcua.kernel.clock import VIETNAM
from tests.documents.papers.contents import APOLOGY, HEADING, words

CHANGE = date(2027, 1, 1)


@pytest.fixture
def next_circular(settings, tmp_path: Path) -> Iterator[None]:
    """A circular of 2027 that only renumbers and renames the apology, written as the data's editor would."""
    known = json.loads((Path(settings.BASE_DIR) / "data" / "papers.json").read_text(encoding="utf-8"))
    known["circulars"][-1]["valid_to"] = "2026-12-31"
    known["circulars"].append({"code": "09/2027/TT-VPCP", "valid_from": CHANGE.isoformat(), "valid_to": None})
    kept = [dict(form) for form in known["forms"] if form["circular"] == "03/2025/TT-VPCP"]
    for form in kept:
        form["circular"] = "09/2027/TT-VPCP"
        if form["kind"] == FormKind.APOLOGY:
            form |= {"number": "09", "title": "Thư xin lỗi người dân"}
    known["forms"] += kept
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "papers.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    settings.BASE_DIR = tmp_path
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


def _printed(at: datetime) -> str:
    return words(apology_pdf(replace(APOLOGY, heading=replace(HEADING, at=at))))


@pytest.mark.usefixtures("next_circular")
def test_a_paper_issued_before_the_change_keeps_the_old_form_whenever_it_is_printed() -> None:
    old = _printed(datetime(2026, 12, 31, 16, 0, tzinfo=VIETNAM))
    assert "Mẫu số 04 (Thông tư số 03/2025/TT-VPCP)" in old
    new = _printed(datetime(2027, 1, 1, 8, 0, tzinfo=VIETNAM))
    assert "Mẫu số 09 (Thông tư số 09/2027/TT-VPCP)" in new
    assert "thư xin lỗi người dân" in new.lower()
    assert "thư xin lỗi người dân" not in old.lower()


@pytest.mark.usefixtures("next_circular")
def test_the_day_decides_in_vietnam_not_at_greenwich() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=VIETNAM)
    assert "03/2025" in _printed(late)
    assert form_on(FormKind.APOLOGY, CHANGE).number == "09"
    assert form_on(FormKind.RECEIPT, CHANGE).circular == "09/2027/TT-VPCP"
