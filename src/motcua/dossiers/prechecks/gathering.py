"""Collecting what the checks of a draft look at."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db.models import Q

from motcua.catalogue.prechecks import PrecheckKind
from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.documents.selectors import FileFacts, facts_of
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.prechecks.judging import Finding, Ground, judge
from motcua.dossiers.services.checking import subject_of
from motcua.dossiers.states import BEFORE_DECISION
from motcua.dossiers.telling_once.offers import consents_of
from motcua.forms.rules import asking
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.clock import local

MOST = 3
VOUCHED = 2  # whoever files for somebody has seen the card


def findings_of(draft: Draft, *, asker: Asker, at: datetime) -> list[Finding]:
    """What the procedure's own checks find on the draft as it stands."""
    bundle = version_bundle(draft.version_id)
    checks = bundle.prechecks
    return judge(checks, ground_of(draft, bundle, asker=asker, at=at)) if checks else []


def ground_of(draft: Draft, bundle: VersionBundle, *, asker: Asker, at: datetime) -> Ground:
    today, case = local(at).date(), bundle.case_key(draft.case_id)
    files: dict[str, list[FileFacts]] = defaultdict(list)
    for one in draft.files.select_related("file").order_by("id"):
        files[one.paper_key].append(facts_of(one.file))
    wants_duplicates = any(one.kind is PrecheckKind.DUPLICATE for one in bundle.prechecks)
    return Ground(
        today=today,
        scope=asking(bundle.form, draft.answers, today=today, case=case).scope,
        files=files,
        issued=frozenset(one.paper_key for one in consents_of(draft)),
        papers={paper.key: paper.name for paper in bundle.papers_for(case) if paper.kind == "upload"},
        duplicates=_duplicates(draft, bundle, asker) if wants_duplicates else (),
        assurance=asker.assurance if asker.kind is AskerKind.CITIZEN else VOUCHED,
    )


def _duplicates(draft: Draft, bundle: VersionBundle, asker: Asker) -> tuple[str, ...]:
    """Codes of the asker's open dossiers of the procedure about the same person, oldest first."""
    if asker.person_id is None:
        return ()
    mine = Q(acting_id=asker.person_id) | Q(owner_person_id=asker.person_id)
    rows = Dossier.objects.filter(
        mine, version__procedure_id=bundle.procedure_id, status__in=BEFORE_DECISION, record_system=""
    )
    subject = subject_of(bundle, draft.answers)
    if subject is not None:
        rows = rows.filter(subject__full_name=subject.full_name)
    return tuple(rows.order_by("submitted_at").values_list("code", flat=True)[:MOST])
