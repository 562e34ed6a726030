-- Retention: finished runs go when their time is over, and what they come to stays.

-- Makes a service's table of erasures: what the orchestrator says is over, until everything of it has gone here.
create function stagecoach.create_erasures(name text) returns void language plpgsql as $$
begin
    execute format($table$
        create table %I.erasures (
            task_id uuid not null,
            -- 0: what belongs to no run, by its age. From 1: runs.
            step int not null,
            organization_id text not null,
            runs uuid[] not null,
            -- What the runs have brought about belongs to a site, and stays.
            keeps_outputs boolean not null,
            -- For step 0, by type of job: what is older goes. A type that is not there is kept forever.
            before jsonb not null,
            -- What has gone, by kind of row.
            counts jsonb not null default '{}',
            received_at timestamptz not null default clock_timestamp(),
            done_at timestamptz,
            reported_at timestamptz,
            primary key (task_id, step)
        )
    $table$, name);
    execute format('create index erasures_open on %I.erasures (received_at) where done_at is null', name);
    execute format('create index erasures_told on %I.erasures (done_at) where reported_at is null', name);
end
$$;

select stagecoach.create_erasures(name) from unnest(array['scheduler', 'gateway', 'mailer', 'history']) name;

-- The orchestrator: who keeps what how long, and the tasks that see to it.

set local search_path = orchestrator;

-- What an organization has decided; without a row 90 days.
create table retention_settings (
    organization_id text not null references organizations,
    job_type text not null,
    -- Null: forever.
    days int check (days between 1 and 3650),
    updated_at timestamptz not null default now(),
    primary key (organization_id, job_type)
);

create table retention_tasks (
    id uuid primary key,
    organization_id text not null references organizations,
    trigger text not null check (trigger in ('scheduled', 'manual')),
    -- The week that it is for; null when a person has asked.
    planned_at timestamptz,
    -- It only counts.
    is_dry boolean not null,
    -- waiting: the runs are gone here, and others are not done yet with what was theirs.
    state text not null check (state in ('erasing', 'waiting', 'completed', 'skipped')),
    -- By type of job: runs that ended before it go.
    before jsonb,
    steps int not null default 0,
    -- What has gone, by service and kind of row.
    counts jsonb not null default '{}',
    correlation text,
    created_at timestamptz not null default clock_timestamp(),
    began_at timestamptz,
    ended_at timestamptz
);
-- One for each week, whichever process is the first to think of it.
create unique index retention_tasks_week on retention_tasks (organization_id, planned_at);
create index retention_tasks_open on retention_tasks (created_at) where state in ('erasing', 'waiting');
create index retention_tasks_organization on retention_tasks (organization_id, id);

-- What was told to the others, until each of them has done it.
create table retention_steps (
    task_id uuid not null references retention_tasks on delete cascade,
    number int not null,
    event_id uuid not null,
    job_type text,
    runs uuid[] not null,
    waiting text[] not null,
    at timestamptz not null,
    -- When it is told once more.
    resend_at timestamptz not null,
    resends int not null default 0,
    primary key (task_id, number)
);
create index retention_steps_resend on retention_steps (resend_at) where waiting <> '{}';

-- What has ended, by job: what is to go is found without reading what stays.
create index runs_ended on runs (job_id, completed_at)
    where status in ('completed', 'partial', 'failed', 'cancelled');

-- What there is already is looked at next Monday, and not at once: there is time to say how long it is to be kept.
insert into retention_tasks (id, organization_id, trigger, planned_at, is_dry, state, ended_at)
select gen_random_uuid(), id, 'scheduled',
    (date_trunc('week', (now() at time zone 'UTC') - interval '3 hours') + interval '3 hours') at time zone 'UTC', false,
    'skipped', now()
from organizations;

create view retention_v1 with (security_barrier) as
select organization_id, job_type, days
from retention_settings
where organization_id = stagecoach.organization();

create view retention_tasks_v1 with (security_barrier) as
select t.id, t.organization_id, t.trigger, t.planned_at, t.is_dry, t.state, t.before, t.counts, t.created_at, t.began_at,
    t.ended_at,
    array(
        select distinct w.service from retention_steps s, unnest(s.waiting) w (service) where s.task_id = t.id order by 1
    ) as waiting
from retention_tasks t
where t.organization_id = stagecoach.organization() and t.state <> 'skipped';

grant select on retention_v1, retention_tasks_v1 to stagecoach_api;

-- The ai-gateway: what was generated for a run.

