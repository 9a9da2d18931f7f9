"""Collecting what is known of a person for one form: only what that form can use."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from motcua.audit.services.access import look_up
from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.applicants import known_facts
from motcua.dossiers.enums import ToldSource
from motcua.dossiers.models import Dossier
from motcua.dossiers.standing_in.filers import TOLD
from motcua.dossiers.telling_once.facts import (
    CHILD,
    EARLIER,
    PERSON,
    RELATIVES,
    Fact,
    Known,
    as_parents,
    from_register,
    registered_facts,
    relatives_wanted,
    who_and_what,
)
from motcua.dossiers.telling_once.places import as_answer
from motcua.dossiers.telling_once.snapshots import EMPTY, names_wanted
from motcua.forms.rules import Answer
from motcua.gateway.errors import Unavailable
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from motcua.identity.population import looking_up
from motcua.identity.population.port import Registered
from motcua.identity.selectors import own_person
from motcua.identity.services.people import Source as PersonSource
from motcua.vault.models import IssuedResult
from motcua.vault.selectors import results_of

EARLIER_DOSSIERS = 20
_VOUCHED = (PersonSource.VNEID.value, PersonSource.CARD.value)
_IDENTITY = frozenset({"full_name", "id_number", "birth_date", "sex"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """``unasked``: facts the register could not give (down, or it does not know the person).

    ``asked``: the sources that answered.
    """

    known: Known = field(default_factory=dict)
    unasked: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


def gather(
    *, asker: Asker, whose: Asker | None = None, bundle: VersionBundle, object_ref: str, at: datetime
) -> Gathered:
    """Everything known of the asker for the fields of this form. Calls the register, so never inside a transaction.

    ``whose``: of whom it is instead, where the asker helps somebody who agreed; the look is written down first.
    """
    owner = whose or asker
    wanted = names_wanted(bundle.form)
    if owner.person_id is None or not wanted:
        return Gathered()
    if owner != asker:
        look_up(asker=asker, person_ref=str(owner.person_id), purpose=TOLD, object_ref=object_ref, at=at)
    person = own_person(owner)
    known = _profile(owner, person, at) | _earlier(owner, wanted) | _results(owner, wanted, at)
    names = {name for name in wanted if from_register(name)}
    if not names or not looking_up.connected() or not person.id_number:
        return Gathered(known | as_parents(known, sex=person.sex))
    look = partial(
        looking_up.find_person,
        asker=asker,
        procedure_code=bundle.code,
        object_ref=object_ref,
        at=at,
        ground=looking_up.PURPOSE if owner == asker else looking_up.HELPING,
    )
    try:
        told, answered = _register(person, names, look, at), True
    except Unavailable:
        told, answered = {}, False
    known |= told
    known |= as_parents(known, sex=person.sex)
    asked = frozenset({ToldSource.REGISTER.value} if answered else ())
    gone = frozenset() if answered and told else frozenset(name for name in names if name not in known)
    return Gathered(known, gone, asked)


def _profile(asker: Asker, person: Person, at: datetime) -> Known:
    """Identity as VNeID or the card vouched for it, and contact details as the person gave them."""
    vouched = person.source in _VOUCHED and person.verified_at is not None
    found: Known = {}
    for name, value in known_facts(asker).items():
        identity = vouched and who_and_what(name)[1] in _IDENTITY
        source = ToldSource.VNEID if identity else ToldSource.PROFILE
        moment = person.verified_at if identity and person.verified_at else at
        if value not in EMPTY:
            found[name] = Fact(value, source, moment, locked=identity)
    return found


def _register(person: Person, names: Collection[str], look: Callable[..., Registered | None], at: datetime) -> Known:
    """The person and whoever of the family is needed, one look-up each."""
    me = look(id_number=person.id_number or "", full_name=person.full_name)
    if me is None:
        return {}
    known = registered_facts(PERSON, me, at, _places(me, at))
    for who in sorted(relatives_wanted(names, sex=person.sex or me.sex)):
        relative = me.relative(RELATIVES[who])
        found = look(id_number=relative.id_number, full_name=relative.full_name) if relative else None
        if found is not None:
            known |= registered_facts(who, found, at, _places(found, at))
    return known


def _places(found: Registered, at: datetime) -> dict[str, Answer]:
    named = {"home": found.home, "hometown": found.hometown}
    return {what: answer for what, place in named.items() if place and (answer := as_answer(place, on=at.date()))}


def _earlier(asker: Asker, wanted: Collection[str]) -> Known:
    """The person's own answers in earlier dossiers, the latest first."""
    keys = [what for who, what in map(who_and_what, wanted) if who == EARLIER]
    if not keys:
        return {}
    rows = Dossier.objects.filter(acting_id=asker.person_id, record_system="").order_by("-submitted_at")
    found: Known = {}
    for code, answers, at in rows.values_list("code", "answers", "submitted_at")[:EARLIER_DOSSIERS]:
        for key in keys:
            if answers.get(key) not in EMPTY:
                found.setdefault(f"{EARLIER}.{key}", Fact(answers[key], ToldSource.EARLIER, at, ref=code))
    return found


def _results(asker: Asker, wanted: Collection[str], at: datetime) -> Known:
    """What valid results in the store say, where their procedure says so (``facts["tells"]``: fact name → field).

    A parent may mean another child than the latest: what is said of one is never locked.
    """
    if not any(who_and_what(name)[0] == CHILD for name in wanted):
        return {}
    valid = [one for one in results_of(asker) if one.revoked_at is None and not _expired(one, at)]
    versions = Dossier.objects.in_bulk([one.dossier_id for one in valid])
    stories = [story for one in valid if (dossier := versions.get(one.dossier_id)) and (story := _story(one, dossier))]
    found: Known = {}
    for story in stories[:1]:
        for name, (value, result) in story.items():
            found[name] = Fact(value, ToldSource.RESULT, result.issued_at, ref=result.symbol)
    return found


def _story(result: IssuedResult, dossier: Dossier) -> dict[str, tuple[Answer, IssuedResult]]:
    tells: Mapping[str, str] = version_bundle(dossier.version_id).facts.get("tells", {})
    return {
        name: (dossier.answers[key], result) for name, key in tells.items() if dossier.answers.get(key) not in EMPTY
    }


def _expired(result: IssuedResult, at: datetime) -> bool:
    return result.valid_to is not None and result.valid_to < at.date()


def draft_ref(draft_id: uuid.UUID) -> str:
    """How the log of looks names the draft a look-up was for."""
    return f"draft:{draft_id}"
