"""The nightly forgetting of what people searched for."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.catalogue.services.queries import forget_old
from motcua.kernel import clock


@app.periodic(cron="41 20 * * *")  # 03:41 in Vietnam: procrastinate counts in UTC
@app.task(name="motcua.catalogue.tasks.forget_queries", queueing_lock="catalogue.forget_queries")
def forget_queries(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    forget_old(at=clock.now())
