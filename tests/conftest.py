"""Property tests try the same examples each time, so that a red run means a change; MOTCUA_EXPLORE=1 tries new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.load_profile("default" if os.environ.get("MOTCUA_EXPLORE") else "steady")
