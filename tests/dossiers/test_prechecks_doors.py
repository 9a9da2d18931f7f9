"""The procedure's own checks at every door: what blocks files nothing, what warns is read or written down."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from motcua.dossiers.grouping.bundles import file_bundle, file_bundle_at_counter
from motcua.dossiers.models import Dossier, DossierEvent, FilingGroup
from motcua.dossiers.prechecks.accepting import Heed, StillToMend
from motcua.dossiers.prechecks.gathering import findings_of
from motcua.dossiers.services.filing import FiledPaper, Filing, file
from motcua.dossiers.services.parties import Party
from motcua.dossiers.services.submitting import file_at_counter
from motcua.dossiers.standing_in.assist_codes import send_code
from motcua.dossiers.standing_in.assisting import begin, consent_by_code
from motcua.identity.enums import Role
from tests.dossiers.bundle import add_bundle
from tests.dossiers.test_assisting import MRS, code_sent, officer, post_office
from tests.dossiers.test_groups_bundle import ANSWERS
from tests.dossiers.told import asking
from tests.dossiers.world import FORM, World

NAMED = {"key": "ten", "kind": "rule", "that": "note != none", "at": "note", "say": "Ghi chú còn trống."}
HOMELESS = {"key": "o", "kind": "rule", "that": 'want_card = "no"', "at": "want_card", "say": "Xem lại việc cấp thẻ."}
DUPLICATE = {"key": "trung", "kind": "duplicate", "level": "warn"}


def filing(world: World, level: str, heed: Heed | None, **changes: Any) -> Filing:
    asking(world, FORM, prechecks=[{**NAMED, "level": level}])
    return world.filing(heed=heed, **changes)


def at_counter(world: World) -> dict[str, Any]:
    papers = [FiledPaper("chung-sinh", kind="original", originals=1)]
    return {"channel": "direct", "support_id": world.one_stop.pk, "typed_by": world.clerk.account_id, "papers": papers}


@pytest.mark.parametrize("heed", [Heed(), Heed(accepted=("ten",), reason="Vẫn nộp"), Heed(on_record=True)])
def test_what_blocks_files_nothing_whatever_is_said_to_it(world: World, heed: Heed) -> None:
    with pytest.raises(StillToMend) as refusal:
        file(asker=world.citizen, key=world.key(), filing=filing(world, "block", heed), at=world.at)
    assert refusal.value.fields == {"note": "Ghi chú còn trống."}
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("heed", "kept"),
    [
        (Heed(accepted=("ten",), reason="Cần gấp"), {"warned": ["Ghi chú còn trống."], "why": "Cần gấp"}),
        (Heed(on_record=True), {"warned": ["Ghi chú còn trống."]}),
    ],
)
def test_what_warns_is_filed_with_what_was_said_to_it(world: World, heed: Heed, kept: dict[str, Any]) -> None:
    filed = file(asker=world.citizen, key=world.key(), filing=filing(world, "warn", heed), at=world.at)
    assert [(one["key"], one["field"]) for one in filed.warned] == [("ten", "note")]
    assert DossierEvent.objects.get(act="file").data == {"channel": "online", **kept}


def test_what_warns_and_was_not_read_files_nothing(world: World) -> None:
    with pytest.raises(StillToMend):
        file(asker=world.citizen, key=world.key(), filing=filing(world, "warn", Heed(accepted=("khac",))), at=world.at)
    assert not Dossier.objects.exists()


def test_at_the_counter_nothing_is_filed_half(world: World) -> None:
    with pytest.raises(StillToMend):
        file_at_counter(
            asker=world.clerk,
            key=world.key(),
            filing=filing(world, "block", Heed(), **at_counter(world)),
            at=world.at,
        )
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("level", ["block", "warn"])
def test_a_bundle_is_looked_at_as_a_whole_at_the_counter_too(world: World, level: str) -> None:
    bundle = add_bundle(world, prechecks=({**HOMELESS, "level": level},))
    papers = [FiledPaper("giay", kind="original", originals=1)]
    changes = {**at_counter(world), "version_id": bundle.pk, "answers": ANSWERS, "papers": papers, "heed": Heed()}
    with pytest.raises(StillToMend):
        file_bundle_at_counter(asker=world.clerk, key=world.key(), filing=world.filing(**changes), at=world.at)
    assert not FilingGroup.objects.exists()
    if level == "warn":
        changes["heed"] = Heed(accepted=("o",), reason="Đã hỏi")
        done = file_bundle_at_counter(asker=world.clerk, key=world.key(), filing=world.filing(**changes), at=world.at)
        data = DossierEvent.objects.get(dossier_id=uuid.UUID(done.filed[0].dossier_id), act="file").data
        assert (data["warned"], data["why"]) == (["Xem lại việc cấp thẻ."], "Đã hỏi")


def test_the_parts_of_a_bundle_are_not_asked_again(world: World) -> None:
    bundle = add_bundle(world, prechecks=(DUPLICATE,))
    papers = [FiledPaper("giay", file_id=world.upload(world.citizen))]
    whole = world.filing(version_id=bundle.pk, answers=ANSWERS, papers=papers, heed=Heed())
    assert file_bundle(asker=world.citizen, key=world.key(), filing=whole, at=world.at).filed


def test_a_helper_is_told_of_the_persons_own_open_dossier_without_its_code(world: World, settings, tmp_path) -> None:
    settings.SMS_GATEWAY, settings.SMS_DIR = "motcua.notifications.providers.sms.folder.Folder", tmp_path / "sms"
    code = asking(world, FORM, prechecks=[DUPLICATE])
    helper = officer(post_office(), Role.HELPER, "Cô Bưu Cục")
    (place,) = helper.organisations_with()
    assistance = begin(
        asker=helper, organisation_id=place, procedure_code=code, card=MRS, at=world.at, key=uuid.uuid4()
    )
    send_code(assistance_id=assistance.pk, asker=helper, at=world.at)
    draft = consent_by_code(assistance_id=assistance.pk, asker=helper, code=code_sent(), at=world.at)
    assert findings_of(draft, asker=helper, at=world.at) == []
    acting = Party(full_name=MRS.full_name, person_id=assistance.person_id)
    file(asker=world.citizen, key=world.key(), filing=world.filing(acting=acting), at=world.at)
    (finding,) = findings_of(draft, asker=helper, at=world.at)
    assert "đã có một hồ sơ cho cùng việc" in finding.sentence
