"""What the catalogue and the offices know against which a process is judged: times, people, questions."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.selectors.bundles import agencies_for
from motcua.catalogue.terms import duration_of
from motcua.expressions import NameKind
from motcua.forms.rules import FormDefinition, expression_names
from motcua.identity.enums import Role
from motcua.identity.offices import one_stop_id
from motcua.identity.selectors import posts_held
from motcua.kernel.errors import NotFound
from motcua.workflow.rules import Duties, Holders, Problem, check
from motcua.workflow.rules.shares import working_hours
from motcua.worktime.rules import Duration

# The acts of a dossier's life that matter to a process (``dossiers.enums.Act``, which stands above the catalogue).
DUTIES = Duties(
    finishing=frozenset({"receive", "forward", "propose", "sign", "answer", "return_result"}),
    deciding="sign",
    returning="return_result",
    services=frozenset({"pass", "check-identity", "check-signatures"}),
)


def process_problems(definition: Any, bundle: VersionBundle | None, *, on: date) -> list[Problem]:
    """Everything wrong with a process for this procedure on the day, the grave first; without a procedure, what can be
    said of the definition alone."""
    if bundle is None:
        found = check(definition, duties=DUTIES)
    else:
        longest, shortest = limits(bundle)
        found = check(
            definition,
            limit=longest,
            shortest=shortest,
            holders=holders_for(bundle, on=on),
            names=condition_names(bundle.form),
            duties=DUTIES,
        )
    return sorted(found, key=lambda problem: not problem.grave)


def limits(bundle: VersionBundle) -> tuple[Duration | None, Duration | None]:
    """The longest and the shortest published time limit of any channel and case."""
    published = [duration for term in bundle.terms if (duration := duration_of(term)) is not None]
    if not published:
        return None, None
    return max(published, key=working_hours), min(published, key=working_hours)


def condition_names(form: FormDefinition) -> dict[str, NameKind]:
    """The answers a condition may ask and the case, with their kinds."""
    return expression_names(form)


def holders_for(bundle: VersionBundle, *, on: date) -> Holders:
    """Who sits in the offices that resolve the procedure and in those that receive for them (one query for people)."""
    competent = {office.pk: office.short_name for office in agencies_for(bundle, on=on)}
    receiving = {centre: name for pk, name in competent.items() if (centre := _centre(pk)) is not None}
    places = {"reception": receiving, "competent": competent}
    held: dict[int, set[Role]] = defaultdict(set)
    titles: set[str] = set()
    for organisation_id, title, roles in posts_held([*competent, *receiving], on=on):
        held[organisation_id] |= roles
        titles.add(title)
    seats: set[tuple[str, str]] = set()
    lacking: dict[tuple[str, str], tuple[str, ...]] = {}
    for where, offices in places.items():
        for role in Role:
            empty = [name for pk, name in offices.items() if role not in held[pk]]
            if len(empty) < len(offices):
                seats.add((role.value, where))
                lacking[role.value, where] = tuple(empty)
    return Holders(frozenset(seats), frozenset(titles), lacking)


def _centre(organisation_id: int) -> int | None:
    try:
        return one_stop_id(organisation_id)
    except NotFound:
        return None
