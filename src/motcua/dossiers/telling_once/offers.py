"""Results in the person's store that a paper of a procedure accepts in place of an upload (``facts["accepts"]``)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from motcua.audit.services.access import look_up
from motcua.catalogue.selectors import VersionBundle, open_version_id, version_bundle
from motcua.dossiers.models import Draft, ReuseConsent
from motcua.dossiers.standing_in.lending import LENT, lender_of
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.clock import local
from motcua.vault.models import IssuedResult
from motcua.vault.selectors import results_of

ONE_LOOK = timedelta(hours=1)  # looks that follow each other so closely are one


def accepted_codes(bundle: VersionBundle, paper_key: str) -> frozenset[str]:
    """Codes of results (KQ.…) or of the procedures that give them; a paper of one case is stored as ``key--case``.

    A paper of a bundle takes what all the parts that get it take.
    """
    accepts: Mapping[str, list[str]] = bundle.facts.get("accepts", {})
    key = paper_key.partition("--")[0]
    own = frozenset(accepts.get(key, ()))
    if own or not bundle.parts:
        return own
    asked = [(part, name) for part in bundle.parts for name, source in part.papers.items() if source == key]
    taken = [accepted_codes(version_bundle(open_version_id(part.code)), name) for part, name in asked]
    return frozenset.intersection(*taken) if taken else frozenset()


def fits(result: IssuedResult, codes: frozenset[str], *, on: date) -> bool:
    """Whether the result is of an accepted kind and good on that day."""
    good = result.revoked_at is None and (result.valid_to is None or result.valid_to >= on)
    return good and (result.code in codes or result.procedure_code in codes)


def offers_for(
    asker: Asker, bundle: VersionBundle, case_key: str, *, on: date, lent: Iterable[IssuedResult] = ()
) -> dict[str, list[IssuedResult]]:
    """By paper, what the asker owns or was ``lent`` that would do, the latest first; papers without are left out."""
    wanted = {paper.key: accepted_codes(bundle, paper.key) for paper in bundle.papers_for(case_key)}
    if not any(wanted.values()):
        return {}
    there = sorted([*results_of(asker), *lent], key=lambda one: one.issued_at, reverse=True)
    found = {key: [one for one in there if fits(one, codes, on=on)] for key, codes in wanted.items()}
    return {key: results for key, results in found.items() if results}


def lent_results(asker: Asker, draft: Draft, *, at: datetime) -> list[IssuedResult]:
    """What somebody else lends to the draft; the look at their list is written down first, for them to see.

    Only for a procedure that takes stored papers, and only the kinds it takes. ``own_draft`` checks who asks.
    """
    bundle, today = version_bundle(draft.version_id), local(at).date()
    if not version_accepts(draft):
        return []
    lender = lender_of(draft, procedure=bundle.code, sector=bundle.sector, today=today)
    if lender is None or lender.pk == asker.person_id:
        return []
    look_up(
        asker=asker,
        person_ref=str(lender.pk),
        purpose=LENT,
        object_ref=f"draft:{draft.pk}",
        at=at,
        once_in=ONE_LOOK,
    )
    papers = bundle.papers_for(bundle.case_key(draft.case_id))
    codes = frozenset(code for paper in papers for code in accepted_codes(bundle, paper.key))
    stored = results_of(Asker(AskerKind.CITIZEN, name=lender.full_name, person_id=lender.pk))
    return [one for one in stored if fits(one, codes, on=today)]


def consents_of(draft: Draft) -> list[ReuseConsent]:
    """What may be used for this draft, as agreed to and not taken back, in the order it was given.

    What was lent counts as long as the lender lends: not for a draft that is for somebody else meanwhile.
    """
    if not version_accepts(draft):
        return []
    rows = ReuseConsent.objects.filter(draft_ref=draft.pk, revoked_at=None)
    given = list(rows.select_related("result__organisation", "result__owner_person").order_by("given_at"))
    if all(one.person_id is None for one in given):
        return given
    bundle, day = version_bundle(draft.version_id), local(draft.saved_at).date()
    lender = lender_of(draft, procedure=bundle.code, sector=bundle.sector, today=day)
    lending = {None, draft.account.person_id, lender.pk if lender else None}
    return [one for one in given if one.person_id in lending]


def version_accepts(draft: Draft) -> bool:
    """Whether the procedure of the draft takes results at all: most do not, and are not asked further."""
    return takes_results(version_bundle(draft.version_id))


def takes_results(bundle: VersionBundle) -> bool:
    """Of a bundle, whether one of its parts does."""
    if bundle.facts.get("accepts"):
        return True
    return any(version_bundle(open_version_id(part.code)).facts.get("accepts") for part in bundle.parts)


def usable(asker: Asker, result_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, IssuedResult]:
    """Those of the results that are the asker's own, or lent to them for a filing that is not made yet.

    The system files what waited: then whose they are was asked when the whole was filed.
    """
    wanted = set(result_ids)
    if not wanted:
        return {}
    if asker.kind is AskerKind.SYSTEM:
        return IssuedResult.objects.in_bulk(wanted)
    found = {one.pk: one for one in results_of(asker) if one.pk in wanted}
    if len(found) < len(wanted) and asker.account_id is not None:
        picked = ReuseConsent.objects.filter(account_id=asker.account_id, result_id__in=wanted - set(found))
        lent = picked.filter(person__isnull=False, revoked_at=None, used_at=None).select_related("result")
        found |= {one.result_id: one.result for one in lent}
    return found
