"""What the web server calls. The search index is made beside the first requests, not in front of one."""

from __future__ import annotations

import os
import threading

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers


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
# Behind a proxy the visitor's address and https are known from its headers, believed from these addresses only.
if proxies := os.environ.get("MOTCUA_PROXIES"):
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=proxies)
threading.Thread(target=warm, name="search-index", daemon=True).start()
