"""A group to who filed it, and the line about it to officers of one of its dossiers."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.clocks import first_due
from motcua.dossiers.enums import GroupKind, Status
from motcua.dossiers.models import Dossier, Draft, FilingGroup, GroupMember, WaitingPart
from motcua.dossiers.rules import can_see
from motcua.dossiers.selectors.drafts import DraftView, draft_for
from motcua.dossiers.selectors.stale import Fate, fates
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.states import UNRESOLVED
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import NotFound
from motcua.vault.models import IssuedResult
from motcua.workflow.models import Task
from motcua.workflow.selectors import process_of

PAGE = 50
LATEST = 20


@dataclass(frozen=True, slots=True)
class Member:
    """One dossier of the group; ``step_text`` is what its present step tells the applicant."""

    dossier: Dossier
    label: str
    part: str
    step_text: str
    result: IssuedResult | None

    @property
    def status(self) -> Status:
        return Status(self.dossier.status)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A part that is no dossier yet. ``due_at``: when it should be done, if what it waits for keeps its date."""

    part: WaitingPart
    ground: str
    broken: bool  # what it waits for ended without a result
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group as its page shows it; ``members`` are one page of them, ``counts`` all, by status."""

    group: FilingGroup
    members: list[Member]
    waiting: list[Waiting]
    drafts: list[DraftView]
    counts: dict[Status, int]
    total: int
    page: int
    pages: int

    @property
    def kind(self) -> GroupKind:
        return GroupKind(self.group.kind)

    @property
    def promised(self) -> datetime | None:
        """The latest of all dates; None while one of them has none, or when nothing is open any more."""
        running = [one.dossier for one in self.members if one.status not in {*UNRESOLVED, Status.RETURNED}]
        dates = [dossier.due_at if dossier.decided_at is None else dossier.decided_at for dossier in running]
        dates += [one.due_at for one in self.waiting if not one.broken]
        known = [one for one in dates if one is not None]
        return max(known) if known and len(known) == len(dates) else None


@dataclass(frozen=True, slots=True)
class MyGroup:
    group: FilingGroup
    dossiers: int
    needing: int
    drafts: int
    waiting: int
    fates: tuple[Fate, ...] = ()  # of the drafts, one each


def group_for(asker: Asker, group_id: uuid.UUID, *, at: datetime, page: int = 1, needing: bool = False) -> Group:
    """The group, to who filed it; else ``NotFound``.

    ``needing``: only the dossiers that wait for the applicant.
    """
    group = _visible(asker, group_id)
    rows = GroupMember.objects.filter(group=group)
    counts = Counter(dict(rows.values_list("dossier__status").annotate(n=Count("pk"))))
    if needing:
        rows = rows.filter(dossier__status=Status.SUPPLEMENT)
    found = rows.count()
    pages = max(1, -(-found // PAGE))
    page = min(max(page, 1), pages)
    members = _members(
        list(rows.select_related("dossier__organisation").order_by("position")[(page - 1) * PAGE : page * PAGE])
    )
    mine = group.account_id == asker.account_id and group.kind != GroupKind.ENTERPRISE
    drafts = group.drafts.order_by("created_at", "pk").values_list("pk", flat=True) if mine else []
    return Group(
        group=group,
        members=members,
        waiting=_waiting(group, members, at),
        drafts=[draft_for(asker, draft_id) for draft_id in drafts],
        counts={Status(status): number for status, number in counts.items()},
        total=sum(counts.values()),
        page=page,
        pages=pages,
    )


def _visible(asker: Asker, group_id: uuid.UUID) -> FilingGroup:
    """Who filed it online, or the person at whose word a clerk did: the same in all its dossiers.

    An owner of one of them need not know of the others; officers see ``siblings_of``.
    """
    group = FilingGroup.objects.select_related("version").filter(pk=group_id).first()
    if group is not None and asker.kind is AskerKind.CITIZEN and asker.person_id is not None:
        acts = group.members.filter(dossier__acting_id=asker.person_id)
        if group.account_id == asker.account_id or acts.exists():
            return group
    raise NotFound(_("Không tìm thấy nhóm hồ sơ này."))


def _members(rows: list[GroupMember]) -> list[Member]:
    ids = [row.dossier_id for row in rows]
    tasks = Task.objects.filter(subject_id__in=ids, state__in=Task.LIVE).order_by("-id")
    texts = {
        subject: process_of(version).step(step).public
        for subject, version, step in tasks.values_list("subject_id", "instance__version_id", "step")
    }
    results = {one.dossier_id: one for one in IssuedResult.objects.filter(dossier_id__in=ids).order_by("issued_at")}
    return [
        Member(row.dossier, row.label, row.part, texts.get(row.dossier_id, ""), results.get(row.dossier_id))
        for row in rows
    ]


def _waiting(group: FilingGroup, members: list[Member], at: datetime) -> list[Waiting]:
    """The parts still waiting, in order; one that waits for a waiting part is reckoned from that one's date."""
    dates: dict[str, datetime | None] = {}
    broken: set[str] = set()
    labels = {one.part: one.label for one in members}
    for one in members:  # the latest of a part that was filed again counts
        broken.discard(one.part)
        if one.status in UNRESOLVED:
            broken.add(one.part)
        dates[one.part] = one.dossier.decided_at or one.dossier.due_at
    found = []
    for part in group.waiting.filter(filed_at=None).select_related("organisation", "case").order_by("position"):
        labels[part.part] = part.label
        if part.waits_for in broken:
            broken.add(part.part)
        start = dates.get(part.waits_for)
        dates[part.part] = _expected(part, max(start, at)) if start is not None else None
        found.append(Waiting(part, labels.get(part.waits_for, ""), part.part in broken, dates[part.part]))
    return found


