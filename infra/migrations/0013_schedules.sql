-- Schedules: spread, overlap, backfill, pause after failures.

set local search_path = scheduler;

-- What the next planned time is put off for the spread, in seconds; next_at has it in it.
alter table schedules add column next_delay int not null default 0;

alter table occurrences
    -- What the start does when there is an active run.
    add column overlap text not null default 'skip' check (overlap in ('skip', 'queue_one', 'cancel_other')),
    -- The backfill that makes up for it.
    add column backfill_id uuid,
    -- Whether it is one of several of its job that are run one after the other.
    add column chained boolean not null default false,
    drop constraint occurrences_state_check,
    -- waiting: behind others of its job.
    add constraint occurrences_state_check
        check (state in ('waiting', 'dispatched', 'started', 'skipped', 'coalesced', 'missed'));
create index occurrences_waiting on occurrences (job_id, planned_at) where state = 'waiting';

create or replace view occurrences_v1 with (security_barrier) as
select job_id, planned_at, organization_id, type, local, reason, state, code, detail, run_id, fired_at, ended_at,
    backfill_id
from occurrences
where organization_id = stagecoach.organization();

set local search_path = orchestrator;

-- How many runs of a job have failed since one did not. Without a row none.
create table job_failures (
    job_id uuid primary key references jobs,
    failures int not null
) with (fillfactor = 70);

-- After it the start that waits is not begun any more.
alter table waiting_starts add column expires_at timestamptz;
