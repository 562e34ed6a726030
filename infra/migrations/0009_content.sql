-- The content pipeline: items of sites, what runs cost, and what waits for a person.

set local search_path = orchestrator;

alter table runs drop constraint runs_clock_check;
alter table runs add constraint runs_clock_check
    check (clock in ('ready', 'queued', 'started', 'backoff', 'suspended', 'rearmed'));
alter table runs
    -- Set aside for the run and not used yet; and what it was expected to cost. In thousandths of a credit.
    add column held bigint not null default 0 check (held >= 0),
    add column estimate bigint not null default 0,
    -- What the present stage has cost.
    add column stage_credits bigint not null default 0,
    -- Failed items of the present stage that were left out by a person's decision; and how many in all stages.
    add column left_out uuid[],
    add column left_out_count int not null default 0,
    -- How far stages came that have ended since something was left out; null while nothing is.
    add column ended jsonb,
    -- What the item of the batch is called, in a batch of one; and when it was given out first.
    add column batch_title text,
    add column batch_at timestamptz;

-- What is set aside stands in the run's own row.
drop table holds;

alter table items
    -- Something has been made from it: stages that look for what is still to be done pass it over.
    add column is_used boolean not null default false,
    -- Runs that began later may work on it.
    add column available_at timestamptz not null default now(),
    -- The run that it failed in.
    add column failed_run uuid;
-- What waits on a site. What is done leaves the index, so that finding the next item costs the same on a site with
-- a hundred thousand of them.
create index items_open on items (site_id, kind, status, position)
    where site_id is not null and not is_used and not disabled;
create index items_parent on items (parent_id, kind, position) where parent_id is not null;
create index items_failed on items (failed_run, position) where failed_run is not null;

-- One content job for each site.
create unique index jobs_content on jobs (site_id) where type = 'content' and deleted_at is null;

create or replace view items_v1 with (security_barrier) as
select id, organization_id, site_id, run_id, kind, status, parent_id, position, attributes, error, created_at, updated_at,
    disabled, is_used
from items
where organization_id = stagecoach.organization();

-- How far runs are, at the moment: true as soon as a command is answered.
create view run_progress_v1 with (security_barrier) as
select r.id, r.organization_id, r.job_id, j.site_id, r.run_key, j.type, r.trigger, r.status, r.attempt, r.sequence, r.stage,
    r.total, r.processed, r.failed, r.batches, r.result as stage_result, r.stage_credits, r.left_out, r.stage_started_at,
    r.batch, r.batch_title, r.batch_at as batch_started_at, coalesce(cardinality(r.batch_items), 0) as batch_size, r.clock,
    r.remaining, r.credits, r.held, r.estimate, r.error, r.created_at, r.started_at, r.completed_at
from runs r
join jobs j on j.id = r.job_id
where r.organization_id = stagecoach.organization();
grant select on run_progress_v1 to stagecoach_api;
-- The latest run of a job.
create index runs_job on runs (job_id, created_at desc);

-- For people: each kind of item with its own columns.
create view keywords with (security_barrier) as
select id, organization_id, site_id, attributes ->> 'keyword' as keyword, status, parent_id as cluster_id, disabled,
    created_at, updated_at
from items where kind = 'keyword' and organization_id = stagecoach.organization();

create view clusters with (security_barrier) as
select id, organization_id, site_id, attributes ->> 'name' as name, attributes ->> 'description' as description, status,
    disabled, created_at, updated_at
from items where kind = 'cluster' and organization_id = stagecoach.organization();

create view ideas with (security_barrier) as
select id, organization_id, site_id, attributes ->> 'idea_title' as idea_title, attributes ->> 'description' as description,
    status, parent_id as keyword_cluster_id, created_at, updated_at
from items where kind = 'idea' and organization_id = stagecoach.organization();

create view tasks with (security_barrier) as
select id, organization_id, site_id, attributes ->> 'title' as title, status, parent_id as idea_id,
    attributes ->> 'note' as note, created_at, updated_at
from items where kind = 'task' and organization_id = stagecoach.organization();

create view contents with (security_barrier) as
select id, organization_id, site_id, attributes ->> 'title' as title, status, parent_id as task_id,
    (attributes ->> 'word_count')::int as word_count, (attributes ->> 'content_ref')::uuid as content_ref, created_at,
    updated_at
from items where kind = 'content' and organization_id = stagecoach.organization();

create view images with (security_barrier) as
select id, organization_id, site_id, attributes ->> 'image_type' as image_type, attributes ->> 'prompt' as prompt, status,
    attributes ->> 'image_url' as image_url, parent_id as content_id, created_at, updated_at
from items where kind = 'image' and organization_id = stagecoach.organization();

grant select on keywords, clusters, ideas, tasks, contents, images to stagecoach_api;
