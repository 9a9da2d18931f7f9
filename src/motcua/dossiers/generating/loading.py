"""Made-up dossiers into the tables by COPY: 100,000 in about half a minute."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.selectors import VersionBundle, agencies_for, version_bundle
from motcua.dossiers.generating.filling import Applicant, Filling, Offer, can_be_filled
from motcua.dossiers.generating.history import Made, Numbers, dossiers, people
from motcua.dossiers.generating.rows import COLUMNS, MAKER, Making, rows_of
from motcua.dossiers.models import DailySequence, Dossier
from motcua.identity.enums import AccountKind
from motcua.identity.models import Account
from motcua.identity.offices import one_stop_id
from motcua.kernel.errors import Refused
from motcua.places.selectors import communes

BATCH = 2_000
KEYED = ("workflow_instance", "workflow_task", "dossiers_dossierevent")
PERSON = (
    "id",
    "full_name",
    "id_number",
    "birth_date",
    "sex",
    "address",
    "phone",
    "email",
    "source",
    "created_at",
)
ACCOUNT = "du-lieu-tao-san"


@transaction.atomic
def generate(*, size: int, seed: int, until: datetime, versions: int = 40, offices: int = 60) -> int:
    """Load ``size`` made-up dossiers; the same catalogue, ``seed`` and ``until`` give the same province.

    Decided dossiers have no result document. Raises ``Refused`` when the database has made-up dossiers already, or
    nothing that can be filed.
    """
    if Dossier.objects.filter(filing_key__startswith="generated:").exists():
        raise Refused(_("Cơ sở dữ liệu này đã có hồ sơ tạo sẵn."), code="generated_before")
    source = random.Random(seed)  # noqa: S311 - made-up data must be repeatable
    offers = offers_of(until, versions, offices)
    if not offers:
        raise Refused(_("Chưa có thủ tục nào để nộp: nạp danh mục và cơ quan trước."), code="no_offers")
    applicants = list(people(source, max(1, size // 3), until.date()))
    copy("identity_person", PERSON, [_person(one, until) for one in applicants])
    numbers = numbers_given()
    filling = Filling(source, applicants, commune_codes(until.date()))
    load(dossiers(source, offers, filling, size, until, numbers), source, until)
    keep_numbers(numbers)
    return size


def commune_codes(on: date) -> list[str]:
    """Where made-up people live."""
    return [unit.code for unit in communes(on=on)]


def _person(one: Applicant, at: datetime) -> tuple[Any, ...]:
    who = one.who
    return one.id, who.full_name, who.id_number, who.birth, who.sex, "", "", "", "declared", at


def load(made: Iterable[Made], source: random.Random, at: datetime) -> None:
    """Write made-up dossiers with all their rows."""
    making = Making(source, _next_keys(), _maker(at).pk)
    for batch in batched(made, BATCH, strict=False):
        for table, rows in rows_of(batch, making).items():
            copy(table, COLUMNS[table], rows)
    _advance_keys()


def tidy() -> None:
    """Let the planner know what came; outside of any transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join([*COLUMNS, 'identity_person', 'dossiers_dailysequence'])}")


def offers_of(until: datetime, versions: int, offices: int) -> list[Offer]:
    """Every pair of one of the busiest procedures and one of its offices; none whose form accepts nothing made up."""
    chosen = ProcedureVersion.objects.filter(state="published", hand_over=False).order_by(
        "-procedure__volume", "procedure__code"
    )[:versions]
    bundles = [bundle for version in chosen if can_be_filled(bundle := version_bundle(version.pk), until.date())]
    return [offer for bundle in bundles for offer in offers_for(bundle, until.date(), offices)]


def offers_for(bundle: VersionBundle, on: date, offices: int) -> list[Offer]:
    """The procedure at each of its first ``offices`` offices."""
    steps = tuple((step.key, step.name, str(step.role), step.where) for step in bundle.process.steps)
    return [
        Offer(
            version_id=bundle.version_id,
            process_version_id=bundle.process_version_id,
            organisation_id=office.pk,
            organisation_code=office.code,
            reception_id=one_stop_id(office.pk),
            form=bundle.form,
            cases=tuple((case.id, case.key) for case in bundle.cases) or ((None, ""),),
            steps=steps,
            paper_names=tuple((paper.key, paper.name) for paper in bundle.papers[:2]),
            result_template=bundle.result_template,
        )
        for office in agencies_for(bundle, on=on)[:offices]
    ]


def copy(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def _maker(at: datetime) -> Account:
    """The account that made-up requests and proposals name; nobody can log in with it."""
    made, _created = Account.objects.get_or_create(
        username=ACCOUNT,
        defaults={"kind": AccountKind.OFFICER, "display_name": MAKER, "is_active": False, "created_at": at},
    )
    return made


def numbers_given() -> Numbers:
    rows = DailySequence.objects.values_list("organisation_id", "day", "last")
    return {(organisation, day): last for organisation, day, last in rows}


def keep_numbers(numbers: Numbers) -> None:
    DailySequence.objects.bulk_create(
        (DailySequence(organisation_id=key[0], day=key[1], last=last) for key, last in numbers.items()),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["organisation", "day"],
        update_fields=["last"],
    )


def _next_keys() -> dict[str, Iterator[int]]:
    keys = {}
    with connection.cursor() as cursor:
        for table in KEYED:
            cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608 - names are ours
            keys[table] = iter(range(cursor.fetchone()[0], 2**62))
    return keys


def _advance_keys() -> None:
    with connection.cursor() as cursor:
        for table in KEYED:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
            )