def _expected(part: WaitingPart, start: datetime) -> datetime | None:
    case_key = part.case.key if part.case else ""
    return first_due(version_bundle(part.version_id), part.filing["channel"], case_key, part.organisation_id, start)


def my_groups(asker: Asker, *, at: datetime) -> list[MyGroup]:
    """The asker's groups, the newest first; those that were begun and left empty are not shown."""
    if asker.person_id is None:
        return []
    filed = Q(account_id=asker.account_id) | Q(
        pk__in=GroupMember.objects.filter(dossier__acting_id=asker.person_id).values("group")
    )
    waits = Q(members__dossier__status=Status.SUPPLEMENT)
    rows = (
        FilingGroup.objects.filter(filed)
        .annotate(
            dossiers=Count("members", distinct=True),
            needing=Count("members", filter=waits, distinct=True),
            unfiled=Count("drafts", distinct=True),
            later=Count("waiting", filter=Q(waiting__filed_at=None), distinct=True),
        )
        .filter(Q(dossiers__gt=0) | Q(unfiled__gt=0))
        .order_by("-created_at")[:LATEST]
    )
    fates_of = _fates([row for row in rows if row.unfiled], at)
    return [MyGroup(row, row.dossiers, row.needing, row.unfiled, row.later, tuple(fates_of[row.pk])) for row in rows]


def _fates(groups: list[FilingGroup], at: datetime) -> dict[uuid.UUID, list[Fate]]:
    """What becomes of the drafts of each group."""
    drafts = Draft.objects.filter(group__in=groups).values_list("group_id", "version_id") if groups else []
    found: dict[uuid.UUID, list[Fate]] = defaultdict(list)
    known = fates((version_id for _group, version_id in drafts), at=at)
    for group_id, version_id in drafts:
        found[group_id].append(known[version_id])
    return found


def group_of_draft(asker: Asker, draft_id: uuid.UUID) -> uuid.UUID | None:
    """The group a draft became, for one who goes back to it after filing."""
    if asker.account_id is None:
        return None
    made = FilingGroup.objects.filter(filing_key=f"draft:{draft_id}", account_id=asker.account_id)
    return made.values_list("pk", flat=True).first()


def group_of_dossier(asker: Asker, dossier_id: uuid.UUID) -> FilingGroup | None:
    """The group a dossier belongs to, for who may open the group."""
    member = GroupMember.objects.filter(dossier_id=dossier_id).values_list("group_id", flat=True).first()
    if member is None:
        return None
    try:
        return _visible(asker, member)
    except NotFound:
        return None


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another dossier of the group as an officer may know of it: no person, and a link only where it may be opened."""

    label: str
    code: str
    status: str
    organisation: str
    dossier_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Siblings:
    name: str
    kind: str
    others: list[Sibling]
    waiting: list[str]
    more: int


def siblings_of(asker: Asker, dossier_id: uuid.UUID) -> Siblings | None:
    """The other dossiers filed together with this one; None for one that came alone. Of many, those next to it."""
    member = GroupMember.objects.filter(dossier_id=dossier_id).select_related("group").first()
    if member is None:
        return None
    rows = GroupMember.objects.filter(group_id=member.group_id).exclude(dossier_id=dossier_id)
    near = rows.filter(position__gte=max(0, member.position - 3)).select_related("dossier__organisation")
    shown = list(near.order_by("position")[:6])
    return Siblings(
        name=member.group.name,
        kind=str(GroupKind(member.group.kind).label),
        others=[_sibling(asker, row) for row in shown],
        waiting=list(member.group.waiting.filter(filed_at=None).values_list("label", flat=True)),
        more=rows.count() - len(shown),
    )


def _sibling(asker: Asker, row: GroupMember) -> Sibling:
    standing = standing_of(row.dossier_id)
    seen = standing is not None and can_see(asker, standing)
    return Sibling(
        label=row.label,
        code=row.dossier.code,
        status=str(Status(row.dossier.status).label),
        organisation=row.dossier.organisation.name,
        dossier_id=row.dossier_id if seen else None,
    )
