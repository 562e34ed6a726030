-- What all services share: the record of migrations is readable, and each schema gets the same journal.

grant usage on schema stagecoach to
    stagecoach_orchestrator, stagecoach_scheduler, stagecoach_gateway, stagecoach_mailer, stagecoach_history,
    stagecoach_api;
grant select on stagecoach.migrations to
    stagecoach_orchestrator, stagecoach_scheduler, stagecoach_gateway, stagecoach_mailer, stagecoach_history,
    stagecoach_api;

-- Creates a service's schema with its journal: one row per commit, holding the messages that the commit has to say.
create function stagecoach.create_schema(name text, role text) returns void language plpgsql as $$
begin
    execute format('create schema %I', name);
    execute format('grant usage on schema %I to %I', name, role);
    execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to %I', name, role);
    execute format('alter default privileges in schema %I grant usage on sequences to %I', name, role);
    execute format($table$
        create table %I.journal (
            writer text not null,
            n bigint not null,
            at timestamptz not null default clock_timestamp(),
            body text not null,
            primary key (writer, n)
        )
    $table$, name);
    -- It is written once and read hardly ever: what counts is how much of it goes to the write-ahead log.
    execute format('alter table %I.journal alter column body set compression lz4', name);
    execute format('create index journal_at on %I.journal using brin (at)', name);
    execute format($table$
        create table %I.journal_writers (
            writer text primary key,
            instance text not null,
            -- All entries up to it are confirmed by the broker.
            published_n bigint not null,
            -- After it a sibling publishes the rest.
            lease_until timestamptz not null
        ) with (fillfactor = 50)
    $table$, name);
end
$$;

-- The organization that the current transaction reads for; null when it has not said.
create function stagecoach.organization() returns text language sql stable as $$
    select nullif(current_setting('stagecoach.organization', true), '')
$$;
grant execute on function stagecoach.organization() to public;
