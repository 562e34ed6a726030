-- The mailer: subscribers, lists, suppressions, mailings and their deliveries.

select stagecoach.create_schema('mailer', 'stagecoach_mailer');
set local search_path = mailer;

create table subscribers (
    id uuid primary key,
    organization_id text not null,
    -- Canonical: the domain in lower case, the local part as it was given.
    email text not null,
    name text,
    attributes jsonb not null default '{}',
    -- pending: asked, and not confirmed yet (double opt-in). Imported rows count as confirmed.
    status text not null check (status in ('pending', 'confirmed', 'unsubscribed')),
    confirmed_at timestamptz,
    unsubscribed_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (organization_id, email)
);
create index subscribers_organization on subscribers (organization_id, id);

create table lists (
    id uuid primary key,
    organization_id text not null,
    name text not null,
    created_at timestamptz not null default now()
);
create index lists_organization on lists (organization_id, id);

create table list_members (
    list_id uuid not null references lists on delete cascade,
    subscriber_id uuid not null references subscribers on delete cascade,
    primary key (list_id, subscriber_id)
);

-- Addresses that get nothing any more. By address, so that deleting and importing again does not lift it.
create table suppressions (
    organization_id text not null,
    email text not null,
    reason text not null,
    created_at timestamptz not null default now(),
    primary key (organization_id, email)
);

-- Parts of imports that were taken, with their answers.
create table imports (
    organization_id text not null,
    import_id uuid not null,
    chunk int not null,
    reply json not null,
    at timestamptz not null default now(),
    primary key (organization_id, import_id, chunk)
);

-- One for each run that sends.
create table mailings (
    run_id uuid primary key,
    organization_id text not null,
    state text not null check (state in ('running', 'pausing', 'paused', 'cancelling', 'completed', 'failed', 'cancelled')),
    job_type text not null,
    stage int not null,
    attempt int not null,
    batch int not null,
    epoch int not null,
    token uuid not null,
    item_id uuid,
    content_ref uuid not null,
    subject text not null,
    silence interval not null,
    total int not null,
    accepted int not null default 0,
    refused int not null default 0,
    unconfirmed int not null default 0,
    suppressed int not null default 0,
    correlation text,
    traceparent text,
    created_at timestamptz not null default now(),
    -- When something last went forward.
    progress_at timestamptz not null default now(),
    told_at timestamptz not null default now(),
    ended_at timestamptz,
    -- What was answered at the end, for when the batch comes again.
    answer_type text,
    answer json
) with (fillfactor = 50);
create index mailings_active on mailings (run_id) where state in ('running', 'pausing', 'cancelling');

-- One row for each recipient of a run: written before the mail is handed over, so that none is sent twice.
create table deliveries (
    run_id uuid not null references mailings,
    subscriber_id uuid not null,
    organization_id text not null,
    email text not null,
    name text,
    state text not null check (
        state in ('pending', 'sending', 'deferred', 'sent', 'refused', 'suppressed', 'unconfirmed')
    ),
    tries int not null default 0,
    next_at timestamptz not null default '-infinity',
    -- The process that is handing it over.
    owner uuid,
    code int,
    detail text,
    updated_at timestamptz not null default now(),
    primary key (run_id, subscriber_id)
) with (fillfactor = 60);
create index deliveries_open on deliveries (run_id, next_at) where state in ('pending', 'deferred');
create index deliveries_sending on deliveries (owner, run_id) where state = 'sending';

-- The mailer's processes, to tell the living from the dead.
create table processes (
    id uuid primary key,
    instance text not null,
    lease_until timestamptz not null
);

create view subscribers_v1 with (security_barrier) as
select s.id, s.organization_id, s.email, s.name, s.attributes,
    case when p.email is not null and s.status <> 'unsubscribed' then 'suppressed' else s.status end as status,
    p.reason as suppression_reason, s.confirmed_at, s.unsubscribed_at, s.created_at, s.updated_at
from subscribers s
left join suppressions p on p.organization_id = s.organization_id and p.email = s.email
where s.organization_id = stagecoach.organization();

create view lists_v1 with (security_barrier) as
select l.id, l.organization_id, l.name, l.created_at,
    (select count(*) from list_members m where m.list_id = l.id) as members
from lists l
where l.organization_id = stagecoach.organization();

create view deliveries_v1 with (security_barrier) as
select run_id, subscriber_id, organization_id, state, tries, code, detail, updated_at
from deliveries
where organization_id = stagecoach.organization();

grant usage on schema mailer to stagecoach_api;
grant select on subscribers_v1, lists_v1, deliveries_v1 to stagecoach_api;
