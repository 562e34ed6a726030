"""Very many schedules that are due together: how late their rows are, and how fast they are entered and answered."""
import json
import sys
import time

from content import shell
from newsletter import API

# Jobs like the model's, whose pipeline ends after its first stage, with schedules that nobody but this has entered.
JOBS = """
create table scheduler.benchmark (job_id uuid primary key, delay int not null);
insert into scheduler.benchmark select gen_random_uuid(), floor(random() * {spread}) from generate_series(1, {count});
insert into orchestrator.jobs (id, organization_id, type, name, status, version, revision)
select b.job_id, j.organization_id, j.type, j.name, 'active', 1, 1
from scheduler.benchmark b, orchestrator.jobs j where j.id = '{model}';
insert into orchestrator.job_versions (job_id, version, definition, pipeline)
select b.job_id, 1, v.definition - 'schedule',
    jsonb_set(v.pipeline, '{{stages}}', jsonb_build_array(v.pipeline -> 'stages' -> 0))
from scheduler.benchmark b, orchestrator.job_versions v where v.job_id = '{model}' and v.version = 1;
insert into scheduler.schedules (job_id, organization_id, type, revision, status, form, timezone, follows_organization,
    next_at, next_delay)
select job_id, 'demo', 'echo', 1, 'active', '{form}', 'UTC', false, to_timestamp({at}) + delay * interval '1 s', delay
from scheduler.benchmark
"""
FIGURES = """
select json_build_object(
    'count', count(*), 'started', count(*) filter (where o.state = 'started'),
    'unanswered', count(*) filter (where o.state = 'dispatched'),
    'p50', percentile_disc(0.5) within group (order by o.late),
    'p99', percentile_disc(0.99) within group (order by o.late), 'last', max(o.late)
) from (
    select o.state, extract(epoch from o.fired_at - o.planned_at) - b.delay as late
    from scheduler.occurrences o join scheduler.benchmark b using (job_id)
) o
"""
# What the database takes: the same rows, a thousand to a transaction, from one connection and with nothing else to do.
LIMIT = """
create table scheduler.limit_occurrences (like scheduler.occurrences including all);
do $$ begin
    for part in 0..{count} / 1000 - 1 loop
        insert into scheduler.limit_occurrences
        select * from scheduler.occurrences where planned_at = to_timestamp({at}) offset part * 1000 limit 1000;
        commit;
    end loop;
end $$
"""


def _form(at, minutes):
    time_of_day = time.strftime("%H:%M", time.gmtime(at))
    return json.dumps({"frequency": "daily", "time": time_of_day, "timezone": "UTC", "spreadMinutes": minutes})


def _limit(instance, at, count):
    began = time.monotonic()
    shell(instance, LIMIT.format(count=count, at=at))
    seconds = time.monotonic() - began
    shell(instance, "drop table scheduler.limit_occurrences")
    return count / seconds


def _measure(instance, model, count, minutes):
    at = (int(time.time() + 30 + count / 2000) // 60 + 1) * 60
    spread = max(1, minutes * 60)
    shell(instance, JOBS.format(count=count, model=model, form=_form(at, minutes), at=at, spread=spread), "analyze")
    if time.time() >= at:
        sys.exit("the schedules were not entered in time")
    time.sleep(at - time.time())
    found = _answered(instance, at, count)
    found["limit"] = _limit(instance, at, count)
    ends = "select count(*) from orchestrator.runs r join scheduler.benchmark using (job_id) where r.status <> 'completed'"
    while int(shell(instance, ends)) > 0:
        time.sleep(1)
    shell(instance, "delete from scheduler.schedules s using scheduler.benchmark b where s.job_id = b.job_id")
    shell(instance, "drop table scheduler.benchmark")
    return found


def _answered(instance, at, count):
    """The figures when each planned time has its end."""
    while time.time() < at + 600:
        found = json.loads(shell(instance, FIGURES))
        if found["count"] >= count and found["unanswered"] == 0:
            if found["started"] != count:
                sys.exit(f"{count - found['started']} of {count} runs did not start")
            return {**found, "answered": time.time() - at}
        time.sleep(0.5)
    sys.exit(f"of {count} schedules {found['count']} had fired after ten minutes, {found['unanswered']} without an answer")


def measure(instance, count):
    """Seconds of lateness at one instant and over a minute."""
    api = API(instance)
    job = {"name": "Planned", "type": "echo", "schedule": None, "tasks": {}, "status": "active"}
    model = api.post("/jobs", json.dumps(job))["id"]
    return {minutes: _measure(instance, model, count, minutes) for minutes in (0, 1)}
