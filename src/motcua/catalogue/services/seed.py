"""The catalogue that comes with the program. Safe to repeat: only what differs becomes a new version."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.audit.services.entries import record
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import LifeEvent, ProcedureVersion
from motcua.catalogue.reading import Competence, VersionContent, curated, published
from motcua.catalogue.search.documents import Prior
from motcua.catalogue.search.files import read_patterns, read_priors
from motcua.catalogue.selectors.bundles import forget
from motcua.catalogue.selectors.kept_index import forget_index
from motcua.catalogue.services.aliases import seed_aliases
from motcua.catalogue.services.writing import FINGERPRINT, write_drafts
from motcua.identity.askers import SYSTEM

PROVINCE_MINISTRY = "UBND tỉnh Thanh Hóa"
VALID_FROM = date(2026, 7, 1)
PLAIN_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Seeded:
    procedures: int
    unchanged: int
    aliases: int
    life_events: int


@transaction.atomic
def seed(at: datetime) -> Seeded:
    """Publish every procedure of ``data/`` whose content is new, and load aliases and life events.

    A version drafted by staff is left alone: the province knows better than our files.
    """
    data = Path(settings.BASE_DIR) / "data"
    contents = read_contents(data)
    fresh = publish_new(contents, at=at)
    aliases = seed_aliases(read_patterns(data / "search"), at=at)
    events = _seed_life_events(data / "life_events.json")
    if fresh:
        record(
            asker=SYSTEM,
            action="catalogue.seeded",
            object_kind="province",
            object_ref=settings.PROVINCE_IDENTIFIER,
            details={"procedures": fresh, "aliases": aliases},
            at=at,
        )
    return Seeded(fresh, len(contents) - fresh, aliases, events)


def read_contents(data: Path) -> list[VersionContent]:
    """Published facts, curated files over them, and the province's own procedures known by name only."""
    competence = Competence.load(data / "competence.json")
    facts = {item["code"]: item for item in json.loads((data / "procedures.json").read_text(encoding="utf-8"))}
    ours = {raw["code"]: raw for raw in _curated_files(data / "curated")}
    plain = {prior.code: prior for prior in read_priors(data / "search")}
    found = {code: curated(raw, facts.get(code), competence) for code, raw in ours.items()}
    for code, fact in facts.items():
        if code not in found:
            found[code] = published(fact, competence)
    for raw in _named_only(data / "procedure_index.csv", set(found)):
        found[raw["code"]] = published(raw, competence)
    return [_with_prior(content, plain.get(code), is_curated=code in ours) for code, content in sorted(found.items())]


def publish_new(contents: Sequence[VersionContent], *, at: datetime) -> int:
    """Publish the contents that differ from what is in force; the version in force retires. Returns how many."""
    current = {
        version.procedure.code: version
        for version in ProcedureVersion.objects.filter(state=VersionState.PUBLISHED).select_related("procedure")
    }
    changed = [content for content in contents if _differs(content, current.get(content.code))]
    replaced = [current[content.code].pk for content in changed if content.code in current]
    drafted = write_drafts(changed, at=at, valid_from=min(VALID_FROM, at.date()))
    ProcedureVersion.objects.filter(pk__in=replaced).update(state=VersionState.RETIRED, retired_at=at)
    new = [each.version.pk for each in drafted]
    ProcedureVersion.objects.filter(pk__in=new).update(state=VersionState.PUBLISHED, published_at=at)
    if changed:
        _forget_all()
        transaction.on_commit(_forget_all)
    return len(changed)


def _forget_all() -> None:
    forget()
    forget_index()


def _differs(content: VersionContent, version: ProcedureVersion | None) -> bool:
    if version is None:
        return True
    return version.drafted_by_id is None and version.facts.get(FINGERPRINT) != content.fingerprint


def _curated_files(folder: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))


def _named_only(path: Path, known: set[str]) -> Iterable[dict[str, Any]]:
    """The province's own procedures that the index names and the detailed facts lack: offered with the generic form."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["promulgated_by"] == PROVINCE_MINISTRY and row["code"] not in known:
                yield {**row, "levels": row["levels"] or "Cấp tỉnh"}


def _with_prior(content: VersionContent, prior: Prior | None, *, is_curated: bool) -> VersionContent:
    """Yearly volume and everyday name from the search data, where a curated file did not say them itself."""
    if prior is None:
        return content
    volume = prior.volume or content.volume
    plain = content.plain_name if is_curated or not prior.plain else prior.plain[:PLAIN_LONGEST]
    return replace(content, volume=volume, plain_name=plain)


def _seed_life_events(path: Path) -> int:
    rows = json.loads(path.read_text(encoding="utf-8"))
    events = [LifeEvent(**row, order=number) for number, row in enumerate(rows)]
    LifeEvent.objects.bulk_create(
        events,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["name", "question", "codes", "icon", "order"],
    )
    return len(events)
