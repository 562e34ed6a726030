-- Secrets that others refer to by name, and notifications of what runs come to.

set local search_path = gateway;

-- Written by everyone who may, read by nobody: what is kept can only be opened by the ai-gateway.
create table secrets (
    organization_id text not null,
    name text not null,
    -- The public key that it was sealed with, and what that made of it.
    key_id text not null,
    sealed bytea not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (organization_id, name)
);

-- The public keys to seal with, as the configuration has them: those who seal need no configuration.
create table secret_keys (
    id text primary key,
    public_key bytea not null,
    is_current boolean not null,
    updated_at timestamptz not null default now()
);
create unique index secret_keys_current on secret_keys (is_current) where is_current;

create view secrets_v1 with (security_barrier) as
select organization_id, name, created_at, updated_at
from secrets
where organization_id = stagecoach.organization();

create view secret_keys_v1 as select id, public_key, is_current from secret_keys;

grant select on secrets_v1, secret_keys_v1 to stagecoach_api;

set local search_path = mailer;

create table notification_rules (
    id uuid primary key,
    organization_id text not null,
    name text not null,
    -- Topics: run.failed, …
    events text[] not null,
    channel text not null check (channel in ('email', 'webhook', 'slack', 'discord')),
    enabled boolean not null,
    -- Why it was disabled without a person.
    disabled_reason text,
    addresses text[] not null default '{}',
    -- Where requests go: sealed, and the host of it to show.
    host text,
    url_key_id text,
    url_sealed bytea,
    signing_key_id text,
    signing_sealed bytea,
    revision int not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check ((channel = 'email') = (url_sealed is null)),
    check ((channel = 'webhook') = (signing_sealed is not null))
);
create index notification_rules_organization on notification_rules (organization_id, id);

-- One row for each event, rule and recipient: written before anything is sent, so that none is sent twice at a time.
create table notifications (
    id uuid primary key,
    organization_id text not null,
    rule_id uuid not null references notification_rules on delete cascade,
    event_id text not null,
    -- An address; empty where there is one recipient only.
    recipient text not null,
    topic text not null,
    is_test boolean not null default false,
    -- What is told, and since when it is true.
    event json not null,
    event_at timestamptz not null,
    state text not null default 'pending' check (
        state in ('pending', 'sending', 'sent', 'failed', 'unconfirmed', 'dropped')
    ),
    tries int not null default 0,
    next_at timestamptz not null default now(),
    -- The process that is sending it.
    owner uuid,
    -- Of the last try: the status of HTTP or SMTP, and what the other side said.
    status int,
    detail text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (event_id, rule_id, recipient)
) with (fillfactor = 60);
create index notifications_rule on notifications (rule_id, id);
create index notifications_pending on notifications (rule_id, next_at) where state = 'pending';
create index notifications_sending on notifications (rule_id, owner) where state = 'sending';
create index notifications_created on notifications using brin (created_at);

create view notification_rules_v1 with (security_barrier) as
select id, organization_id, name, events, channel, enabled, disabled_reason, addresses, host, revision, created_at,
    updated_at
from notification_rules
where organization_id = stagecoach.organization();

create view notifications_v1 with (security_barrier) as
select id, organization_id, rule_id, event_id, recipient, topic, is_test, event_at, state, tries, next_at, status, detail,
    created_at, updated_at
from notifications
where organization_id = stagecoach.organization();

grant select on notification_rules_v1, notifications_v1 to stagecoach_api;
