-- The ai-gateway: calls to models, and what they brought.

select stagecoach.create_schema('gateway', 'stagecoach_gateway');
set local search_path = gateway;

-- One for each batch. A batch that comes again finds its answer here, and no model is asked twice.
create table calls (
    run_id uuid not null,
    stage int not null,
    batch int not null,
    organization_id text not null,
    -- What was asked: a batch with the same number and another content is another call.
    request_hash bytea not null,
    -- Of the try that was given out last: what it was answered with is answered again.
    token uuid not null,
    state text not null check (state in ('sent', 'done', 'failed')),
    -- The process that asks, and until when it is believed to live.
    owner uuid not null,
    instance text not null,
    lease_until timestamptz not null,
    -- How often a model was asked, and how often of that because nobody knew what had become of the call before.
    calls int not null default 1,
    extra_calls int not null default 0,
    answer json,
    provider text,
    model text,
    input_tokens int,
    output_tokens int,
    cost_micros bigint,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (run_id, stage, batch)
) with (fillfactor = 60);

create index calls_sent on calls (owner) where state = 'sent';

-- What was generated, kept by reference: bytes travel in no message.
create table artifacts (
    id uuid primary key,
    organization_id text not null,
    run_id uuid,
    media_type text not null,
    title text not null,
    sha256 bytea not null,
    size int not null,
    bytes bytea not null,
    -- How it came about: model, provider, prompt version, tokens, cost.
    provenance jsonb not null,
    created_at timestamptz not null default now()
);
alter table artifacts alter column bytes set storage external;
create index artifacts_organization on artifacts (organization_id, id);

-- The models that may be asked for, as the configuration has them.
create table models (
    id text primary key,
    provider text not null,
    title text not null,
    kind text not null,
    is_default boolean not null,
    updated_at timestamptz not null default now()
);

create view artifacts_v1 with (security_barrier) as
select id, organization_id, run_id, media_type, title, sha256, size, bytes, provenance, created_at
from artifacts
where organization_id = stagecoach.organization();

create view models_v1 as select id, provider, title, kind, is_default from models;

grant usage on schema gateway to stagecoach_api, stagecoach_mailer;
grant select on artifacts_v1 to stagecoach_api, stagecoach_mailer;
grant select on models_v1 to stagecoach_api;
