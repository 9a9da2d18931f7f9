"""Jobs after an act: typeset what it issued, tell people. Each checks that it still applies, is safe to run twice."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.dossiers.enums import Act
from motcua.dossiers.models import DossierEvent
from motcua.dossiers.services.issuing import typeset_papers_of
from motcua.dossiers.services.receipts import slip_pdf
from motcua.dossiers.services.telling import tell_about
from motcua.dossiers.services.tidying import tidy
from motcua.kernel import clock


@app.task(name="motcua.dossiers.tasks.tell", retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def tell(event_id: int) -> None:
    """Tell the people of a dossier about one event; before that make the PDF of what it issued: slip or paper."""
    event = DossierEvent.objects.select_related("dossier").filter(pk=event_id).first()
    if event is None:
        return
    if event.act == Act.FILE:
        slip_pdf(dossier_id=event.dossier_id, at=clock.now())
    typeset_papers_of(event_id=event.pk, at=clock.now())
    tell_about(event=event, at=clock.now())


@app.periodic(cron="29 20 * * *")  # 03:29 in Vietnam: procrastinate counts in UTC
@app.task(name="motcua.dossiers.tasks.tidy", queueing_lock="dossiers.tidy")
def tidy_up(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    tidy(at=clock.now())
