-- Who may do what: users, sessions, keys with scopes, triggers, and the record of who did what.

-- Whose account the current transaction looks at, and the SHA-256 of what was shown for it, in hexadecimal digits: a key,
-- a session, an invitation. Null when it has not said. Who shows a credential sees its row; nobody else learns of it.
create function stagecoach.account() returns uuid language sql stable as $$
    select nullif(current_setting('stagecoach.account', true), '')::uuid
$$;
create function stagecoach.credential() returns bytea language sql stable as $$
    select decode(nullif(current_setting('stagecoach.credential', true), ''), 'hex')
$$;
create function stagecoach.email() returns text language sql stable as $$
    select nullif(current_setting('stagecoach.email', true), '')
$$;
grant execute on function stagecoach.account(), stagecoach.credential(), stagecoach.email() to public;

set local search_path = api;

alter table api_keys
    -- Null: everything, as for a key that the settings give.
    add column scopes text[],
    add column expires_at timestamptz,
    -- To the minute.
    add column last_used_at timestamptz,
    add column created_by uuid,
    -- Given by the operator in the settings: it may make organizations.
    add column is_operator boolean not null default false;

create table users (
    id uuid primary key,
    -- In lower case.
    email text not null unique,
    name text not null,
    -- Argon2id, as libsodium writes it; null until an invitation is accepted.
    password text,
    password_at timestamptz,
    created_at timestamptz not null default now()
);

-- A user may belong to several organizations, and be something else in each.
create table memberships (
    organization_id text not null,
    user_id uuid not null references users,
    role text not null check (role in ('owner', 'editor', 'operator', 'viewer')),
    disabled boolean not null default false,
    created_at timestamptz not null default now(),
    primary key (organization_id, user_id)
);
create index memberships_user on memberships (user_id);

-- Works once. The token is kept nowhere, only its SHA-256.
create table invitations (
    id uuid primary key,
    organization_id text not null,
    email text not null,
    name text not null,
    role text not null check (role in ('owner', 'editor', 'operator', 'viewer')),
    hash bytea not null unique,
    invited_by uuid,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    created_at timestamptz not null default now()
);
create unique index invitations_open on invitations (organization_id, email) where accepted_at is null;

create table sessions (
    id uuid primary key,
    user_id uuid not null references users,
    -- The one that the user works in.
    organization_id text not null,
    -- The SHA-256 of the cookie; and of the one before it, which still works for a moment after a change.
    hash bytea not null unique,
    former_hash bytea,
    rotated_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    address text not null
);
create index sessions_user on sessions (user_id);
create index sessions_former on sessions (former_hash);

-- An organization that is being made: whoever came first makes it.
create table claims (
    organization_id text primary key,
    claim uuid not null,
    at timestamptz not null default now()
);

-- A signed call by HTTP that starts a run of a job.
create table triggers (
    id uuid primary key,
    organization_id text not null,
    job_id uuid not null,
    name text not null,
    -- Sealed for the API. The former one is good until a time.
    key_id text not null,
    sealed text not null,
    former_key_id text,
    former_sealed text,
    former_until timestamptz,
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    deleted_at timestamptz
);
create index triggers_job on triggers (organization_id, job_id, id);

-- Written, and never changed.
create table audit_log (
    id uuid primary key,
    organization_id text not null,
    at timestamptz not null default clock_timestamp(),
    actor_kind text not null check (actor_kind in ('user', 'key', 'sender', 'trigger', 'nobody')),
    actor_id text,
    actor_name text,
    action text not null,
    target text,
    address text,
    -- The status that it was answered with.
    outcome int not null,
    detail text
);
create index audit_log_organization on audit_log (organization_id, id);

-- The service sees rows of the organization that its transaction names, and those whose credential or account it names.
create policy tenant on api_keys to stagecoach_api
    using (organization_id = stagecoach.organization()) with check (organization_id = stagecoach.organization());
create policy shown on api_keys for select to stagecoach_api using (hash = stagecoach.credential());
-- By the cookie for pictures, which names its key and is proved with the hash.
create policy named on api_keys for select to stagecoach_api using (id = stagecoach.account());
create policy used on api_keys for update to stagecoach_api
    using (hash = stagecoach.credential()) with check (hash = stagecoach.credential());

create policy tenant on memberships to stagecoach_api
    using (organization_id = stagecoach.organization()) with check (organization_id = stagecoach.organization());
