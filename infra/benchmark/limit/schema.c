#include "limit.h"

// The same facts as in the services' tables, kept as thriftily as this run of things allows, so that the limit is one:
//
//   - No indexed column of a run changes on its way from stage to stage, so that its row is updated within its page.
//     That is why `due_at` has no index: `look_at` has, which is never later and is moved only when that time comes.
//   - The journal's rows are compressed; they repeat themselves, and are written more often than read.
//   - An event is known by its run and sequence; that index also serves whoever reads a run's events.
static const char orchestrator_tables[] =
    "create schema limit_orchestrator;"
    "set search_path = limit_orchestrator;"
    "create table jobs (id uuid primary key, organization_id text not null, name text not null, status text not null);"
    "create table runs ("
    "    id uuid primary key, organization_id text not null, job_id uuid not null references jobs,"
    "    job_version int not null, run_key text not null, trigger text not null, status text not null, scope_id uuid,"
    "    attempt int not null, sequence int not null, created_at timestamptz not null, started_at timestamptz,"
    "    completed_at timestamptz, traceparent text, correlation text, stage int not null,"
    "    stage_started_at timestamptz, cause uuid, epoch int not null, clock text, worker text, batch int, token uuid,"
    "    tries int, due_at timestamptz, look_at timestamptz"
    ") with (fillfactor = 50);"
    "create unique index runs_one_active on runs (organization_id, scope_id)"
    "    where status in ('pending', 'running', 'pausing', 'paused', 'waiting_review') and scope_id is not null;"
    "create unique index runs_key on runs (organization_id, run_key);"
    "create index runs_look_at on runs (look_at) where look_at is not null;"
    "create index runs_in_flight on runs (organization_id, worker) where clock in ('queued', 'started');"
    "create table command_keys ("
    "    organization_id text not null, command text not null, key text not null, request_hash bigint not null,"
    "    reply text not null, at timestamptz not null default now(), primary key (organization_id, command, key)"
    ");"
    "create index command_keys_at on command_keys using brin (at);"
    "create table journal ("
    "    writer text not null, n bigint not null, at timestamptz not null default clock_timestamp(),"
    "    body text not null, primary key (writer, n)"
    ");"
    "alter table journal alter column body set compression lz4;"
    "create index journal_at on journal using brin (at);"
    "create table journal_writers ("
    "    writer text primary key, published_n bigint not null, lease_until timestamptz not null"
    ") with (fillfactor = 50);";

static const char history_tables[] =
    "create schema limit_history;"
    "set search_path = limit_history;"
    "create table events ("
    "    position bigint not null, id uuid not null, source text not null, type text not null, subject text,"
    "    organization_id text not null, run_id uuid, stage int, attempt int, sequence int, correlation text,"
    "    causation text, time timestamptz not null, traceparent text, data json not null, primary key (run_id, sequence)"
    ");"
    "create index events_position on events (position);"
    "create table runs ("
    "    id uuid primary key, organization_id text not null, run_key text not null, job_id uuid not null,"
    "    job_name text not null, type text not null, trigger text not null, status text not null,"
    "    attempt int not null, sequence int not null, stage int not null, stages int not null,"
    "    created_at timestamptz not null, started_at timestamptz, completed_at timestamptz"
    ") with (fillfactor = 50);"
    "create index runs_job on runs (organization_id, job_id, id);"
    "create index runs_organization on runs (organization_id, id);"
    "create index runs_key on runs (organization_id, run_key);"
    "create table stages ("
    "    run_id uuid not null, number int not null, organization_id text not null, name text not null,"
    "    status text not null, attempt int not null, sequence int not null, total int not null,"
    "    processed int not null, failed int not null, batches int not null, started_at timestamptz,"
    "    completed_at timestamptz, result json not null, primary key (run_id, number)"
    ") with (fillfactor = 50);"
    "create table head (only_row boolean primary key default true check (only_row), position bigint not null);"
    "insert into head (position) values (0);"
    "create table journals ("
    "    writer text primary key, received int8multirange not null default '{}'"
    ") with (fillfactor = 50);";

void schema_create(database *d) {
  schema_remove(d);
  database_run(d, orchestrator_tables);
  database_run(d, history_tables);
}

void schema_remove(database *d) { database_run(d, "drop schema if exists limit_orchestrator, limit_history cascade"); }
