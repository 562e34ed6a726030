-- The history: what happened, written by the history-writer alone, read by the API under row level security.

create schema history;
grant usage on schema history to stagecoach_history, stagecoach_api;
set local search_path = history;

-- Every event, once. `position` counts them in the order in which they were stored, without gaps.
create table events (
    position bigint not null,
    id uuid not null,
    source text not null,
    type text not null,
    subject text,
    organization_id text not null,
    run_id uuid,
    stage int,
    attempt int,
    -- The place among the events of its run, without gaps; null for progress, which may be lost.
    sequence int,
    correlation text,
    causation text,
    time timestamptz not null,
    traceparent text,
    data json not null,
    primary key (id)
) partition by range (id);
create index events_position on events (position);
create index events_run on events (run_id, sequence) where run_id is not null;

-- Each run as its last event shows it.
create table runs (
    id uuid not null primary key,
    organization_id text not null,
    run_key text not null,
    job_id uuid not null,
    job_name text not null,
    site_id uuid,
    type text not null,
    trigger text not null,
    status text not null,
    attempt int not null,
    sequence int not null,
    stage int not null,
    stages int not null,
    created_at timestamptz not null,
    planned_at timestamptz,
    started_at timestamptz,
    completed_at timestamptz,
    generated boolean not null,
    content_ref uuid,
    sent boolean not null,
    recipients int not null,
    refused int not null,
    unconfirmed int not null,
    credits bigint not null,
    cost_micros bigint not null,
    error json
) partition by range (id);
create index runs_job on runs (organization_id, job_id, id);
create index runs_organization on runs (organization_id, id);
create index runs_key on runs (organization_id, run_key);

create table stages (
    run_id uuid not null,
    number int not null,
    organization_id text not null,
    name text not null,
    status text not null,
    attempt int not null,
    sequence int not null,
    total int not null,
    processed int not null,
    failed int not null,
    batches int not null,
    started_at timestamptz,
    completed_at timestamptz,
    result json not null,
    primary key (run_id, number)
) partition by range (run_id);

-- Identifiers of versions 7 and 8 begin with their time, so that a month is a range of them.
create function month_start(month date) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from month::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0')
        || repeat('0', 20))::uuid
$$;

-- Makes the partitions of a month, if they are not there.
create function ensure_month(day date) returns void language plpgsql security definer
set search_path = history, pg_temp as $$
declare
    month date := date_trunc('month', day)::date;
    name text;
begin
    foreach name in array array['events', 'runs', 'stages'] loop
        if to_regclass(format('history.%I', name || to_char(month, '_YYYY_MM'))) is null then
            execute format(
                'create table history.%I partition of history.%I for values from (%L) to (%L) with (fillfactor = %s)',
                name || to_char(month, '_YYYY_MM'), name, month_start(month),
                month_start((month + interval '1 month')::date), case name when 'events' then 100 else 50 end
            );
        end if;
    end loop;
end
$$;
revoke execute on function ensure_month(date) from public;
grant execute on function ensure_month(date) to stagecoach_history;

-- For identifiers of other times, or of no time at all.
create table events_other partition of events default;
create table runs_other partition of runs default;
create table stages_other partition of stages default;
select ensure_month(d::date)
from generate_series(date_trunc('month', now()) - interval '1 month', now() + interval '2 months', interval '1 month') d;

-- The position of the last event.
create table head (
    only_row boolean primary key default true check (only_row),
    position bigint not null
);
insert into head (position) values (0);

-- What has been received of each journal.
create table journals (
    writer text primary key,
    service text not null,
    received int8multirange not null default '{}',
    -- The number of its last entry, as its service says.
    last bigint not null default 0
) with (fillfactor = 50);

-- When each process was last heard of.
create table services (
    instance text primary key,
    service text not null,
    beat_at timestamptz not null
) with (fillfactor = 50);

create table dead_letters (
    id uuid primary key,
    organization_id text not null,
    service text not null,
    queue text not null,
    code text not null,
    reason text not null,
    exchange text not null,
    routing_key text not null,
    properties json not null,
    body bytea not null,
    -- The whole body's; larger than what is kept when that was cut.
    size int not null,
    at timestamptz not null,
    status text not null default 'open' check (status in ('open', 'requeued', 'discarded')),
    updated_at timestamptz not null
);
create index dead_letters_organization on dead_letters (organization_id, id);

-- Each event of a run is a line of its log.
create view log_lines with (security_invoker) as
select organization_id, run_id, sequence as seq, time as at, data ->> 'level' as level, stage,
    data ->> 'message' as message, data as fields
from events
where run_id is not null and sequence is not null;

grant select, insert, update on events, runs, stages, head, journals, services, dead_letters to stagecoach_history;
grant select on events, runs, stages, log_lines, services, dead_letters to stagecoach_api;

alter table events enable row level security;
alter table runs enable row level security;
alter table stages enable row level security;
alter table dead_letters enable row level security;
create policy writer on events to stagecoach_history using (true) with check (true);
create policy writer on runs to stagecoach_history using (true) with check (true);
create policy writer on stages to stagecoach_history using (true) with check (true);
create policy writer on dead_letters to stagecoach_history using (true) with check (true);
create policy reader on events for select to stagecoach_api using (organization_id = stagecoach.organization());
create policy reader on runs for select to stagecoach_api using (organization_id = stagecoach.organization());
create policy reader on stages for select to stagecoach_api using (organization_id = stagecoach.organization());
create policy reader on dead_letters for select to stagecoach_api using (organization_id = stagecoach.organization());
