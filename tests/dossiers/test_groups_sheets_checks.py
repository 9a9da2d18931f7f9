"""The procedure's own checks in a spreadsheet: what blocks stands among the rows to mend, what warns is read once."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.grouping.sheets.columns import columns_of
from motcua.dossiers.grouping.sheets.filing import submit_sheet
from motcua.dossiers.grouping.sheets.rows import file_rows
from motcua.dossiers.grouping.sheets.writing import rows_to_mend
from motcua.dossiers.models import Dossier, DossierEvent, Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.kernel.errors import Invalid
from motcua.places.gazetteer import commune_names
from tests.dossiers.bundle import publish, version
from tests.dossiers.filled import fill_in
from tests.dossiers.test_groups_sheets import FIELDS, book, person, problems, quiet, uploaded
from tests.dossiers.world import World

OLD = {"key": "tuoi", "kind": "age", "of": "born", "min": 18}
RICH = {
    "key": "luong",
    "kind": "rule",
    "level": "warn",
    "that": "salary < 50000000",
    "at": "salary",
    "say": "Lương lạ.",
}
DUPLICATE = {"key": "trung", "kind": "duplicate", "level": "warn"}


def looked_at(world: World, *checks: dict[str, Any]) -> Draft:
    publish(version("9.000041", "Khai có soát", FIELDS, days=3, facts={"prechecks": list(checks)}))
    return fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000041", at=world.at))


def test_what_the_checks_block_stands_in_the_sheet_to_mend(world: World) -> None:
    draft = looked_at(world, {**OLD, "level": "block"})
    group = uploaded(world, draft, book([person(1), person(2, at_1=date(2015, 1, 2), at_2="038215004567")]))
    assert set(group.answers["rows"]) == {"2"}
    ((title, sentence),) = problems(group)[3]
    assert (title, "chưa đủ 18 tuổi" in sentence) == ("Ngày sinh", True)
    columns = columns_of(version_bundle(group.version_id or 0).form)
    mend = load_workbook(io.BytesIO(rows_to_mend("Khai", columns, commune_names(), group.report)))
    assert "chưa đủ 18 tuổi" in str(mend["Hồ sơ"]["J2"].value)


def test_what_the_checks_warn_of_is_read_once_for_all_rows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch)
    group = uploaded(world, looked_at(world, RICH), book([person(1), person(2, at_8=90_000_000)]))
    assert (set(group.answers["rows"]), set(group.answers["warned"]), group.report) == ({"2", "3"}, {"3"}, [])
    with pytest.raises(Invalid) as refusal:
        submit_sheet(group_id=group.pk, asker=world.citizen, at=world.at)
    assert refusal.value.code == "precheck"
    submit_sheet(group_id=group.pk, asker=world.citizen, at=world.at, anyway=True)
    file_rows(group_id=group.pk, at=world.at)
    told = {one.dossier.answers["salary"]: one.data.get("warned") for one in DossierEvent.objects.filter(act="file")}
    assert told == {12_000_000: None, 90_000_000: ["Lương lạ."]}


def test_rows_of_one_sheet_are_no_duplicates_and_of_two_they_are(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch)
    first = uploaded(world, looked_at(world, DUPLICATE), book([person(1), person(2)]))
    submit_sheet(group_id=first.pk, asker=world.citizen, at=world.at)
    file_rows(group_id=first.pk, at=world.at)
    assert Dossier.objects.count() == 2
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000041", at=world.at))
    second = uploaded(world, draft, book([person(3)]))
    assert set(second.answers["warned"]) == {"2"}


def test_what_comes_up_after_the_check_is_told_among_the_rows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch)
    groups = []
    looked_at(world, DUPLICATE).delete()
    for number in (1, 2):
        draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000041", at=world.at))
        groups.append(uploaded(world, draft, book([person(number)])))
        submit_sheet(group_id=groups[-1].pk, asker=world.citizen, at=world.at)
    for group in groups:
        file_rows(group_id=group.pk, at=world.at)
    assert Dossier.objects.count() == 1
    groups[1].refresh_from_db()
    assert "Đã có hồ sơ" in str(problems(groups[1])[2])
