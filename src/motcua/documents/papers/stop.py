"""Form 05: the notice that a dossier is stopped, since TT 03/2025/TT-VPCP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.documents.papers.catalogue import FormKind
from motcua.documents.papers.frame import Heading, Matter, Signer
from motcua.documents.papers.printing import printed
from motcua.documents.papers.wording import moment
from motcua.kernel.money import dong, in_words


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One fee of the dossier in whole đồng: what was paid, what goes back, and how or why not."""

    name: str
    paid: int
    refunded: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class StopContent:
    """TT 03/2025/TT-VPCP form 05: request to stop, stage, decision and money.

    ``asked_by`` is the person or agency that asked for it, at ``asked_at``; empty when the time to supplement ran out.
    ``stage`` is the step the dossier had reached. ``decision`` is the sentence that stops it, at ``stopped_at``.
    ``money`` lists the fees; an empty one prints that nothing was paid. ``papers_back`` and ``refiling`` tell what
    becomes of the papers and how to file again with the data kept. ``objection`` is the way to object.
    """

    heading: Heading
    matter: Matter
    reason: str
    stage: str
    decision: str
    stopped_at: datetime
    signer: Signer
    asked_by: str = ""
    asked_at: datetime | None = None
    basis: str = ""
    money: tuple[MoneyLine, ...] = ()
    papers_back: str = ""
    refiling: str = ""
    objection: str = ""
    recipients: tuple[str, ...] = ()


def stop_pdf(content: StopContent) -> bytes:
    """The notice as A5."""
    back = sum(line.refunded for line in content.money)
    return printed(
        FormKind.STOP,
        content.heading,
        {
            "asked_by": content.asked_by,
            "asked_at": moment(content.asked_at) if content.asked_at else "",
            "reason": content.reason,
            "basis": content.basis,
            "stage": content.stage,
            "decision": content.decision,
            "stopped_at": moment(content.stopped_at),
            "money": [
                {"name": line.name, "paid": dong(line.paid), "refunded": dong(line.refunded), "note": line.note}
                for line in content.money
            ],
            "refund": f"{dong(back)} ({in_words(back)})" if back else "",
            "papers_back": content.papers_back,
            "refiling": content.refiling,
            "objection": content.objection,
            "recipients": content.recipients,
        },
        matter=content.matter,
        signer=content.signer,
    )
