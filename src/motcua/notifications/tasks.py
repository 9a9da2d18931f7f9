"""The job of sending."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.kernel import clock
from motcua.notifications.services.deliver import MOST_TRIES, TryAgain
from motcua.notifications.services.deliver import deliver as send

# 4, 16, 64, 256 seconds between the five tries.
BACKOFF = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4, retry_exceptions={TryAgain})


@app.task(name="motcua.notifications.tasks.deliver", retry=BACKOFF)
def deliver(message_id: int) -> None:
    """Send one message; safe to run twice."""
    send(message_id=message_id, at=clock.now())
