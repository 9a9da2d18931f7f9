"""The life of a dossier as one table: which act is possible in which status, and where it leads.

``docs/states.md`` is drawn from it (``./manage draw_states``), and a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.dossiers.enums import Act, Status


@dataclass(frozen=True, slots=True)
class Move:
    """``act`` is possible in ``sources`` and leads to one of ``targets`` (empty = the status stays).

    Of the sources, ``stays`` are left as they are whatever the targets.
    """

    sources: frozenset[Status]
    targets: frozenset[Status] = frozenset()
    stays: frozenset[Status] = frozenset()


def _move(sources: set[Status], *targets: Status) -> Move:
    return Move(frozenset(sources), frozenset(targets))


AT_WORK = {Status.RECEIVED, Status.PROCESSING}
BEFORE_DECISION = {Status.SUBMITTED, Status.SUPPLEMENT, Status.PAYMENT, *AT_WORK}
OPEN = {*BEFORE_DECISION, Status.DECIDED}
ENDED = {Status.REFUSED, Status.RETURNED, Status.WITHDRAWN, Status.STOPPED}
# Where a step leads that a run has reached: to work, or to the gate where money is paid.
ONWARDS = (Status.PROCESSING, Status.PAYMENT)
# A received dossier is being processed as soon as somebody has it; at any other moment who has it changes no status.
TAKEN = Move(frozenset(OPEN), frozenset({Status.PROCESSING}), stays=frozenset(OPEN - {Status.RECEIVED}))

MOVES: dict[Act, Move] = {
    Act.FILE: _move(set(), Status.SUBMITTED, Status.RECEIVED),
    Act.RECEIVE: _move({Status.SUBMITTED}, Status.RECEIVED, Status.PAYMENT),
    Act.REFUSE: _move({Status.SUBMITTED}, Status.REFUSED),
    Act.ASSIGN: TAKEN,
    Act.FORWARD: _move(AT_WORK, *ONWARDS),
    Act.SEND_BACK: _move({*AT_WORK, Status.PAYMENT}, *ONWARDS),
    Act.REQUEST_SUPPLEMENT: _move({Status.SUBMITTED, *AT_WORK}, Status.SUPPLEMENT),
    Act.SUPPLEMENT: _move({Status.SUPPLEMENT}, Status.SUBMITTED, Status.PROCESSING),
    Act.PROPOSE: _move(AT_WORK, *ONWARDS),
    Act.SIGN: _move({Status.PROCESSING}, Status.DECIDED),
    Act.RETURN_RESULT: _move({Status.DECIDED}, Status.RETURNED),
    Act.EXTEND: _move(AT_WORK),
    Act.STOP: _move({Status.SUPPLEMENT, Status.PAYMENT, *AT_WORK}, Status.STOPPED),
    Act.WITHDRAW: _move(BEFORE_DECISION, Status.WITHDRAWN),
    Act.CLAIM: TAKEN,
    Act.RELEASE: _move(OPEN),
    Act.ANSWER: _move(AT_WORK, *ONWARDS),
    Act.CONFIRM: _move(AT_WORK, *ONWARDS),
    Act.PAID: _move({Status.PAYMENT, *AT_WORK}, *ONWARDS),
    Act.PASS: _move({Status.PAYMENT, *AT_WORK}, *ONWARDS),
    Act.CONFIRM_DELIVERY: _move({Status.DECIDED, Status.RETURNED}),
    Act.TRANSFER: _move({Status.SUBMITTED, *AT_WORK}, Status.SUBMITTED),
    Act.CORRECT: _move({*AT_WORK, Status.DECIDED, Status.RETURNED}),
    Act.REOPEN: _move(ENDED, Status.PROCESSING),
    Act.MERGE: _move(BEFORE_DECISION, Status.STOPPED),
    Act.OBJECT: _move(set(Status)),
    Act.ANSWER_OBJECTION: _move(set(Status)),
    Act.SEND_PAPERS: _move(set(Status)),
    Act.TAKE_PAPERS: _move(set(Status)),
    Act.MIGRATE: _move(OPEN),
    Act.RECALCULATE: _move(BEFORE_DECISION),
    Act.MIRROR: _move(set(Status), *Status),
    Act.CHANGE_ROUTE: _move(OPEN),
    Act.TICK: _move(OPEN),
    Act.ADD_DOCUMENT: _move(OPEN),
    Act.CALL_BACK: _move(BEFORE_DECISION, Status.WITHDRAWN),
    Act.VERIFY: _move(BEFORE_DECISION),
}

FINAL = frozenset(ENDED)

UNRESOLVED = FINAL - {Status.RETURNED}  # ended without a decision: what was declared may be filed again


# Outside the ordinary life: an ended dossier goes on by decision; another system's record may stand anywhere.
EXTRAORDINARY = frozenset({Act.REOPEN, Act.MIRROR})


def transitions() -> dict[Status, set[Status]]:
    """Every edge of the ordinary life, as ``{from: {to, …}}``."""
    edges: dict[Status, set[Status]] = {status: set() for status in Status}
    for act, move in MOVES.items():
        for source in move.sources - move.stays if act not in EXTRAORDINARY else ():
            edges[source] |= move.targets
    return edges


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for act, move in MOVES.items():
        if act is Act.MIRROR:
            continue
        staying = move.stays if move.targets else move.sources
        lines += [f"    {source.value} --> {source.value}: {act.value}" for source in sorted(staying)]
        for target in sorted(move.targets):
            moving = sorted(move.sources - move.stays)
            lines += [f"    {source.value} --> {target.value}: {act.value}" for source in moving]
            if not move.sources:
                lines.append(f"    [*] --> {target.value}: {act.value}")
    lines += [f"    {status.value} --> [*]" for status in sorted(FINAL)]
    return "\n".join(lines)