create index artifacts_run on gateway.artifacts (run_id) where run_id is not null;

-- The history: what is left of runs that are gone.

set local search_path = history;

grant delete on events, runs, stages, dead_letters, journals, services to stagecoach_history;
grant select, insert, update, delete on erasures to stagecoach_history;
-- Whether a run was erased, for what comes late.
create index erasures_runs on erasures using gin (runs);

create table job_totals (
    organization_id text not null,
    job_id uuid not null,
    total bigint not null,
    ended bigint not null,
    successful bigint not null,
    sent bigint not null,
    -- Of those that were sent.
    recipients bigint not null,
    -- How many of the ended ones have a duration, and its sum.
    timed bigint not null,
    micros bigint not null,
    last_success_at timestamptz,
    primary key (organization_id, job_id)
);

-- How long runs took, in classes: see duration_class.
create table job_durations (
    organization_id text not null,
    job_id uuid not null,
    class int not null,
    count bigint not null,
    primary key (organization_id, job_id, class)
);

grant select, insert, update on job_totals, job_durations to stagecoach_history;
grant select on job_totals, job_durations to stagecoach_api;
alter table job_totals enable row level security;
alter table job_durations enable row level security;
create policy writer on job_totals to stagecoach_history using (true) with check (true);
create policy writer on job_durations to stagecoach_history using (true) with check (true);
create policy reader on job_totals for select to stagecoach_api using (organization_id = stagecoach.organization());
create policy reader on job_durations for select to stagecoach_api using (organization_id = stagecoach.organization());

-- What a run counts as (it counts by its last attempt). A run left unsent because it is not to be sent without a person
-- is a success.
create function is_counted(status text) returns boolean language sql immutable parallel safe as $$
    select status in ('completed', 'partial', 'failed')
$$;
create function is_success(status text, sent boolean, has_error boolean) returns boolean
language sql immutable parallel safe as $$
    select status = 'completed' or status = 'partial' and not has_error and not sent
$$;
create function run_micros(started_at timestamptz, completed_at timestamptz) returns bigint
language sql immutable parallel safe as $$
    select (extract(epoch from completed_at) * 1000000)::bigint - (extract(epoch from started_at) * 1000000)::bigint
$$;

-- Classes of durations, each 2 % wide: class 0 is nothing, class n above 0 reaches up to 1.02^(n - 1) microseconds. What
-- stands for a class is at most 1 % off from everything in it, and so is a percentile that is made of them.
create function duration_class(micros bigint) returns int language sql immutable parallel safe as $$
    select case when micros < 1 then 0 else 1 + ceil(ln(micros::float8) / ln(1.02::float8))::int end
$$;
create function class_seconds(class int) returns float8 language sql immutable parallel safe as $$
    select case when class = 0 then 0 else power(1.02::float8, class - 1) * 2 / 2.02 / 1000000 end
$$;

-- Events that belong to no run, by age.
create index events_loose on events (organization_id, time) where run_id is null;

-- When a journal was last heard of.
alter table journals add column heard_at timestamptz not null default now();

-- Drops the partitions of months that ended before a day, if nothing is left in them.
create function drop_months(day date) returns int language plpgsql security definer
set search_path = history, pg_temp set lock_timeout = '1s' as $$
declare
    suffix text;
    name text;
    used boolean;
    dropped int := 0;
begin
    for suffix in
        select right(c.relname, 8)
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'history.events'::regclass and c.relname ~ '^events_\d{4}_\d\d$'
        order by 1
    loop
        continue when to_date(suffix, '_YYYY_MM') + interval '1 month' > day;
        used := false;
        foreach name in array array['events', 'runs', 'stages'] loop
            if not used then execute format('select exists (select from history.%I)', name || suffix) into used; end if;
        end loop;
        continue when used;
        begin
            -- What comes for it meanwhile would be lost with it. Writers lock in this order too.
            lock table only history.events, only history.runs, only history.stages in access exclusive mode;
            foreach name in array array['events', 'runs', 'stages'] loop
                if not used then execute format('select exists (select from history.%I)', name || suffix) into used; end if;
            end loop;
            if not used then
                execute format('drop table history.%I, history.%I, history.%I', 'events' || suffix, 'runs' || suffix,
                    'stages' || suffix);
                dropped := dropped + 1;
            end if;
        exception when lock_not_available then
            -- Somebody reads it just now; there is another day.
            null;
        end;
    end loop;
    return dropped;
end
$$;
revoke execute on function drop_months(date) from public;
grant execute on function drop_months(date) to stagecoach_history;
