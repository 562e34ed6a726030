"""Very many schedules that are due together: how late their rows are, and how fast they are entered and answered."""
import json
import sys
import time

from content import shell
from newsletter import API

# Jobs like the model's, whose pipeline ends after its first stage, with schedules that nobody but this has entered.
JOBS = """
create table scheduler.benchmark (job_id uuid primary key, delay int not null, part int not null);
create index on scheduler.benchmark (part);
insert into scheduler.benchmark
select gen_random_uuid(), floor(random() * {spread}), n / 1000 from generate_series(0, {count} - 1) n;
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
    'p50', percentile_disc(0.5) within group (order by o.late),
    'p99', percentile_disc(0.99) within group (order by o.late), 'last', max(o.late)
) from (
    select o.state, extract(epoch from o.fired_at - o.planned_at) - b.delay as late
    from scheduler.occurrences o join scheduler.benchmark b using (job_id)
) o
"""
LEFT = """
select (select count(*) from scheduler.schedules where next_at <= now())
    + (select count(*) from scheduler.occurrences where state = 'dispatched')
"""
# What the database takes: the same rows, a thousand to a transaction, from one connection and with nothing else to do.
LIMIT = """
do $$ begin
    for number in 0..(select max(part) from scheduler.benchmark) loop
        insert into scheduler.limit_occurrences
        select o.* from scheduler.benchmark b join scheduler.occurrences o using (job_id) where b.part = number;
        commit;
    end loop;
end $$
"""


def _form(at, minutes):
    time_of_day = time.strftime("%H:%M", time.gmtime(at))
    return json.dumps({"frequency": "daily", "time": time_of_day, "timezone": "UTC", "spreadMinutes": minutes})


def _limit(instance, count):
    shell(instance, "create table scheduler.limit_occurrences (like scheduler.occurrences including all)")
    began = time.monotonic()
    shell(instance, LIMIT)
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
    print(f"  {count} schedules, spread over {minutes} min: {found}", flush=True)
    found["limit"] = _limit(instance, count)
    ends = "select count(*) from orchestrator.runs r join scheduler.benchmark using (job_id) where r.status <> 'completed'"
    while int(shell(instance, ends)) > 0:
        time.sleep(1)
    shell(instance, "delete from scheduler.schedules s using scheduler.benchmark b where s.job_id = b.job_id")
    shell(instance, "drop table scheduler.benchmark")
    return found


def _answered(instance, at, count):
    """The figures when each planned time has its end."""
    while time.time() < at + 600:
        # Few of these and cheap ones: who looks must not be what is measured.
        if int(shell(instance, LEFT)) == 0:
            answered = time.time() - at
            found = json.loads(shell(instance, FIGURES))
            if found["count"] != count or found["started"] != count:
                sys.exit(f"of {count} schedules {found['count']} have fired and {found['started']} were started")
            return {**found, "answered": answered}
        time.sleep(1)
    sys.exit("after ten minutes planned times were still without an answer")


def measure(instance, count):
    """Seconds of lateness at one instant and over a minute."""
    api = API(instance)
    job = {"name": "Planned", "type": "echo", "schedule": None, "tasks": {}, "status": "active"}
    model = api.post("/jobs", json.dumps(job))["id"]
    return {minutes: _measure(instance, model, count, minutes) for minutes in (0, 1)}
