"""Acts on a matter as a whole: transfer, correct, reopen, merge, object, papers that travel."""

from __future__ import annotations

from motcua.web.desk.acts.page import ActForm

FORMS: tuple[ActForm, ...] = ()
