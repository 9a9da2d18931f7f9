"""The checks before filing of a working copy: what is wrong with them, at each row. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Part
from motcua.catalogue.prechecks import MOST, problems
from motcua.catalogue.rules.outcome import form_fields
from motcua.catalogue.rules.problems import Problem
from motcua.forms.rules import expression_names


def checks(copy: Mapping[str, Any]) -> Iterator[Problem]:
    rows = copy["facts"].get("prechecks", [])
    definition = form_fields(copy)
    names = expression_names(definition) if definition else None
    papers = {str(row.get("key", "")).partition("--")[0] for row in copy["papers"]}
    if len(rows) > MOST:
        yield Problem(Part.CHECKS, "prechecks-0-kind", _("Tối đa %d mục kiểm tra. Bỏ bớt.") % MOST)
    for number, row in enumerate(rows):
        for sentence in problems([row], names=names, papers=papers):
            yield Problem(Part.CHECKS, f"prechecks-{number}-kind", sentence)
