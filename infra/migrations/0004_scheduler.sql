-- The scheduler: when jobs run.

select stagecoach.create_schema('scheduler', 'stagecoach_scheduler');
set local search_path = scheduler;

-- Each job that has a schedule, as its last event shows it.
create table schedules (
    job_id uuid primary key,
    organization_id text not null,
    type text not null,
    -- The job's; a change that is not newer is passed over.
    revision int not null,
    status text not null,
    form jsonb,
    -- The zone that the schedule's times are in: its own, or the organization's.
    timezone text not null,
    follows_organization boolean not null,
    -- The next planned time; null when there is none.
    next_at timestamptz,
    updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index schedules_next on schedules (next_at) where next_at is not null;
create index schedules_organization on schedules (organization_id);

-- One row for each planned time, with what became of it.
create table occurrences (
    job_id uuid not null,
    planned_at timestamptz not null,
    organization_id text not null,
    type text not null,
    -- The planned time on the wall clock, and why it is not the usual one.
    local text not null,
    reason text,
    state text not null check (state in ('dispatched', 'started', 'skipped', 'coalesced', 'missed')),
    -- Why it did not start: a problem's code, or not_in_window.
    code text,
    detail text,
    run_id uuid,
    fired_at timestamptz not null,
    ended_at timestamptz,
    -- After it nothing is started any more.
    expires_at timestamptz not null,
    -- When the command is sent once more, for want of an answer.
    resend_at timestamptz,
    primary key (job_id, planned_at)
) with (fillfactor = 70);
create index occurrences_unanswered on occurrences (resend_at) where state = 'dispatched';

create view occurrences_v1 with (security_barrier) as
select job_id, planned_at, organization_id, type, local, reason, state, code, detail, run_id, fired_at, ended_at
from occurrences
where organization_id = stagecoach.organization();

grant usage on schema scheduler to stagecoach_api;
grant select on occurrences_v1 to stagecoach_api;
