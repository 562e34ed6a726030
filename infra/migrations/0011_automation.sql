-- What the content pipeline's stages have to tell, and the ways to find runs by their site and lines by their kind.

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
