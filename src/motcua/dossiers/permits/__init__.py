"""Who may do the acts that belong to no step, each a pure check: ``CHECKS`` of a module maps an act to its own.

A check gets the act, the asker and the standing; it refuses with a sentence or returns the officer's seat (None for a
citizen or the system). The status was checked before.
"""

from __future__ import annotations

from collections.abc import Callable

from motcua.dossiers.enums import Act
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat

type Check = Callable[[Act, Asker, Standing], Seat | None]
