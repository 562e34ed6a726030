import Contracts
import Postgres
import Values

/// The statements about items.
enum ItemStore {
    struct NewItem {
        var id: ID
        var organization: OrganizationID
        var site: ID?
        var run: ID
        var kind: String
        var status: String
        var parent: ID?
        var attributes: JSON
    }

    /// Enters items. What they were made from counts as used from now on.
    static func insert(_ session: Session, _ items: [NewItem]) {
        if items.isEmpty { return }
        session.enqueue(
            """
            insert into items (id, organization_id, site_id, run_id, kind, status, parent_id, attributes)
            select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[],
                $8::jsonb[])
            """,
            items.map(\.id),
            items.map(\.organization.text),
            items.map(\.site),
            items.map(\.run),
            items.map(\.kind),
            items.map(\.status),
            items.map(\.parent),
            items.map(\.attributes)
        )
        let parents = Set(items.compactMap(\.parent)).sorted()
        if parents.isEmpty { return }
        session.enqueue("update items set is_used = true where id = any ($1) and not is_used", parents)
    }

    /// A move of an item.
    struct Move {
        var run: ID
        var change: BatchCompleted.Change
        /// The item that it belongs to from now on; `nil`: as before.
        var parent: ID?
    }

    /// Moves items. One that failed remembers where it was.
    ///
    /// A parent has to be of the same organization and site; another is passed over.
    static func move(_ session: Session, _ moves: [Move]) {
        if moves.isEmpty { return }
        session.enqueue(
            """
            update items i set
                status = case when u.error is null then u.status else 'failed' end,
                failed_from = case when u.error is null then null else i.status end,
                failed_run = case when u.error is null then null else u.run end,
                error = u.error, attributes = i.attributes || u.attributes,
                parent_id = coalesce(
                    (select p.id from items p where p.id = u.parent and p.organization_id = i.organization_id
                        and p.site_id is not distinct from i.site_id),
                    i.parent_id
                ),
                updated_at = clock_timestamp()
            from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::uuid[], $6::uuid[])
                u (id, status, error, attributes, parent, run)
            where i.id = u.id
            """,
            moves.map(\.change.id),
            moves.map(\.change.status),
            moves.map(\.change.error),
            moves.map { $0.change.attributes ?? [:] },
            moves.map(\.parent),
            moves.map(\.run)
        )
    }

    /// Makes one item from each of others.
    static func derive(
        _ session: Session,
        _ derivation: Stage.Derivation,
        _ items: [ID],
        run: ID,
        at time: Timestamp
    ) {
        session.enqueue(
            """
            insert into items (id, organization_id, site_id, run_id, kind, status, parent_id, attributes)
            select u.fresh, i.organization_id, i.site_id, $3, $4, $5, i.id,
                (select coalesce(jsonb_object_agg(coalesce(r.fresh, e.key), e.value), '{}')
                    from jsonb_each(i.attributes) e
                    left join unnest($6::text[], $7::text[]) r (old, fresh) on r.old = e.key)
                || (select coalesce(jsonb_object_agg(h.fresh, p.attributes -> h.old), '{}')
                    from unnest($8::text[], $9::text[]) h (old, fresh) where p.attributes ? h.old)
            from unnest($1::uuid[], $2::uuid[]) with ordinality u (id, fresh, number)
            join items i on i.id = u.id
            left join items p on p.id = i.parent_id
            order by u.number
            """,
            items,
            items.map { _ in ID(at: time) },
            run,
            derivation.kind,
            derivation.status,
            Array(derivation.renames.keys),
            Array(derivation.renames.values),
            Array(derivation.inherits.keys),
            Array(derivation.inherits.values)
        )
        session.enqueue(
            "update items set status = $2, is_used = true, updated_at = clock_timestamp() where id = any ($1)",
            items,
            derivation.origin
        )
    }

    /// Items of a run whose parents may be done now.
    struct Finished {
        var run: ID
        var item: ID
        var rule: Stage.Completion
    }

    /// Moves the parents whose children are all done.
    ///
    /// - Returns: How many of each run have moved.
    static func complete(_ session: Session, _ finished: [Finished]) throws -> [ID: Int] {
        if finished.isEmpty { return [:] }
        let rows = try session.query(
            """
            with parents as (
                select distinct u.run, c.parent_id as id, c.kind as child, u.kind, u.was, u.becomes, u.done
                from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
                    u (run, item, kind, was, becomes, done)
                join items c on c.id = u.item
                where c.parent_id is not null
            ), moved as (
                update items p set status = u.becomes, updated_at = clock_timestamp()
                from parents u
                where p.id = u.id and p.kind = u.kind and p.status = u.was and not exists (
                    select from items s where s.parent_id = u.id and s.kind = u.child and s.status <> u.done
                )
                returning u.run
            )
            select run, count(*) from moved group by run
            """,
            finished.map(\.run),
            finished.map(\.item),
            finished.map(\.rule.kind),
            finished.map(\.rule.from),
            finished.map(\.rule.to),
            finished.map(\.rule.done)
        )
        var counts: [ID: Int] = [:]
        for row in rows {
            var row = row
            let run = try row.next(ID.self)
            counts[run] = try row.next()
        }
        return counts
    }

    /// Puts the failed items of runs back to where they failed.
    static func restoreFailed(_ session: Session, runs: [ID]) {
        if runs.isEmpty { return }
        session.enqueue(
            """
            update items set status = failed_from, failed_from = null, failed_run = null, error = null,
                updated_at = clock_timestamp()
            where failed_run = any ($1) and status = 'failed' and failed_from is not null
            """,
            runs
        )
    }
}
