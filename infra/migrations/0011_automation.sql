-- What the content pipeline's stages have to tell, and the ways to find runs by their site and lines by their kind.

-- With the scope, by which the active run of a site is found without looking at the others.
create or replace view orchestrator.run_progress_v1 with (security_barrier) as
select r.id, r.organization_id, r.job_id, j.site_id, r.run_key, j.type, r.trigger, r.status, r.attempt, r.sequence, r.stage,
    r.total, r.processed, r.failed, r.batches, r.result as stage_result, r.stage_credits, r.left_out, r.stage_started_at,
    r.batch, r.batch_title, r.batch_at as batch_started_at, coalesce(cardinality(r.batch_items), 0) as batch_size, r.clock,
    r.remaining, r.credits, r.held, r.estimate, r.error, r.created_at, r.started_at, r.completed_at, r.scope_id
from orchestrator.runs r
join orchestrator.jobs j on j.id = r.job_id
where r.organization_id = stagecoach.organization();

set local search_path = history;

-- Credits in thousandths; null where nothing is charged. The items that a gate has found, and those that were left out.
alter table stages
    add column credits bigint,
    add column items json,
    add column left_out json;

-- A site's runs, the latest first.
create index runs_site on runs (organization_id, site_id, id) where site_id is not null;
-- How far the batch in flight is: the last word counts.
create index events_progress on events (run_id, position) where run_id is not null and sequence is null;
-- When a run stood still: few lines among the many of its batches.
create index events_states on events (run_id, sequence) where run_id is not null and type like 'stagecoach.run.%';
-- What was decided about a content.
create index events_decisions on events (subject, position)
    where type in (
        'stagecoach.content.approved.v1', 'stagecoach.content.rejected.v1', 'stagecoach.content.returned.v1'
    );
