"""The import in the background. Each kick does some rows and asks for the next, so that other work gets its turn."""

from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from tajryiba.core import jobs

from . import domain

AT_ONCE = 10


@task()
def import_archive(job_pk: int) -> None:
    continue_import(job_pk)


@db_periodic_task(crontab(minute="*/5"))
def import_what_was_cut_off() -> None:
    continue_cut_off()


def continue_import(job_pk: int) -> None:
    """Some rows of a job that nobody works on, and a kick for those that are left."""
    job = domain.claim(job_pk)
    if job is not None and domain.work(job, most=AT_ONCE):
        domain.pause(job)
        jobs.kick(domain.TASK, job_pk)


def continue_cut_off() -> None:
    for job_pk in domain.cut_off():
        continue_import(job_pk)
