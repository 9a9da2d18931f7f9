"""A version of a process with what its pages need to know of it, and the frame of each of these pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.selectors.process_grounds import ground_for
from motcua.catalogue.selectors.processes import procedure_of
from motcua.identity.askers import Asker
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules.permits import can_change, can_draft, can_publish
from motcua.workflow.selectors import version_of


@dataclass(frozen=True, slots=True)
class Opened:
    """``bundle`` is what the procedure says, None where there is none. ``mine``: the asker may change this draft."""

    version: ProcessVersion
    bundle: VersionBundle | None
    mine: bool
    may_publish: bool
    may_draft: bool

    @property
    def code(self) -> str:
        return self.version.process.code

    @property
    def where(self) -> dict[str, Any]:
        """What addresses of this version are made of."""
        return {"code": self.code, "number": self.version.number}


def opened(asker: Asker, code: str, number: int) -> Opened:
    version = version_of(asker, code, number)
    drafted_by, published = version.drafted_by_id, version.published_at is not None
    return Opened(
        version=version,
        bundle=ground_for(code),
        mine=can_change(asker, drafted_by=drafted_by, published=published),
        may_publish=can_publish(asker, drafted_by=drafted_by, published=published),
        may_draft=can_draft(asker),
    )


def frame(code: str, **context: Any) -> dict[str, Any]:
    """The context every page of the designer shares."""
    return {"section": "settings", "here": "processes", "code": code, "procedure_code": procedure_of(code), **context}
