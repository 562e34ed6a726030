"""Very many schedules that are due together, with three schedulers, one of which is killed in the middle.

STAGECOACH_SCHEDULES says how many, 2,000 unless said. The figures are printed (`pytest -s`); those of a release build on a
quiet machine are what docs/operations.md speaks of, and no test goes by them.
"""

import datetime
import json
import os
import random
import signal
import time
import uuid

import pytest

from instance import wait_for

COUNT = int(os.environ.get("STAGECOACH_SCHEDULES", "2000"))
MASK = 2**64 - 1


def spread(job, seconds):
    """What a job is put off: written down here once more, so that the scheduler cannot agree with itself only."""
    number = job.int
    low = int.from_bytes((number & MASK).to_bytes(8, "big"), "little")
    value = (number >> 64) ^ low
    value = (value ^ value >> 33) * 0xFF51AFD7ED558CCD & MASK
    value = (value ^ value >> 33) * 0xC4CEB9FE1A85EC53 & MASK
    value ^= value >> 33
    return value * seconds >> 64


def percentile(values, share):
    return sorted(values)[max(0, -(-len(values) * share // 100) - 1)]


def make_jobs(instance, model):
    """Jobs like `model`, whose pipeline ends after its first stage, unknown to the scheduler."""
    jobs = [uuid.UUID(int=uuid.uuid4().int) for _ in range(COUNT)]
    for start in range(0, COUNT, 2000):
        instance.execute(
            """
            with new as (
                insert into orchestrator.jobs (id, organization_id, type, name, status, version, revision)
                select u.id, j.organization_id, j.type, j.name, 'active', 1, 1
                from unnest(%s::uuid[]) u (id), orchestrator.jobs j where j.id = %s
                returning id
            )
            insert into orchestrator.job_versions (job_id, version, definition, pipeline)
            select n.id, 1, v.definition - 'schedule',
                jsonb_set(v.pipeline, '{stages}', jsonb_build_array(v.pipeline -> 'stages' -> 0))
            from new n, orchestrator.job_versions v where v.job_id = %s and v.version = 1
            """,
            [str(job) for job in jobs[start : start + 2000]],
            model,
            model,
        )
    return jobs


def plan(instance, due, form):
    """Enters schedules that are due at given times: {job: (planned, delay in seconds)}."""
    rows = list(due.items())
    for start in range(0, len(rows), 1000):
        part = rows[start : start + 1000]
        instance.execute(
            """
            insert into scheduler.schedules (job_id, organization_id, type, revision, status, form, timezone,
                follows_organization, next_at, next_delay)
            select u.job, 'demo', 'echo', 1, 'active', %s::jsonb, 'UTC', false, u.next, u.delay
            from unnest(%s::uuid[], %s::timestamptz[], %s::int[]) u (job, next, delay)
            """,
            json.dumps(form),
            [str(job) for job, _ in part],
            [planned + datetime.timedelta(seconds=delay) for _, (planned, delay) in part],
            [delay for _, (_, delay) in part],
        )


@pytest.mark.parametrize("minutes", [0, 1], ids=["at one instant", "over a minute"])
def test_each_fires_once(instance, minutes):
    model = instance.post("/jobs", {"name": "Planned", "type": "echo", "schedule": None, "tasks": {}, "status": "active"})
    jobs = make_jobs(instance, model["id"])
    ahead = 30 + COUNT / 500
    planned = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=ahead + 60)
    planned = planned.replace(second=0, microsecond=0)
    due = {job: (planned, spread(job, minutes * 60)) for job in jobs}
    form = {"frequency": "daily", "time": planned.strftime("%H:%M"), "timezone": "UTC", "spreadMinutes": minutes}
    plan(instance, due, form)
    left = (planned - datetime.datetime.now(datetime.timezone.utc)).total_seconds()
    assert left > 0, "the schedules were not entered in time"
    ids = [str(job) for job in jobs]
    count = "select count(*) from scheduler.occurrences where planned_at = %s and job_id in (select job_id from scheduler.schedules where type = 'echo')"

    time.sleep(max(0, left - 1))
    wait_for(lambda: instance.query(count, planned)[0]["count"] > COUNT / 10, 120, "the first tenth")
    victim = random.choice(instance.pids("scheduler"))
    os.kill(victim, signal.SIGKILL)
    wait_for(lambda: instance.query(count, planned)[0]["count"] >= COUNT, 900, "all planned times")
    committed = datetime.datetime.now(datetime.timezone.utc) - planned
    unanswered = f"{count} and state = 'dispatched'"
    wait_for(lambda: instance.query(unanswered, planned)[0]["count"] == 0, 1800, "all answers")
    answered = datetime.datetime.now(datetime.timezone.utc) - planned

    rows = instance.query(
        "select job_id, planned_at, state, code, fired_at from scheduler.occurrences where job_id = any (%s::uuid[])", ids
    )
    assert len(rows) == len({row["job_id"] for row in rows}) == COUNT
    assert {(row["state"], row["planned_at"]) for row in rows} == {("started", planned)}
    late = [
        (row["fired_at"] - planned).total_seconds() - due[uuid.UUID(str(row["job_id"]))][1] for row in rows
    ]
    assert min(late) >= 0, "nothing fires before its time"
    runs = instance.query(
        "select count(*), count(distinct job_id) as jobs from orchestrator.runs where job_id = any (%s::uuid[])", ids
    )[0]
    assert runs["count"] == runs["jobs"] == COUNT
    print(
        f"\n{COUNT} schedules, spread over {minutes} min, one of three schedulers killed: entered p50 "
        f"{percentile(late, 50):.3f} s, p99 {percentile(late, 99):.3f} s, last {max(late):.3f} s after they were due; all "
        f"committed {committed.total_seconds():.1f} s, all answered {answered.total_seconds():.1f} s after the planned time"
    )
    ends = "select count(*) from orchestrator.runs where job_id = any (%s::uuid[]) and status <> 'completed'"
    wait_for(lambda: instance.query(ends, ids)[0]["count"] == 0, 60 + COUNT / 20, "the end of the runs")
