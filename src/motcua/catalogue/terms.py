"""Time limits and fees in words and durations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration
from motcua.worktime.words import duration_words


@dataclass(frozen=True, slots=True)
class Term:
    """Time limit and fee on a channel; ``case_key`` "" = in every case; None = not published."""

    channel: Channel
    case_key: str
    amount: int | None
    unit: TimeUnit
    note: str
    fee: int | None
    fee_note: str


def term_of(terms: Sequence[Term], channel: str, case_key: str) -> Term | None:
    """The term of the case on the channel, else of every case, else of the direct channel."""
    wanted = [(channel, case_key), (channel, ""), (Channel.DIRECT, case_key), (Channel.DIRECT, "")]
    known = {(term.channel.value, term.case_key): term for term in terms}
    return next((known[key] for key in wanted if key in known), None)


def duration_of(term: Term | None) -> Duration | None:
    return Duration(term.amount, term.unit) if term and term.amount else None


def limit_words(duration: Duration | None) -> str:
    """ "5 ngày làm việc", or that the officer will say."""
    if duration is None:
        return _("Cán bộ hẹn ngày khi tiếp nhận")
    return duration_words(duration)


def fee_words(fee: int | None) -> str:
    """ "Không mất phí", "8.000 đồng", or that it is not published."""
    if fee is None:
        return _("Cán bộ cho biết khi tiếp nhận")
    return _("Không mất phí") if fee == 0 else _("%s đồng") % f"{fee:,}".replace(",", ".")
