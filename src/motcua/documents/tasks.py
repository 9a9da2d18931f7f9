"""The nightly clearing of the file store."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.documents.services import sweep as sweeping
from motcua.kernel import clock


@app.periodic(cron="17 20 * * *")  # 03:17 in Vietnam: procrastinate counts in UTC
@app.task(name="motcua.documents.tasks.sweep", queueing_lock="documents.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Delete unattached uploads and orphaned blobs; safe to run twice."""
    sweeping.sweep(at=clock.now())
