"""Each procedure may say how its working days end; else the province's way holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.clocks import first_due
from motcua.kernel.clock import VIETNAM
from motcua.worktime.enums import Convention
from tests.dossiers.world import World

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        (Convention.HOUR_PRESERVING, datetime(2026, 11, 19, 9, 0, tzinfo=VIETNAM)),
        (Convention.END_OF_DAY, datetime(2026, 11, 19, 17, 0, tzinfo=VIETNAM)),
    ],
)
def test_a_procedure_ends_its_days_in_its_own_way(world: World, said: Convention, due: datetime) -> None:
    bundle = version_bundle(world.version.pk)
    own = replace(bundle, facts={**bundle.facts, "convention": said.value})
    assert first_due(own, Channel.ONLINE, "", world.committee.pk, MONDAY) == due


def test_without_a_word_the_province_decides(world: World, settings) -> None:
    bundle = version_bundle(world.version.pk)
    settings.DUE_CONVENTION = Convention.END_OF_DAY.value
    late = first_due(bundle, Channel.ONLINE, "", world.committee.pk, MONDAY)
    settings.DUE_CONVENTION = Convention.HOUR_PRESERVING.value
    assert first_due(bundle, Channel.ONLINE, "", world.committee.pk, MONDAY) != late
