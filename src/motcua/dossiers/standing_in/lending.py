"""Whose stored papers a draft may use besides those of who fills it in: theirs who said so, for this filing."""

from __future__ import annotations

from datetime import date

from motcua.dossiers.enums import AssistanceState, Ground, Proof
from motcua.dossiers.models import Assistance, Authorisation, Draft, Representation
from motcua.dossiers.standing_in.authorising import mandate_of
from motcua.dossiers.standing_in.authority import is_minor, problem_with
from motcua.identity.models import Person

LENT = "papers.lent"  # what the log calls a look at the list of somebody's stored papers


def lender_of(draft: Draft, *, procedure: str, sector: str, today: date) -> Person | None:
    """Who lends their stored papers to this draft; None when nobody does.

    To a helper: the person they fill in for, by a consent of its own. To who files for another: the principal whose
    authorisation of their own login says so and covers the procedure; a child under age whose parent the population
    register confirmed in an earlier dossier. A paper or a declaration alone lends nothing.
    """
    helped = Assistance.objects.filter(draft=draft, state=AssistanceState.FILLING).select_related("person").first()
    if helped is not None:
        return helped.person if helped.papers_consent else None
    owner, filer = _owner(draft), draft.account.person
    if owner is None or filer is None or owner == filer:
        return None
    if draft.applicant.get("ground") == Ground.AUTHORISED:
        return owner if _authorised(owner, filer, procedure, sector, today) else None
    if draft.applicant.get("ground") == Ground.PARENT:
        return owner if _registered_parent(owner, filer, today) else None
    return None


def _owner(draft: Draft) -> Person | None:
    """The other person the draft is filled in for, as far as they are known by their number."""
    number = str(draft.applicant.get("owner_id_number") or "")
    if draft.applicant.get("acting_for") != "person" or not number:
        return None
    return Person.objects.filter(id_number=number).first()


def _authorised(owner: Person, filer: Person, procedure: str, sector: str, today: date) -> bool:
    given = Authorisation.objects.filter(principal=owner, agent=filer, papers=True, revoked_at=None)
    mandates = [mandate_of(one) for one in given]
    return any(not problem_with(one, procedure=procedure, sector=sector, today=today) for one in mandates)


def _registered_parent(child: Person, parent: Person, today: date) -> bool:
    if child.birth_date is None or not is_minor(child.birth_date, today):
        return False
    shown = Representation.objects.filter(proof=Proof.REGISTER, ended_at=None, dossier__ground=Ground.PARENT)
    return shown.filter(dossier__owner_person=child, dossier__representative=parent).exists()
