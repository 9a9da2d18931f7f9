"""The only way in which reading or evaluating an expression fails."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid


class ExpressionError(Invalid):
    """``position`` counts characters from 0; the message names it counted from 1, as people do."""

    code = "expression"

    def __init__(self, sentence: str, *, position: int, code: str) -> None:
        text = _("%(sentence)s (ở ký tự thứ %(place)d)") % {"sentence": sentence, "place": position + 1}
        super().__init__(text, code=code)
        self.position = position
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """``position`` as in ``ExpressionError``; ``code`` is stable; ``sentence`` for people."""

    position: int
    code: str
    sentence: str
