"""Form 04: the apology with a new date, issued before the appointment passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.documents.papers.catalogue import FormKind
from motcua.documents.papers.frame import Heading, Matter, Signer
from motcua.documents.papers.printing import printed
from motcua.documents.papers.wording import figures, moment


@dataclass(frozen=True, slots=True)
class Extension:
    """An earlier extension of the same dossier: from which date to which, why, under which number and signer."""

    from_due_at: datetime
    to_due_at: datetime
    cause: str
    symbol: str = ""
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class ApologyContent:
    """TT 03/2025/TT-VPCP form 04: original deadline, reason for delay, new proposed time; signer, limits, history.

    ``first_due_at`` is the first appointment, never overwritten; ``due_at`` the one in force now when it differs.
    ``extension_limit`` says in words how often or how far may be extended. ``history`` lists the earlier ones,
    oldest first. ``responsible`` is who answers for the dossier now, with a phone. ``done_so_far`` tells what is done.
    ``recipients`` are the "Nơi nhận".
    """

    heading: Heading
    matter: Matter
    first_due_at: datetime
    cause: str
    new_due_at: datetime
    signer: Signer
    due_at: datetime | None = None
    done_so_far: str = ""
    extension_limit: str = ""
    history: tuple[Extension, ...] = ()
    responsible: str = ""
    responsible_phone: str = ""
    recipients: tuple[str, ...] = ()


def apology_pdf(content: ApologyContent) -> bytes:
    """The apology as A5: a request to extend (2025), or a new appointment (2018) when that circular held."""
    changed = content.due_at is not None and content.due_at != content.first_due_at
    return printed(
        FormKind.APOLOGY,
        content.heading,
        {
            "first_due_at": moment(content.first_due_at),
            "due_at": moment(content.due_at) if changed and content.due_at else "",
            "new_due_at": moment(content.new_due_at),
            "cause": content.cause,
            "done_so_far": content.done_so_far,
            "extension_limit": content.extension_limit,
            "history": [_row(each) for each in content.history],
            "responsible": content.responsible,
            "responsible_phone": content.responsible_phone,
            "recipients": content.recipients,
        },
        matter=content.matter,
        signer=content.signer,
    )


def _row(extension: Extension) -> dict[str, str]:
    return {
        "from_due_at": figures(extension.from_due_at),
        "to_due_at": figures(extension.to_due_at),
        "cause": extension.cause,
        "symbol": extension.symbol,
        "signer_name": extension.signer_name,
    }
