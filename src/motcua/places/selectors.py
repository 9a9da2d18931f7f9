"""Places as others ask for them. Nothing here is anybody's secret, so nobody is asked who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from motcua.places.addresses import Named, best, read
from motcua.places.enums import UnitKind
from motcua.places.models import Succession, Unit
from motcua.places.names import typed_words, words


@dataclass(frozen=True, slots=True)
class Match:
    """A commune of today. ``via`` = the old commune the address named (None: it named today's), its district in
    ``via.parent``; ``partly`` = the old commune was divided, so the village decides: ask for it."""

    unit: Unit
    partly: bool
    via: Unit | None


def _valid(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def provinces(*, on: date) -> list[Unit]:
    return list(Unit.objects.filter(_valid(on), kind=UnitKind.PROVINCE).order_by("code"))


def communes(*, on: date, province: str | None = None) -> list[Unit]:
    """The communes of our province (or of the one coded ``province``) on that day, wards first, then by name."""
    found = _communes(on, province or settings.PROVINCE_CODE)
    return sorted(found, key=lambda unit: (unit.division_type != "phường", unit.folded, unit.code))


def commune(code: str, *, on: date) -> Unit | None:
    return Unit.objects.filter(_valid(on), kind=UnitKind.COMMUNE, code=code).select_related("parent").first()


def successor_code(code: str, *, on: date) -> str:
    """The commune of that day which an abolished one went into whole; "" when there is none or it was divided."""
    rows = Succession.objects.filter(old__code=code, old__kind=UnitKind.COMMUNE, on__lte=on, new__valid_to=None)
    found = list(rows.values_list("new__code", "partly")[:2])
    return found[0][0] if len(found) == 1 and not found[0][1] else ""


def _communes(on: date, province: str) -> QuerySet[Unit]:
    inside = Q(parent__code=province, parent__kind=UnitKind.PROVINCE)
    below = Q(parent__parent__code=province, parent__kind=UnitKind.DISTRICT)
    return Unit.objects.filter(_valid(on), inside | below, kind=UnitKind.COMMUNE).select_related("parent")


def find(text: str, *, on: date, limit: int = 10) -> list[Unit]:
    """Communes of today by name, as typed: without marks or kind, the beginning suffices. Our province first."""
    tokens = words(text)
    for kind in ("phuong", "xa"):
        if len(tokens) > 1 and tokens[0] == kind:
            tokens = tokens[1:]
    query = " ".join(tokens)
    if not query:
        return []
    rank = Case(
        When(folded=query, then=Value(0)),
        When(folded__startswith=query, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    ours = Case(When(parent__code=settings.PROVINCE_CODE, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Unit.objects.filter(_valid(on), kind=UnitKind.COMMUNE, folded__contains=query).select_related("parent")
    return list(found.annotate(rank=rank, ours=ours).order_by("ours", "rank", "folded", "code")[:limit])


def current_of_old_address(text: str, *, on: date) -> list[Match]:
    """ "What is my commune now?": the communes of ``on`` that an address of our province may mean, old or new.

    Several answers when the name is not unique or the old commune was divided; none when no commune is named.
    """
    address = read(text, province=_province_words())
    if not address.tokens:
        return []
    today = {unit.pk: unit for unit in _communes(on, settings.PROVINCE_CODE)}
    ended = {unit.pk: unit for unit in _ended_communes(on)}
    named = [_named(unit) for unit in (*today.values(), *ended.values())]
    found = best(address, named)
    matches = [Match(today[pk], partly=False, via=None) for pk in found if pk in today]
    matches += _successors([ended[pk] for pk in found if pk in ended], today)
    return _without_repeats(matches)


def former_communes(text: str, *, on: date) -> list[str]:
    """Codes of the communes that a name of before July 2025 may stand for; several when only the village tells."""
    return [match.unit.code for match in current_of_old_address(text, on=on)]


def _province_words() -> tuple[str, ...]:
    found = Unit.objects.filter(kind=UnitKind.PROVINCE, code=settings.PROVINCE_CODE).values_list("folded", flat=True)
    return tuple((found.first() or "").split())


def _ended_communes(on: date) -> QuerySet[Unit]:
    return Unit.objects.filter(
        kind=UnitKind.COMMUNE,
        valid_to__lt=on,
        parent__kind=UnitKind.DISTRICT,
        parent__parent__code=settings.PROVINCE_CODE,
    ).select_related("parent")


def _named(unit: Unit) -> Named:
    old = unit.parent is not None and unit.parent.kind == UnitKind.DISTRICT
    return Named(
        id=unit.pk,
        name=tuple(unit.folded.split()),
        spelt=tuple(typed_words(unit.short_name)),
        kind=tuple(words(unit.division_type)),
        district=tuple(unit.parent.folded.split()) if old and unit.parent else (),
        district_kind=tuple(words(unit.parent.division_type)) if old and unit.parent else (),
    )


def _successors(old: list[Unit], today: dict[int, Unit]) -> list[Match]:
    by_id = {unit.pk: unit for unit in old}
    rows = Succession.objects.filter(old_id__in=by_id).order_by("old_id", "new__code") if old else ()
    return [Match(today[row.new_id], partly=row.partly, via=by_id[row.old_id]) for row in rows if row.new_id in today]


def _without_repeats(matches: list[Match]) -> list[Match]:
    """One line a commune: today's name says enough where an old unit of that name also leads there undivided."""
    named_today = {match.unit.pk for match in matches if match.via is None}
    return [match for match in matches if match.via is None or match.partly or match.unit.pk not in named_today]
