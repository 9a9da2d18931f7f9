"""What the web server calls. The search index is made beside the first requests, not in front of one."""

from __future__ import annotations

import os
import threading

from django.core.wsgi import get_wsgi_application


def warm() -> None:
    """Read the dictionary into this process (a few seconds), so that no visitor waits for it."""
    from django.db import connection  # noqa: PLC0415 - only after Django is set up

    from motcua.catalogue.selectors import find  # noqa: PLC0415

    try:
        find("khai sinh")
    finally:
        connection.close()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
threading.Thread(target=warm, name="search-index", daemon=True).start()
