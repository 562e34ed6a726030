-- Reports: what was collected for a run, what has become of each source, and the executions as reports have them.

alter table orchestrator.runs
    -- What was collected, for later stages to work from; and what has become of each source.
    add column snapshot_ref uuid,
    add column sources jsonb,
    -- The run whose recorded input it works from.
    add column replay_of uuid;

alter table history.runs
    add column snapshot_ref uuid,
    add column sources json,
    add column replay_of uuid;
create index runs_started on history.runs (organization_id, started_at desc) where type = 'report';

-- One for each execution of a report, in the words of its interface.
create view history.execution_logs with (security_invoker) as
select r.id, r.organization_id, r.job_id as template_id, r.trigger,
    case
        when r.status = 'pending' then 'Pending'
        when r.status in ('completed', 'partial') then 'Success'
        when r.status in ('failed', 'cancelled') then 'Error'
        else 'Running'
    end as status,
    r.status = 'partial' as partial, r.started_at, r.completed_at,
    coalesce(r.error ->> 'message', case when r.status = 'cancelled' then 'cancelled' end) as error_message, r.content_ref,
    r.snapshot_ref, r.sources, r.replay_of
from history.runs r
where r.type = 'report';

grant select on history.execution_logs to stagecoach_api;