create policy own on memberships for select to stagecoach_api using (user_id = stagecoach.account());

create policy own on users to stagecoach_api
    using (id = stagecoach.account() or email = stagecoach.email())
    with check (id = stagecoach.account());
create policy member on users for select to stagecoach_api
    using (exists (
        select from api.memberships m where m.user_id = users.id and m.organization_id = stagecoach.organization()
    ));

create policy tenant on invitations to stagecoach_api
    using (organization_id = stagecoach.organization()) with check (organization_id = stagecoach.organization());
create policy shown on invitations to stagecoach_api
    using (hash = stagecoach.credential()) with check (hash = stagecoach.credential());

create policy own on sessions to stagecoach_api
    using (user_id = stagecoach.account()) with check (user_id = stagecoach.account());
create policy shown on sessions to stagecoach_api
    using (hash = stagecoach.credential() or former_hash = stagecoach.credential())
    with check (true);
-- Whoever leaves an organization is signed out of it.
create policy tenant on sessions for delete to stagecoach_api using (organization_id = stagecoach.organization());
create policy tenant_seen on sessions for select to stagecoach_api using (organization_id = stagecoach.organization());

create policy tenant on claims to stagecoach_api
    using (organization_id = stagecoach.organization()) with check (organization_id = stagecoach.organization());
create policy tenant on idempotency_keys to stagecoach_api
    using (organization_id = stagecoach.organization()) with check (organization_id = stagecoach.organization());
create policy tenant on triggers to stagecoach_api
    using (organization_id = stagecoach.organization()) with check (organization_id = stagecoach.organization());
-- Its address is what is shown; the signature is looked at next.
create policy shown on triggers for select to stagecoach_api using (id = stagecoach.account());
create policy tenant on audit_log for select to stagecoach_api using (organization_id = stagecoach.organization());
create policy written on audit_log for insert to stagecoach_api
    with check (organization_id = stagecoach.organization());
revoke update, delete, truncate on audit_log from stagecoach_api;

-- What goes by its age, of all organizations.
create function prune_idempotency_keys() returns int language plpgsql security definer
set search_path = api, pg_temp as $$
declare
    gone int;
begin
    delete from idempotency_keys where ctid in (
        select ctid from idempotency_keys where created_at < clock_timestamp() - interval '48 hours' limit 1000
    );
    get diagnostics gone = row_count;
    delete from sessions where ctid in (
        select ctid from sessions where expires_at < clock_timestamp() - interval '1 day' limit 1000
    );
    return gone;
end
$$;
revoke execute on function prune_idempotency_keys() from public;
grant execute on function prune_idempotency_keys() to stagecoach_api;

-- Enforced for everybody: the owner of the tables makes the migrations, and no service logs in as it.
do $$
declare
    name text;
begin
    foreach name in array array[
        'api.api_keys', 'api.users', 'api.memberships', 'api.invitations', 'api.sessions', 'api.claims',
        'api.idempotency_keys', 'api.triggers', 'api.audit_log', 'history.events', 'history.runs', 'history.stages',
        'history.dead_letters', 'history.job_totals', 'history.job_durations'
    ] loop
        execute format('alter table %s enable row level security', name);
        execute format('alter table %s force row level security', name);
        execute format('create policy migrations on %s to current_user using (true) with check (true)', name);
    end loop;
end
$$;

-- Work that has been given out and not begun, without saying whose it is.
create view orchestrator.queues_v1 as
select worker, count(*) as messages, min(batch_at) as oldest_at
from orchestrator.runs
where clock = 'queued' and worker is not null
group by worker;
grant select on orchestrator.queues_v1 to stagecoach_api;

-- How many dead letters wait for somebody, all organizations together.
create function history.count_dead() returns bigint language sql stable security definer
set search_path = history, pg_temp as $$
    select count(*) from dead_letters where status = 'open'
$$;
revoke execute on function history.count_dead() from public;
grant execute on function history.count_dead() to stagecoach_api;

-- How many entries of the journals the history has not received yet.
create function history.count_behind() returns bigint language sql stable security definer
set search_path = history, pg_temp as $$
    select coalesce(sum(greatest(last - coalesce((
        select sum(upper(r) - lower(r)) from unnest(received) r
    ), 0), 0)), 0)::bigint from journals
$$;
revoke execute on function history.count_behind() from public;
grant execute on function history.count_behind() to stagecoach_api;
