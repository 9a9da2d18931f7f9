"""The name of this module is Django's wish: a database engine is the class ``DatabaseWrapper`` in ``base``."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base
from psycopg.pq import ConnStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks the server whether it is there only when its end of the line has something to say.

    A server that stops or dies closes its sockets, which makes them readable; nothing else does so between requests.
    Django's ``SELECT 1`` would cost every request a round trip.
    """

    def is_usable(self) -> bool:
        if self.connection is None:
            return False
        line = self.connection.pgconn
        if line.status != ConnStatus.OK:
            return False
        ear = select.poll()
        ear.register(line.socket, select.POLLIN)
        return not ear.poll(0) or bool(super().is_usable())
