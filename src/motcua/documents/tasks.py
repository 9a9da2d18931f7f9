"""Jobs over the file store: copies to look at, files a scanner still has to see, the nightly clearing."""

from __future__ import annotations

import uuid

from procrastinate.contrib.django import app

from motcua.documents.services import scanning, viewing
from motcua.documents.services import sweep as sweeping
from motcua.kernel import clock


@app.task(name="motcua.documents.tasks.make_view")
def make_view(file_id: str) -> None:
    """Make the flat copy of one file; safe to run twice."""
    viewing.make_view(file_id=uuid.UUID(file_id))


@app.periodic(cron="*/10 * * * *")
@app.task(name="motcua.documents.tasks.catch_up", queueing_lock="documents.catch_up")
def catch_up(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Make copies whose own job was lost; safe to run twice."""
    for file_id in viewing.left_behind(at=clock.now()):
        viewing.make_view(file_id=file_id)


@app.periodic(cron="* * * * *")
@app.task(name="motcua.documents.tasks.scan_waiting", queueing_lock="documents.scan_waiting")
def scan_waiting(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Ask the scanner about files that came while it was away; safe to run twice."""
    scanning.scan_waiting(at=clock.now())


@app.periodic(cron="17 20 * * *")  # 03:17 in Vietnam: procrastinate counts in UTC
@app.task(name="motcua.documents.tasks.sweep", queueing_lock="documents.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Delete unattached uploads, uploads that were broken off, and orphaned blobs; safe to run twice."""
    sweeping.sweep(at=clock.now())
