"""One made-up dossier after another, as plain rows. Nothing here touches the database."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import md5

from django.conf import settings

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.generating.filling import Applicant, Filled, Filling, Offer
from motcua.forms.rules.made_up_people import born, someone

SPAN = timedelta(days=19 * 30)
GROWN_UP = (24, 58)
KINDS = 24
# How far made-up dossiers have come, and how often; the shares of a province with a tidy past.
FATES: Sequence[tuple[Status, int]] = (
    (Status.RETURNED, 900),
    (Status.DECIDED, 15),
    (Status.PROCESSING, 35),
    (Status.RECEIVED, 15),
    (Status.SUBMITTED, 15),
    (Status.SUPPLEMENT, 5),
    (Status.WITHDRAWN, 5),
    (Status.REFUSED, 10),
)
# The acts that lead to each fate, in order, with the step of the default process at which each is done.
PATHS: dict[Status, tuple[Act, ...]] = {
    Status.SUBMITTED: (),
    Status.RECEIVED: (Act.RECEIVE,),
    Status.PROCESSING: (Act.RECEIVE, Act.PROPOSE),
    Status.SUPPLEMENT: (Act.RECEIVE, Act.REQUEST_SUPPLEMENT),
    Status.DECIDED: (Act.RECEIVE, Act.PROPOSE, Act.SIGN),
    Status.RETURNED: (Act.RECEIVE, Act.PROPOSE, Act.SIGN, Act.RETURN_RESULT),
    Status.WITHDRAWN: (Act.RECEIVE, Act.WITHDRAW),
    Status.REFUSED: (Act.REFUSE,),
}
AFTER: dict[Act, Status] = {
    Act.FILE: Status.SUBMITTED,
    Act.RECEIVE: Status.RECEIVED,
    Act.PROPOSE: Status.PROCESSING,
    Act.REQUEST_SUPPLEMENT: Status.SUPPLEMENT,
    Act.SIGN: Status.DECIDED,
    Act.RETURN_RESULT: Status.RETURNED,
    Act.WITHDRAW: Status.WITHDRAWN,
    Act.REFUSE: Status.REFUSED,
}


type Numbers = dict[tuple[int, date], int]  # (organisation, day) → the last number given


@dataclass(slots=True)
class Made:
    """A made-up dossier: its row values, the acts done on it and its tasks."""

    id: uuid.UUID
    offer: Offer
    code: str
    track_token: str
    person_id: uuid.UUID
    name: str
    filled: Filled
    status: Status
    submitted_at: datetime
    due_at: datetime
    events: list[tuple[Act, Status, datetime]] = field(default_factory=list)
    # Number of the step, state, from, until.
    tasks: list[tuple[int, str, datetime, datetime | None]] = field(default_factory=list)


def people(source: random.Random, count: int, on: date) -> Iterator[Applicant]:
    """``count`` grown-ups with made-up numbers that no real person can have.

    They were born on one of few days, so that answers made up for one of them fit many.
    """
    kinds = [someone(source, on=on, ages=GROWN_UP) for _kind in range(KINDS)]
    for number in range(count):
        kind = kinds[number % KINDS]
        yield Applicant(_uuid(source), born(source, kind.birth, kind.sex, kind.ethnicity, number))


def dossiers(
    source: random.Random,
    offers: Sequence[Offer],
    filling: Filling,
    count: int,
    until: datetime,
    numbers: Numbers,
    fates: Sequence[tuple[Status, int]] = FATES,
) -> Iterator[Made]:
    """``count`` dossiers filed in the 19 months before ``until``; unfinished ones in the last twenty days.

    Their numbers go on from ``numbers``, which is brought up to date.
    """
    chances = [status for status, share in fates for _ in range(share)]
    for index in range(count):
        status = source.choice(chances)
        finished = status in {Status.RETURNED, Status.WITHDRAWN, Status.REFUSED}
        span = SPAN if finished else timedelta(days=20)
        submitted = until - timedelta(days=1 if finished else 0, seconds=source.random() * span.total_seconds())
        offer = source.choice(offers)
        day = submitted.date()
        number = numbers[offer.organisation_id, day] = numbers.get((offer.organisation_id, day), 0) + 1
        applicant, filled = filling.of(offer, day)
        made = Made(
            id=_uuid(source),
            track_token=track_token(index),
            offer=offer,
            code=settings.DOSSIER_CODE_FORMAT.format(unit=offer.organisation_code, day=day, number=number),
            person_id=applicant.id,
            name=applicant.who.full_name,
            filled=filled,
            status=status,
            submitted_at=submitted,
            due_at=submitted + timedelta(days=source.randint(1, 21)),
        )
        _live(source, made, until)
        yield made


def track_token(index: int) -> str:
    """The token of the index-th dossier; PostgreSQL can say it too, which the benches use: ``md5(index::text)``."""
    return md5(str(index).encode(), usedforsecurity=False).hexdigest()


def _live(source: random.Random, made: Made, until: datetime) -> None:
    """The acts and tasks that lead to the fate."""
    at = made.submitted_at
    made.events.append((Act.FILE, Status.SUBMITTED, at))
    step, opened = 0, at
    for act in PATHS[made.status]:
        at = min(at + timedelta(hours=source.randint(1, 60)), until)
        made.events.append((act, AFTER[act], at))
        if act is Act.REQUEST_SUPPLEMENT:
            made.tasks.append((step, "paused", opened, None))
            return
        made.tasks.append((step, "done", opened, at))
        step, opened = min(step + 1, len(made.offer.steps) - 1), at
    if made.status not in {Status.RETURNED, Status.WITHDRAWN, Status.REFUSED}:
        made.tasks.append((step, "open", opened, None))


def _uuid(source: random.Random) -> uuid.UUID:
    return uuid.UUID(int=source.getrandbits(128), version=4)
