"""Numbers of papers under many hands: real acts side by side leave no gap and no double."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date

import pytest

from motcua.dossiers.models import DossierPaper, HandOver, IssuedPaper
from motcua.dossiers.services.extending import extend
from motcua.dossiers.services.handing_over import Sending, send_papers
from motcua.dossiers.services.reception import refuse
from motcua.dossiers.services.stopping import stop
from motcua.dossiers.services.supplementing import Item, request_supplement
from tests.dossiers.test_life import received
from tests.dossiers.test_races import together
from tests.dossiers.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 4
REASON = "Chờ cơ quan khác trả lời xác minh"


@pytest.fixture
def world(transactional_db: None) -> World:
    return build()


def _on_paper(world: World) -> uuid.UUID:
    dossier_id = received(world)
    DossierPaper.objects.create(
        dossier_id=dossier_id, key="khac", name="Giấy tờ khác", kind="original", originals=1, added_at=world.at
    )
    return dossier_id


def test_every_kind_of_number_runs_without_gap_or_double(world: World) -> None:
    at, item = world.at, [Item("khac", "Giấy tờ khác", "missing")]
    wrong = Sending(receiver_id=world.elsewhere.pk)  # refused, and its number is given back
    acts = []
    for number in range(EACH):
        asked, declined, late, over, sent = (
            received(world), world.dossier_id(), received(world), received(world), _on_paper(world),
        )  # fmt: skip
        acts += [
            lambda d=asked, n=number: request_supplement(
                dossier_id=d, asker=world.specialist, key=f"b{n}", at=at, items=item
            ),
            lambda d=declined, n=number: refuse(
                dossier_id=d, asker=world.clerk, key=f"r{n}", at=at, reason="Không thuộc thẩm quyền của đơn vị"
            ),
            lambda d=late, n=number: extend(
                dossier_id=d, asker=world.leader, key=f"x{n}", at=at, until=date(2026, 11, 23), reason=REASON
            ),
            lambda d=over, n=number: stop(
                dossier_id=d, asker=world.leader, key=f"s{n}", at=at, ground="asked", reason="Người nộp có đơn đề nghị"
            ),
            lambda d=sent, n=number: send_papers(
                dossier_id=d, asker=world.clerk, key=f"p{n}", at=at, sending=Sending(receiver_id=world.committee.pk)
            ),
            lambda d=sent, n=number: send_papers(
                dossier_id=d, asker=world.clerk, key=f"w{n}", at=at, sending=wrong
            ),
        ]  # fmt: skip
    done = together(len(acts), lambda number: acts[number]())
    failed = [answer for answer in done if isinstance(answer, Exception)]
    assert len(failed) == EACH, failed
    numbers: dict[str, list[int]] = defaultdict(list)
    for symbol in [
        *IssuedPaper.objects.values_list("symbol", flat=True),
        *HandOver.objects.values_list("symbol", flat=True),
    ]:
        number, kind = symbol.split("/")
        numbers[kind].append(int(number))
    assert set(numbers) == {"PBS-UBND", "PTC-TTPVHCC", "PXL-UBND", "TB-UBND", "PGN-TTPVHCC"}
    assert all(sorted(given) == list(range(1, EACH + 1)) for given in numbers.values()), numbers
