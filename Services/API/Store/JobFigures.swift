import Postgres

/// The statement that adds up what the runs of a job come to: those that are there, and what is left of those that were
/// erased. For a query with the job as `j`; the result is `s`.
///
/// All figures are sums of whole numbers until the very end, so that erasing a run changes no digit of them. The exception
/// is the 95th percentile of the duration: it is exact as long as no run of the job was erased, and then at most 1 % off
/// from what all runs would give, since an erased run's duration is known by its class only.
enum JobFigures {
    static let join: Statement = """
        cross join lateral (
            select count(*) as total,
                count(*) filter (where is_ended) as ended,
                count(*) filter (where is_successful) as successful,
                count(*) filter (where sent) as sent,
                coalesce(sum(recipients) filter (where sent), 0) as recipients,
                count(micros) filter (where is_ended) as timed,
                coalesce(sum(micros) filter (where is_ended), 0) as micros,
                max(completed_at) filter (where is_successful) as last_at,
                percentile_cont(0.95) within group (order by micros::float8 / 1000000) filter (where is_ended) as p95
            from (
                select r.recipients, r.sent, r.completed_at, history.run_micros(r.started_at, r.completed_at) as micros,
                    history.is_counted(r.status) as is_ended,
                    history.is_success(r.status, r.sent, r.error is not null) as is_successful
                from history.runs r
                where r.organization_id = j.organization_id and r.job_id = j.id
            ) runs
        ) live
        left join history.job_totals gone on gone.organization_id = j.organization_id and gone.job_id = j.id
        cross join lateral (
            select live.total + coalesce(gone.total, 0) as total, live.ended + coalesce(gone.ended, 0) as ended,
                live.successful + coalesce(gone.successful, 0) as successful,
                (live.recipients + coalesce(gone.recipients, 0))::float8
                    / nullif(live.sent + coalesce(gone.sent, 0), 0) as recipients,
                (live.micros + coalesce(gone.micros, 0))::float8 / 1000000
                    / nullif(live.timed + coalesce(gone.timed, 0), 0) as seconds,
                greatest(live.last_at, gone.last_success_at) as last_at
        ) sums
        left join lateral (
            select min(seconds) filter (where upto > floor(rank))
                + (min(seconds) filter (where upto > ceil(rank)) - min(seconds) filter (where upto > floor(rank)))
                * (max(rank) - floor(max(rank)))::float8 as p95
            from (
                select seconds, sum(count) over (order by seconds) as upto,
                    0.95 * (sum(count) over () - 1) as rank
                from (
                    select history.run_micros(r.started_at, r.completed_at)::float8 / 1000000 as seconds, 1 as count
                    from history.runs r
                    where gone.timed > 0 and r.organization_id = j.organization_id and r.job_id = j.id
                        and history.is_counted(r.status) and r.started_at is not null and r.completed_at is not null
                    union all
                    select history.class_seconds(d.class), d.count
                    from history.job_durations d
                    where gone.timed > 0 and d.organization_id = j.organization_id and d.job_id = j.id
                ) durations
            ) ranked
        ) percentile on true
        cross join lateral (
            select sums.total, sums.ended, sums.successful, sums.recipients, sums.seconds,
                case when gone.timed > 0 then percentile.p95 else live.p95 end as p95, sums.last_at
        ) s
        """
}
