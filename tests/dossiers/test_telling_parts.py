"""A bundle tells once: a part that waits says too where its answers are from, and uses papers of the store."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import ToldSource, ToldState
from motcua.dossiers.grouping.bundles import BundleFiled, file_bundle_draft
from motcua.dossiers.grouping.waiting import file_ready_parts
from motcua.dossiers.models import Dossier, DossierPaper, Draft, ReuseConsent, ToldAnswer, WaitingPart
from motcua.dossiers.services.drafting import start_draft
from motcua.dossiers.telling_once.consents import give
from motcua.dossiers.telling_once.offers import accepted_codes, offers_for, version_accepts
from motcua.dossiers.telling_once.snapshots import Told, to_json
from motcua.vault.models import IssuedResult
from tests.dossiers.bundle import BUNDLE, add_bundle
from tests.dossiers.filled import fill_in
from tests.dossiers.test_groups_bundle import ANSWERS, decide
from tests.dossiers.test_reuse import CODE, issued
from tests.dossiers.world import World


def told_draft(world: World, **told: Told) -> Draft:
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code=BUNDLE, at=world.at))
    draft.answers, draft.told = dict(ANSWERS), to_json(told)
    draft.save()
    draft.files.create(paper_key="giay", file_id=world.upload(world.citizen), added_at=world.at)
    return draft


def filed(world: World, draft: Draft) -> BundleFiled:
    return file_bundle_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)


def by_register(value: Any, at: datetime) -> Told:
    return Told(ToldSource.REGISTER, value, at, locked=True)


def rows(dossier: Dossier) -> dict[str, tuple[str, str, datetime | None, str]]:
    found = ToldAnswer.objects.filter(dossier=dossier)
    return {one.key: (one.source, one.state, one.told_at, one.ref) for one in found}


def residence_of(world: World, done: BundleFiled) -> Dossier:
    decide(world, uuid.UUID(done.filed[0].dossier_id))
    (one,) = file_ready_parts(group_id=uuid.UUID(done.group_id), at=world.at)
    return Dossier.objects.get(pk=one.dossier_id)


def test_a_part_that_waited_says_where_its_answers_are_from(world: World) -> None:
    add_bundle(world)
    told = by_register(ANSWERS["child_name"], world.at)
    done = filed(world, told_draft(world, child_name=told))
    birth = Dossier.objects.get(pk=done.filed[0].dossier_id)
    assert rows(birth) == {"child_name": (ToldSource.REGISTER, ToldState.CONFIRMED, world.at, "")}
    residence = residence_of(world, done)
    assert rows(residence)["person"] == (ToldSource.REGISTER, ToldState.CONFIRMED, world.at, "")


def test_what_the_earlier_part_decided_is_told_by_its_result(world: World) -> None:
    add_bundle(world)
    residence = residence_of(world, filed(world, told_draft(world)))
    result = IssuedResult.objects.get()
    told = (ToldSource.RESULT, ToldState.CONFIRMED, result.issued_at, result.symbol)
    assert rows(residence) == {"certificate": told}


def test_what_could_not_be_asked_stays_to_be_verified(world: World) -> None:
    add_bundle(world)
    done = filed(world, told_draft(world, child_name=Told(ToldSource.REGISTER, unasked=True)))
    assert WaitingPart.objects.get(part="thuong-tru").told["person"]["unasked"]
    assert rows(residence_of(world, done))["person"][:2] == (ToldSource.REGISTER, ToldState.UNVERIFIED)


def test_a_part_that_waits_offers_what_its_procedure_offers_and_uses_it_when_its_turn_comes(world: World) -> None:
    whole = add_bundle(world, residence_facts={"accepts": {"dong-y": [CODE]}})
    assert accepted_codes(version_bundle(whole.pk), "dong-y") == {CODE}
    assert accepted_codes(version_bundle(whole.pk), "giay") == frozenset()
    draft = told_draft(world)
    assert version_accepts(draft)
    result = issued(world, world.citizen)
    assert offers_for(world.citizen, version_bundle(whole.pk), "", on=world.at.date()) == {"dong-y": [result]}
    consent = give(draft_id=draft.pk, asker=world.citizen, paper_key="dong-y", result_id=result.pk, at=world.at)
    done = filed(world, draft)
    consent.refresh_from_db()
    assert (consent.used_at, consent.dossier_id) == (world.at, None)
    residence = residence_of(world, done)
    paper = DossierPaper.objects.get(dossier=residence)
    assert (paper.kind, paper.result_id, paper.file_id) == ("issued", result.pk, result.file_id)
    assert ReuseConsent.objects.get().dossier_id == residence.pk
