"""Jobs after an act: make papers, tell people, do automatic steps. Each looks if it still applies and may run twice."""

from __future__ import annotations

import uuid

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from motcua.dossiers.enums import Act
from motcua.dossiers.grouping.several import file_signed
from motcua.dossiers.grouping.sheets import rows
from motcua.dossiers.grouping.waiting import file_ready_parts, groups_to_try_again
from motcua.dossiers.models import DossierEvent
from motcua.dossiers.services.automatic import run, waiting
from motcua.dossiers.services.calling_back import let_go, unneeded
from motcua.dossiers.services.declaring import DECLARING, typeset_declaration_of
from motcua.dossiers.services.delivering import note_messages
from motcua.dossiers.services.draft_notices import remind_of_drafts
from motcua.dossiers.services.issuing import typeset_papers_of
from motcua.dossiers.services.receipts import slip_pdf
from motcua.dossiers.services.telling import tell_about
from motcua.dossiers.services.tidying import tidy
from motcua.dossiers.standing_in.cosign_deadlines import mind_deadlines
from motcua.dossiers.standing_in.proving import prove
from motcua.dossiers.standing_in.representing import end_expired
from motcua.kernel import clock


@app.task(name="motcua.dossiers.tasks.tell", retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def tell(event_id: int) -> None:
    """Tell the people of a dossier about one event; before that make the PDF of what it issued: slip or paper."""
    event = DossierEvent.objects.select_related("dossier").filter(pk=event_id).first()
    if event is None:
        return
    if event.act == Act.FILE:
        slip_pdf(dossier_id=event.dossier_id, at=clock.now())
    if event.act in DECLARING:
        typeset_declaration_of(dossier_id=event.dossier_id, at=clock.now())
    typeset_papers_of(event_id=event.pk, at=clock.now())
    tell_about(event=event, at=clock.now())


MOST_RETRIES = 5
# After 5, 25, 125, 625 and 3125 seconds: what is down for an hour has its chance.
PATIENTLY = RetryStrategy(max_attempts=MOST_RETRIES, exponential_wait=5)


@app.task(name="motcua.dossiers.tasks.run_step", retry=PATIENTLY, pass_context=True)
def run_step(context: JobContext, task_id: int) -> None:
    """Do what an automatic step asks for; a step that waits for a time puts itself off until then."""
    last_try = context.job is None or context.job.attempts >= MOST_RETRIES
    until = run(task_id=task_id, at=clock.now(), last_try=last_try)
    if until is not None:
        run_step.configure(schedule_at=until).defer(task_id=task_id)


@app.task(name="motcua.dossiers.tasks.file_waiting", retry=PATIENTLY)
def file_waiting(group_id: str) -> None:
    """File the parts of a bundle whose ground has its result now."""
    file_ready_parts(group_id=uuid.UUID(group_id), at=clock.now())


@app.task(name="motcua.dossiers.tasks.file_signed_group", retry=PATIENTLY)
def file_signed_group(group_id: str) -> None:
    """File the drafts of a group once everybody signed all of them."""
    file_signed(group_id=uuid.UUID(group_id), at=clock.now())


@app.periodic(cron="7 * * * *")
@app.task(name="motcua.dossiers.tasks.file_waiting_again", queueing_lock="dossiers.file_waiting_again")
def file_waiting_again(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Parts of bundles that were refused are tried again every hour: somebody may have put right what was wrong."""
    for group_id in groups_to_try_again():
        file_waiting.defer(group_id=str(group_id))


@app.task(name="motcua.dossiers.tasks.file_rows", retry=PATIENTLY)
def file_rows(group_id: str) -> None:
    """File the next rows of a spreadsheet; another job goes on with the rest."""
    if rows.file_rows(group_id=uuid.UUID(group_id), at=clock.now()):
        file_rows.defer(group_id=group_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="motcua.dossiers.tasks.run_waiting", queueing_lock="dossiers.run_waiting")
def run_waiting(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Automatic steps whose job was lost get another one."""
    for task_id in waiting(at=clock.now()):
        run_step.defer(task_id=task_id)


@app.task(name="motcua.dossiers.tasks.call_back", retry=PATIENTLY)
def call_back(link_id: int) -> None:
    """Withdraw a sub-dossier that nobody waits for any more."""
    let_go(link_id=link_id, at=clock.now())


@app.periodic(cron="3-59/10 * * * *")
@app.task(name="motcua.dossiers.tasks.call_back_all", queueing_lock="dossiers.call_back_all")
def call_back_all(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Sub-dossiers of steps that closed unfinished: sent back, transferred, a join that waited no longer."""
    for link_id in unneeded():
        call_back.defer(link_id=link_id)


@app.periodic(cron="29 20 * * *")  # 03:29 in Vietnam: procrastinate counts in UTC
@app.task(name="motcua.dossiers.tasks.tidy", queueing_lock="dossiers.tidy")
def tidy_up(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    tidy(at=clock.now())


@app.periodic(cron="11 2 * * *")  # 09:11 in Vietnam
@app.task(name="motcua.dossiers.tasks.remind_of_drafts", queueing_lock="dossiers.remind_of_drafts")
def remind(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Drafts that end in ten days or in two; each is told of once."""
    remind_of_drafts(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="motcua.dossiers.tasks.note_deliveries", queueing_lock="dossiers.note_deliveries")
def note_deliveries(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Results whose message has arrived are delivered, on that evidence; safe to run twice."""
    note_messages(at=clock.now())


@app.task(name="motcua.dossiers.tasks.prove_parent", retry=PATIENTLY)
def prove_parent(dossier_id: str) -> None:
    """Ask the population register whether who filed for a child is a parent; what it cannot say officers compare."""
    prove(dossier_id=uuid.UUID(dossier_id), at=clock.now())


@app.periodic(cron="17 * * * *")
@app.task(name="motcua.dossiers.tasks.mind_cosigners", queueing_lock="dossiers.mind_cosigners")
def mind_cosigners(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Remind co-signers, and end what nobody answered in time."""
    mind_deadlines(at=clock.now())


@app.periodic(cron="3 17 * * *")  # 00:03 in Vietnam: procrastinate counts in UTC
@app.task(name="motcua.dossiers.tasks.end_authority", queueing_lock="dossiers.end_authority")
def end_authority(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the moment it was due
    """Authority to stand in for others whose last day is over."""
    end_expired(at=clock.now())
