"""Collecting what the checks look at, of a draft or of a filing whatever door it came to."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from motcua.catalogue.enums import Channel
from motcua.catalogue.prechecks import PrecheckKind
from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.documents.models import StoredFile
from motcua.documents.selectors import FileFacts, facts_of
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.prechecks.judging import Finding, Ground, judge
from motcua.dossiers.services.checking import subject_of
from motcua.dossiers.standing_in.filers import filer_of
from motcua.dossiers.states import BEFORE_DECISION
from motcua.dossiers.telling_once.offers import consents_of
from motcua.forms.rules import asking
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.models import Person
from motcua.kernel.clock import local

if TYPE_CHECKING:
    from motcua.dossiers.services.filing import Filing

MOST = 3
SHEETS = frozenset({"original", "copy"})
VOUCHED = 2  # whoever files for somebody has seen the card

type Look = Callable[[Mapping[str, Any]], list[Finding]]


def findings_of(draft: Draft, *, asker: Asker, at: datetime) -> list[Finding]:
    """What the procedure's own checks find on the draft as it stands."""
    bundle = version_bundle(draft.version_id)
    if not bundle.prechecks:
        return []
    files: dict[str, list[FileFacts]] = defaultdict(list)
    for one in draft.files.select_related("file").order_by("id"):
        files[one.paper_key].append(facts_of(one.file))
    filer = filer_of(draft) if asker.person_id is None else None
    whose = asker.person_id or (filer.person_id if filer else None)
    ground = Ground(
        today=local(at).date(),
        files=files,
        issued=frozenset(one.paper_key for one in consents_of(draft)),
        assurance=_assurance(asker),
    )
    look = _look(bundle, bundle.case_key(draft.case_id), ground, {whose} if whose else set(), asker)
    return look(draft.answers)


def looking(filing: Filing, *, asker: Asker, at: datetime, along: str = "") -> Look:
    """What the procedure's own checks find on the filing with these answers; all else is gathered once.

    A paper shown at a counter has no file, so nothing that needs a file is found on it. ``along``: how the keys begin
    under which dossiers are filed together; none of them is a duplicate of another.
    """
    bundle = version_bundle(filing.version_id)
    if not bundle.prechecks:
        return lambda _answers: []
    ids = [paper.file_id for paper in filing.papers if paper.file_id and paper.result_id is None]
    stored = StoredFile.objects.in_bulk(ids) if ids else {}
    files: dict[str, list[FileFacts]] = defaultdict(list)
    for paper in filing.papers:
        if paper.result_id is None and paper.file_id in stored:
            files[paper.key].append(facts_of(stored[paper.file_id]))
    over_the_counter = filing.channel != Channel.ONLINE.value
    ground = Ground(
        today=local(at).date(),
        files=files,
        issued=frozenset(paper.key for paper in filing.papers if paper.result_id is not None),
        shown=frozenset(paper.key for paper in filing.papers if over_the_counter and paper.kind in SHEETS),
        assurance=_assurance(asker),
    )
    return _look(bundle, filing.case_key, ground, _people(filing), asker, along)


def _look(
    bundle: VersionBundle, case: str, ground: Ground, people: set[uuid.UUID], asker: Asker, along: str = ""
) -> Look:
    asked = bundle.papers_for(case)
    papers = {one.key: one.name for one in asked if one.kind == "upload" or ground.files.get(one.key)}
    wants_duplicates = any(one.kind is PrecheckKind.DUPLICATE for one in bundle.prechecks)
    others = _open_ones(bundle, people, asker, along) if wants_duplicates and people else []

    def found(answers: Mapping[str, Any]) -> list[Finding]:
        subject = subject_of(bundle, dict(answers))
        about = subject.full_name if subject else None
        same = [code for code, name in others if about is None or name == about]
        scope = asking(bundle.form, dict(answers), today=ground.today, case=case).scope
        return judge(bundle.prechecks, replace(ground, papers=papers, scope=scope, duplicates=tuple(same[:MOST])))

    return found


def _assurance(asker: Asker) -> int | None:
    """How well the person is known to us; None when another system knows it and we do not."""
    if asker.kind is AskerKind.CITIZEN:
        return asker.assurance
    return None if asker.kind is AskerKind.MACHINE else VOUCHED


def _people(filing: Filing) -> set[uuid.UUID]:
    """Who files and for whom, as far as we know them already."""
    stated = [filing.acting, *([filing.for_whom.owner] if filing.for_whom.owner else [])]
    known = {one.person_id for one in stated if one.person_id}
    numbers = {one.id_number for one in stated if one.id_number and not one.person_id}
    if numbers:
        known |= set(Person.objects.filter(id_number__in=numbers).values_list("pk", flat=True))
    return known


def _open_ones(bundle: VersionBundle, people: set[uuid.UUID], asker: Asker, along: str) -> list[tuple[str, str | None]]:
    """Their open dossiers of the procedure, oldest first: code ("" when the asker may not know it), about whom."""
    theirs = Q(acting_id__in=people) | Q(owner_person_id__in=people)
    rows = Dossier.objects.filter(
        theirs, version__procedure_id=bundle.procedure_id, status__in=BEFORE_DECISION, record_system=""
    )
    if along:
        rows = rows.exclude(filing_key__startswith=along)
    # A machine passes its answer on to whoever typed a number: no code of anybody's dossier goes that way.
    offices = asker.organisations_with() if asker.kind is AskerKind.OFFICER else frozenset()
    own = asker.person_id is not None and asker.person_id in people
    found = rows.order_by("submitted_at").values_list(
        "code", "subject__full_name", "organisation_id", "reception_id", "support_id"
    )
    return [(code if own or offices & set(places) else "", name) for code, name, *places in found]
