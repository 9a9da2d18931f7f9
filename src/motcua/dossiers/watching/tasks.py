"""The watchers' jobs. Each is safe to run twice, also at once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.dossiers.services.apologies import prepare
from motcua.dossiers.services.previewing import PREVIEW_JOB, work_on
from motcua.dossiers.services.recalculating import go_on
from motcua.dossiers.watching.alerting import watch
from motcua.dossiers.watching.escalating import escalate
from motcua.dossiers.watching.informing import inform_officers
from motcua.dossiers.watching.reminding import remind
from motcua.kernel import clock
from motcua.worktime.selectors import forget


@app.periodic(cron="*/5 * * * *")
@app.task(name="motcua.dossiers.watching.tasks.watch", queueing_lock="dossiers.watch", lock="dossiers.watch")
def watch_all(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """One round: apologies first, so that whoever is told that it is late also hears of a new date under way."""
    prepare(at=clock.now())
    if watch(at=clock.now()) is not None:
        escalate(at=clock.now())
    remind(at=clock.now())


@app.task(name="motcua.dossiers.watching.tasks.recalculate")
def recalculate(run_id: int) -> None:
    """The next batch of a changed calendar's dossiers, and a job for the one after it."""
    forget()
    if go_on(run_id=run_id, at=clock.now()):
        recalculate.configure(lock=f"recalculation:{run_id}").defer(run_id=run_id)
    else:
        inform_officers(run_id=run_id, at=clock.now())


@app.task(name=PREVIEW_JOB)
def preview_calendar(preview_id: int) -> None:
    """The next batch of dossiers of a preview, and a job for the one after it."""
    forget()
    if work_on(preview_id=preview_id, at=clock.now()):
        preview_calendar.configure(lock=f"calendar-preview:{preview_id}").defer(preview_id=preview_id)
