import Contracts
import Postgres
import Values

/// The statements about items.
enum ItemStore {
    /// What a stage looks for on behalf of a run.
    struct Search {
        var run: ID
        var kind: String
        var status: String
        var limit: Int
    }

    struct Found {
        var items: [Work.Item] = []
        /// How many more there are.
        var remaining = 0
    }

    /// Finds the next items of several runs, in the order in which they were made.
    static func find(_ session: Session, _ searches: [Search]) throws -> [ID: Found] {
        let rows = try session.query(
            """
            select u.run, i.id, i.kind, i.status, i.attributes,
                (select count(*) from items c where c.run_id = u.run and c.kind = u.kind and c.status = u.status)
            from unnest($1::uuid[], $2::text[], $3::text[], $4::int8[]) u (run, kind, status, batch)
            cross join lateral (
                select id, kind, status, attributes from items
                where run_id = u.run and kind = u.kind and status = u.status
                order by position limit u.batch
            ) i
            """,
            searches.map(\.run),
            searches.map(\.kind),
            searches.map(\.status),
            searches.map(\.limit)
        )
        var found: [ID: Found] = [:]
        for row in rows {
            var row = row
            let run = try row.next(ID.self)
            let item = try self.item(&row)
            let total = try row.next(Int.self)
            var result = found[run] ?? Found()
            result.items.append(item)
            result.remaining = total - result.items.count
            found[run] = result
        }
        return found
    }

    /// Items by their ids, for sending a batch once more.
    static func fetch(_ session: Session, _ ids: [ID]) throws -> [ID: Work.Item] {
        if ids.isEmpty { return [:] }
        let rows = try session.query("select id, kind, status, attributes from items where id = any ($1)", ids)
        var items: [ID: Work.Item] = [:]
        for row in rows {
            var row = row
            let item = try self.item(&row)
            items[item.id] = item
        }
        return items
    }

    private static func item(_ row: inout Row) throws -> Work.Item {
        Work.Item(id: try row.next(), kind: try row.next(), status: try row.next(), attributes: try row.next())
    }

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
    }

    /// Moves items. One that failed remembers where it was.
    static func change(_ session: Session, _ changes: [BatchCompleted.Change]) {
        if changes.isEmpty { return }
        session.enqueue(
            """
            update items i set
                status = case when u.error is null then u.status else 'failed' end,
                failed_from = case when u.error is null then null else i.status end,
                error = u.error, attributes = i.attributes || u.attributes, updated_at = clock_timestamp()
            from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[]) u (id, status, error, attributes)
            where i.id = u.id
            """,
            changes.map(\.id),
            changes.map(\.status),
            changes.map(\.error),
            changes.map { $0.attributes ?? [:] }
        )
    }

    /// Puts the failed items of runs back to where they failed.
    static func restoreFailed(_ session: Session, runs: [ID]) {
        if runs.isEmpty { return }
        session.enqueue(
            """
            update items set status = failed_from, failed_from = null, error = null, updated_at = clock_timestamp()
            where run_id = any ($1) and status = 'failed' and failed_from is not null
            """,
            runs
        )
    }
}
