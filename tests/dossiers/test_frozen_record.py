"""What the database itself refuses: a past that changes."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.dossiers.models import IssuedPaper
from motcua.dossiers.services.correcting import correct
from motcua.dossiers.services.issuing import paper_pdf
from motcua.dossiers.services.supplementing import Item, request_supplement
from tests.dossiers.test_life import received
from tests.dossiers.world import World


@pytest.fixture
def dossier_id(world: World) -> uuid.UUID:
    """A dossier with a correction and an issued paper that is typeset."""
    found = received(world)
    correct(
        dossier_id=found, asker=world.clerk, key=world.key(), at=world.at,
        answers={"note": "Đã xem lại"}, reason="Gõ thiếu ghi chú khi nhập",
    )  # fmt: skip
    items = [Item("khac", "Giấy tờ khác", "missing")]
    request_supplement(dossier_id=found, asker=world.specialist, key=world.key(), at=world.at, items=items)
    return found


def refused(statement: str, dossier_id: uuid.UUID) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"dossier": dossier_id})
    return str(caught.value)


@pytest.mark.parametrize("table", ["dossiers_dossierevent", "dossiers_correction"])
@pytest.mark.parametrize("change", ["UPDATE {} SET dossier_id = dossier_id", "DELETE FROM {}"])
def test_events_and_corrections_are_only_added_to(dossier_id: uuid.UUID, table: str, change: str) -> None:
    statement = f"{change.format(table)} WHERE dossier_id = %(dossier)s"
    assert "only ever added to" in refused(statement, dossier_id)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE dossiers_issuedpaper SET content = '{}'",
        "UPDATE dossiers_issuedpaper SET symbol = '99/PBS-UBND'",
        "UPDATE dossiers_issuedpaper SET file_id = NULL",
        "DELETE FROM dossiers_issuedpaper",
    ],
)
def test_an_issued_paper_neither_changes_nor_goes(dossier_id: uuid.UUID, change: str) -> None:
    assert "an issued paper" in refused(f"{change} WHERE dossier_id = %(dossier)s", dossier_id)


def test_an_issued_paper_gets_its_file_once(world: World, dossier_id: uuid.UUID) -> None:
    paper = IssuedPaper.objects.get(dossier_id=dossier_id)
    assert paper.file_id is None
    first = paper_pdf(paper, at=world.at)
    paper.refresh_from_db()
    assert paper.file_id == first.pk
    paper.file_id = world.upload(world.specialist)
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save()
