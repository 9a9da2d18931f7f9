"""Results in the person's store that a paper of a procedure accepts in place of an upload (``facts["accepts"]``)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.models import Draft, ReuseConsent
from motcua.identity.askers import Asker
from motcua.vault.models import IssuedResult
from motcua.vault.selectors import results_of


def accepted_codes(bundle: VersionBundle, paper_key: str) -> frozenset[str]:
    """Codes of results (KQ.…) or of the procedures that give them; a paper of one case is stored as ``key--case``."""
    accepts: Mapping[str, list[str]] = bundle.facts.get("accepts", {})
    return frozenset(accepts.get(paper_key.partition("--")[0], ()))


def fits(result: IssuedResult, codes: frozenset[str], *, on: date) -> bool:
    """Whether the result is of an accepted kind and good on that day."""
    good = result.revoked_at is None and (result.valid_to is None or result.valid_to >= on)
    return good and (result.code in codes or result.procedure_code in codes)


def offers_for(asker: Asker, bundle: VersionBundle, case_key: str, *, on: date) -> dict[str, list[IssuedResult]]:
    """By paper, what the asker owns that would do, the latest first; papers without an offer are left out."""
    wanted = {paper.key: accepted_codes(bundle, paper.key) for paper in bundle.papers_for(case_key)}
    if not any(wanted.values()):
        return {}
    own = results_of(asker)
    found = {key: [one for one in own if fits(one, codes, on=on)] for key, codes in wanted.items()}
    return {key: results for key, results in found.items() if results}


def consents_of(draft: Draft) -> list[ReuseConsent]:
    """What may be used for this draft, as agreed to and not taken back, in the order it was given."""
    if not version_accepts(draft):
        return []
    rows = ReuseConsent.objects.filter(draft_ref=draft.pk, revoked_at=None)
    return list(rows.select_related("result__organisation").order_by("given_at"))


def version_accepts(draft: Draft) -> bool:
    """Whether the procedure of the draft takes results at all: most do not, and are not asked further."""
    return bool(version_bundle(draft.version_id).facts.get("accepts"))


def usable(asker: Asker, result_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, IssuedResult]:
    """Those of the results that are the asker's own."""
    wanted = set(result_ids)
    return {one.pk: one for one in results_of(asker) if one.pk in wanted} if wanted else {}
