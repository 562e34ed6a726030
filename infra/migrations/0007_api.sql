-- The API: who may use it, and what was asked with which idempotency key.

select stagecoach.create_schema('api', 'stagecoach_api');
set local search_path = api;

create table api_keys (
    id uuid primary key,
    organization_id text not null,
    name text not null,
    -- The beginning of the key, to tell keys apart; and its SHA-256. The key itself is kept nowhere.
    prefix text not null,
    hash bytea not null unique,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);
create index api_keys_organization on api_keys (organization_id, id);

-- A request with a key: the identifiers that were made for it, and its answer once there is one.
create table idempotency_keys (
    organization_id text not null,
    key text not null,
    request_hash bytea not null,
    resource_id uuid not null,
    status int,
    body json,
    location text,
    created_at timestamptz not null default now(),
    primary key (organization_id, key)
);
create index idempotency_keys_at on idempotency_keys using brin (created_at);

grant select on history.head to stagecoach_api;
