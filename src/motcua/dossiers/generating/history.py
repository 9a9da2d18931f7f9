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

SPAN = timedelta(days=19 * 30)
SURNAMES = ("Nguyễn", "Lê", "Trần", "Phạm", "Hoàng", "Mai", "Trịnh", "Đỗ", "Vũ", "Bùi", "Hà", "Lương", "Cao", "Lò")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Thanh", "Hữu", "Thùy", "Quang", "Thu")
GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hà",
    "Hùng",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phúc",
    "Quỳnh",
    "Sơn",
    "Tâm",
    "Thảo",
    "Trang",
    "Tuấn",
    "Vân",
    "Yến",
)

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


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be filed: a version at an organisation received at a counter, with its steps."""

    version_id: int
    process_version_id: int
    organisation_id: int
    organisation_code: str
    reception_id: int
    case_id: int | None
    steps: tuple[tuple[str, str, str, str], ...]  # key, name, role, where
    paper_names: tuple[tuple[str, str], ...]
    result_template: str


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
    status: Status
    submitted_at: datetime
    due_at: datetime
    events: list[tuple[Act, Status, datetime]] = field(default_factory=list)
    # Number of the step, state, from, until.
    tasks: list[tuple[int, str, datetime, datetime | None]] = field(default_factory=list)


def people(source: random.Random, count: int) -> Iterator[tuple[uuid.UUID, str, str]]:
    """``count`` people with a name and a made-up 12-digit number that no real person can have (province 098)."""
    for number in range(count):
        name = f"{source.choice(SURNAMES)} {source.choice(MIDDLES)} {source.choice(GIVEN)}"
        yield _uuid(source), name, f"098{number:09d}"


def dossiers(
    source: random.Random,
    offers: Sequence[Offer],
    persons: Sequence[tuple[uuid.UUID, str, str]],
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
        person_id, name, _number = source.choice(persons)
        made = Made(
            id=_uuid(source),
            track_token=track_token(index),
            offer=offer,
            code=settings.DOSSIER_CODE_FORMAT.format(unit=offer.organisation_code, day=day, number=number),
            person_id=person_id,
            name=name,
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
