"""Filing for somebody else: what is known of the person who fills in says nothing of the other.

Who helps in filing is not the one who files: the draft is told of the person who agreed to the help.
"""

from __future__ import annotations

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Ground
from motcua.dossiers.models import Draft
from motcua.dossiers.standing_in.filers import filer_of
from motcua.dossiers.telling_once.facts import AS_FATHER, AS_MOTHER, OWN, REGISTERED, who_and_what
from motcua.dossiers.telling_once.snapshots import from_json, to_json
from motcua.identity.askers import Asker, AskerKind

SELF = "self"
_PARENTS = frozenset({AS_MOTHER, AS_FATHER})


def told_of(asker: Asker, draft: Draft) -> Asker:
    """Of whom the draft is told: the asker, or the person who agreed to their help (recorded; ``own_draft`` checks)."""
    if asker.kind is not AskerKind.OFFICER:
        return asker
    helped = filer_of(draft)
    return asker if helped is None else Asker(AskerKind.CITIZEN, name=helped.full_name, person_id=helped.person_id)


def about_the_asker(draft: Draft) -> frozenset[str]:
    """Whose facts are not told in this draft: none while the asker files for themself.

    A parent stays the mother or father of the child they file for.
    """
    if draft.applicant.get("acting_for", SELF) in (SELF, "", None):
        return frozenset()
    return REGISTERED - _PARENTS if draft.applicant.get("ground") == Ground.PARENT else REGISTERED


def is_withheld(name: str, whose: frozenset[str]) -> bool:
    who, what = who_and_what(name)
    return who in whose and what not in OWN


def take_back(draft: Draft) -> None:
    """Take back what was told of the asker, once they say that they file for another. Not saved here."""
    whose = about_the_asker(draft)
    form, told = version_bundle(draft.version_id).form, from_json(draft.told)
    gone = {key for key in told if key in form.fields and is_withheld(form.fields[key].prefill, whose)}
    if not gone:
        return
    draft.answers = {
        key: answer for key, answer in draft.answers.items() if not (key in gone and answer == told[key].value)
    }
    draft.told = to_json({key: one for key, one in told.items() if key not in gone})
    open_again = {page.key for page in form.pages if any(item.key in gone for item in page.fields)}
    draft.done_pages = [key for key in draft.done_pages if key not in open_again]
