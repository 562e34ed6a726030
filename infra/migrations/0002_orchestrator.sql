-- The orchestrator: organizations, jobs, runs, items, credits.

select stagecoach.create_schema('orchestrator', 'stagecoach_orchestrator');
set local search_path = orchestrator;

create table organizations (
    id text primary key,
    name text not null,
    timezone text not null,
    created_at timestamptz not null default now()
);

create table sites (
    id uuid primary key,
    organization_id text not null references organizations,
    name text not null,
    created_at timestamptz not null default now(),
    deleted_at timestamptz
);
create index sites_organization on sites (organization_id, id);

create table jobs (
    id uuid primary key,
    organization_id text not null references organizations,
    site_id uuid references sites,
    type text not null,
    name text not null,
    status text not null check (status in ('draft', 'active', 'paused')),
    -- The definition in force; each edit makes a new one.
    version int not null,
    -- Counts every change, of the status too.
    revision int not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);
create index jobs_organization on jobs (organization_id, id);

-- Never changed: a run is made from one and keeps to it.
create table job_versions (
    job_id uuid not null references jobs,
    version int not null,
    definition jsonb not null,
    pipeline jsonb not null,
    created_at timestamptz not null default now(),
    primary key (job_id, version)
);

create table runs (
    id uuid primary key,
    organization_id text not null references organizations,
    job_id uuid not null references jobs,
    job_version int not null,
    run_key text not null,
    trigger text not null,
    status text not null,
    -- What only one run may work on at a time: the site, or else the job. Null while only the rest is being sent.
    scope_id uuid,
    attempt int not null,
    sequence int not null,
    created_at timestamptz not null,
    planned_at timestamptz,
    started_at timestamptz,
    completed_at timestamptz,
    traceparent text,
    -- The command that began it.
    correlation text,

    -- The stage it is at.
    stage int not null,
    stage_started_at timestamptz,
    total int not null,
    processed int not null,
    failed int not null,
    batches int not null,
    result jsonb,
    -- The event that led to the stage.
    cause uuid,

    -- The batch that is out, or about to be; null when there is none.
    epoch int not null,
    clock text check (clock in ('ready', 'queued', 'started', 'backoff', 'suspended')),
    worker text,
    batch int,
    batch_epoch int,
    token uuid,
    tries int,
    resends int,
    batch_items uuid[],
    remaining int,
    due_at timestamptz,
    ready_at timestamptz,

    -- What it has brought about.
    content_ref uuid,
    accepted int not null,
    refused int not null,
    unconfirmed int not null,
    credits bigint not null,
    cost_micros bigint not null,
    error jsonb
) with (fillfactor = 50);

-- One active run per job or site, whoever starts it.
create unique index runs_one_active on runs (organization_id, scope_id)
    where status in ('pending', 'running', 'pausing', 'paused', 'waiting_review') and scope_id is not null;
create unique index runs_key on runs (organization_id, run_key);
-- What has to happen by itself.
create index runs_due on runs (due_at) where due_at is not null;
-- Who waits for a turn, and how many are under way.
create index runs_ready on runs (organization_id, worker, ready_at) where clock = 'ready';
create index runs_in_flight on runs (organization_id, worker) where clock in ('queued', 'started');

create table items (
    id uuid primary key,
    organization_id text not null,
    site_id uuid,
    -- The run that made it.
    run_id uuid,
    kind text not null,
    status text not null,
    parent_id uuid,
    position bigint generated always as identity,
    attributes jsonb not null default '{}',
    -- Why it failed, and the status that it goes back to when it is tried again.
    error text,
    failed_from text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
) with (fillfactor = 80);
create index items_run on items (run_id, kind, status, position);

-- A start that waits for the active run of its scope to end.
create table waiting_starts (
    organization_id text not null,
    scope_id uuid not null,
    command jsonb not null,
    created_at timestamptz not null default now(),
    primary key (organization_id, scope_id)
);

-- Every command that was answered, with its answer: a repeat gets the same.
create table command_keys (
    organization_id text not null,
    command text not null,
    key text not null,
    request_hash bigint not null,
    reply_type text not null,
    reply_content_type text not null,
    reply text not null,
    at timestamptz not null default now(),
    primary key (organization_id, command, key)
);
create index command_keys_at on command_keys using brin (at);

-- For who asked and has heard nothing.
create view command_replies_v1 with (security_barrier) as
select organization_id, command, key, reply_content_type, reply
from command_keys
where organization_id = stagecoach.organization();

-- Credits, in thousandths. posted = opening + the sum of the entries, always.
create table accounts (
    organization_id text primary key references organizations,
    opening bigint not null default 0,
    posted bigint not null default 0,
    held bigint not null default 0 check (held >= 0),
    check (posted - held >= 0)
) with (fillfactor = 50);

create table holds (
    run_id uuid primary key references runs,
    organization_id text not null references accounts,
    amount bigint not null check (amount >= 0),
    settled bigint not null default 0,
    released_at timestamptz
);

create table entries (
    -- What is charged or credited, so that it is so once: run/stage/batch, or a top-up's key.
    key text primary key,
    organization_id text not null references accounts,
    run_id uuid,
    amount bigint not null,
    kind text not null,
    at timestamptz not null default now()
);
create index entries_organization on entries (organization_id, at);

-- What others may read. A reader sees the organization that its transaction names; the scheduler sees all.
create view jobs_v1 with (security_barrier) as
select j.id, j.organization_id, j.site_id, j.type, j.name, j.status, j.version, j.revision, v.definition,
    o.timezone as organization_timezone, j.created_at, j.updated_at, j.deleted_at
from jobs j
join job_versions v on v.job_id = j.id and v.version = j.version
join organizations o on o.id = j.organization_id
where j.organization_id = stagecoach.organization() or current_user = 'stagecoach_scheduler';

create view organizations_v1 with (security_barrier) as
select id, name, timezone, created_at
from organizations
where id = stagecoach.organization() or current_user = 'stagecoach_scheduler';

-- What the history may not have heard of yet: a command's effect is there as soon as it is answered.
create view runs_v1 with (security_barrier) as
select r.id, r.organization_id, r.run_key, r.job_id, j.name as job_name, j.type, r.trigger, r.status, r.attempt,
    r.sequence, r.created_at, r.planned_at, r.started_at, r.completed_at
from runs r
join jobs j on j.id = r.job_id
where r.organization_id = stagecoach.organization();

create view sites_v1 with (security_barrier) as
select id, organization_id, name, created_at, deleted_at
from sites
where organization_id = stagecoach.organization();

create view items_v1 with (security_barrier) as
select id, organization_id, site_id, run_id, kind, status, parent_id, position, attributes, error, created_at, updated_at
from items
where organization_id = stagecoach.organization();

create view credits_v1 with (security_barrier) as
select organization_id, posted, held, posted - held as available
from accounts
where organization_id = stagecoach.organization();

grant usage on schema orchestrator to stagecoach_api, stagecoach_scheduler;
grant select on jobs_v1, organizations_v1, runs_v1, sites_v1, items_v1, credits_v1, command_replies_v1 to stagecoach_api;
grant select on jobs_v1, organizations_v1 to stagecoach_scheduler;
