"""Acts that move a run: claim, release, and what the system or the applicant finishes."""

from __future__ import annotations

from motcua.web.desk.acts.page import ActForm

FORMS: tuple[ActForm, ...] = ()
