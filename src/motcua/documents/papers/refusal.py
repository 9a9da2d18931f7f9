"""Form 03: the refusal to take a dossier in, with reasons a person can act on (never a technical code)."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.documents.papers.catalogue import FormKind
from motcua.documents.papers.frame import Heading, Matter, Signer
from motcua.documents.papers.printing import printed


@dataclass(frozen=True, slots=True)
class RefusalContent:
    """TT 03/2025/TT-VPCP form 03: subject, request, reason.

    ``reasons`` in plain sentences; ``basis`` the articles they rest on; ``next_steps`` what the applicant can do now.
    ``competent_unit`` where to go when another body is competent. ``money`` what becomes of a fee already paid.
    ``objection`` the way and time to object (Luật Khiếu nại). ``matter.received_at`` is the moment of filing.
    ``at_counter``: the applicant is there and signs too.
    """

    heading: Heading
    matter: Matter
    reasons: tuple[str, ...]
    refuser: Signer
    basis: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    competent_unit: str = ""
    money: str = ""
    objection: str = ""
    at_counter: bool = False


def refusal_pdf(content: RefusalContent) -> bytes:
    """The refusal as A5."""
    return printed(
        FormKind.REFUSAL,
        content.heading,
        {
            "reasons": content.reasons,
            "basis": content.basis,
            "next_steps": content.next_steps,
            "competent_unit": content.competent_unit,
            "money": content.money,
            "objection": content.objection,
            "at_counter": content.at_counter,
        },
        matter=content.matter,
        signer=content.refuser,
    )
