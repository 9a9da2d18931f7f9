"""Acts about other systems, and the proof that a result arrived."""

from __future__ import annotations

from motcua.web.desk.acts.page import ActForm

FORMS: tuple[ActForm, ...] = ()
