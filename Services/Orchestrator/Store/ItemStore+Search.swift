import Contracts
import Postgres
import Values

/// The statements that find items.
extension ItemStore {
    /// What a stage looks for on behalf of a run.
    struct Search {
        var run: ID
        var site: ID?
        /// Items of the site that came later are for a later run.
        var since: Timestamp
        var select: Stage.Selector
        var limit: Int
        /// Whether to count all that there are.
        var isCounting: Bool
        /// Whether only their ids are wanted, whatever has been made from them.
        var isList: Bool
    }

    struct Found {
        var items: [Work.Item] = []
        var ids: [ID] = []
        var total: Int?
    }

    /// Finds the next items of several runs, in the order in which they were made.
    static func find(_ session: Session, _ searches: [Search]) throws -> [ID: Found] {
        var found = Dictionary(uniqueKeysWithValues: searches.map { ($0.run, Found()) })
        let lists = searches.filter(\.isList)
        let others = searches.filter { !$0.isList }
        try self.collect(session, others.filter { $0.select.scope == .run }, self.ofRuns, into: &found)
        let ofSites = others.filter { $0.select.scope == .site }
        try self.collect(session, ofSites, self.ofSites, into: &found)
        let counting = ofSites.filter(\.isCounting)
        if !counting.isEmpty { try self.count(session, counting, into: &found) }
        for search in lists { try self.list(session, search, into: &found) }
        return found
    }

    private static let ofRuns: Statement = """
        select u.run, i.id, i.kind, i.status, i.parent_id, i.attributes,
            (select count(*) from items c where c.run_id = u.run and c.kind = u.kind and c.status = u.status)
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[])
            u (run, site, kind, status, since, batch)
        cross join lateral (
            select id, kind, status, parent_id, attributes from items
            where run_id = u.run and kind = u.kind and status = u.status
            order by position limit u.batch
        ) i
        """

    private static let ofSites: Statement = """
        select u.run, i.id, i.kind, i.status, i.parent_id, i.attributes, null::int8
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[])
            u (run, site, kind, status, since, batch)
        cross join lateral (
            select id, kind, status, parent_id, attributes from items
            where site_id = u.site and kind = u.kind and status = u.status and not is_used and not disabled
                and (available_at <= u.since or run_id = u.run)
            order by position limit u.batch
        ) i
        """

    private static func collect(
        _ session: Session,
        _ searches: [Search],
        _ statement: Statement,
        into found: inout [ID: Found]
    ) throws {
        if searches.isEmpty { return }
        let rows = try session.query(
            statement,
            searches.map(\.run),
            searches.map(\.site),
            searches.map(\.select.kind),
            searches.map(\.select.status),
            searches.map(\.since),
            searches.map(\.limit)
        )
        for row in rows {
            var row = row
            let run = try row.next(ID.self)
            let item = try self.item(&row)
            found[run]?.items.append(item)
            found[run]?.ids.append(item.id)
            found[run]?.total = try row.next(optional: Int.self)
        }
        for search in searches where search.select.scope == .run && found[search.run]?.ids.isEmpty == true {
            found[search.run]?.total = 0
        }
    }

    private static func count(_ session: Session, _ searches: [Search], into found: inout [ID: Found]) throws {
        let rows = try session.query(
            """
            select u.run, (
                select count(*) from items
                where site_id = u.site and kind = u.kind and status = u.status and not is_used and not disabled
                    and (available_at <= u.since or run_id = u.run)
            )
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
                u (run, site, kind, status, since)
            """,
            searches.map(\.run),
            searches.map(\.site),
            searches.map(\.select.kind),
            searches.map(\.select.status),
            searches.map(\.since)
        )
        for row in rows {
            var row = row
            let run = try row.next(ID.self)
            found[run]?.total = try row.next(Int.self)
        }
    }

    /// All that there are, whatever has been made from them.
    private static func list(_ session: Session, _ search: Search, into found: inout [ID: Found]) throws {
        let rows = try session.query(
            """
            with matching as (
                select id, position from items
                where site_id = $1 and kind = $2 and status = $3 and not disabled and (available_at <= $4 or run_id = $5)
            )
            select id, (select count(*) from matching) from matching order by position limit $6
            """,
            search.site,
            search.select.kind,
            search.select.status,
            search.since,
            search.run,
            search.limit
        )
        found[search.run]?.total = 0
        for row in rows {
            var row = row
            found[search.run]?.ids.append(try row.next())
            found[search.run]?.total = try row.next(Int.self)
        }
    }

    /// How many items wait at each of several stages of a site.
    static func waiting(_ session: Session, site: ID, _ selectors: [Stage.Selector]) throws -> [Int] {
        try session.query(
            """
            select (
                select count(*) from items
                where site_id = $1 and kind = u.kind and status = u.status and not is_used and not disabled
            )
            from unnest($2::text[], $3::text[]) with ordinality u (kind, status, number)
            order by u.number
            """,
            site,
            selectors.map(\.kind),
            selectors.map(\.status)
        ).map { row in
            var row = row
            return try row.next(Int.self)
        }
    }

    /// Items that failed in a run, in the order in which they were made.
    static func failed(_ session: Session, run: ID) throws -> [FailedItem] {
        try session.query(
            """
            select id, kind, failed_from from items
            where failed_run = $1 and status = 'failed' and failed_from is not null order by position
            """,
            run
        ).map { row in
            var row = row
            return FailedItem(id: try row.next(), kind: try row.next(), status: try row.next())
        }
    }

    /// Items by their ids, for sending a batch once more.
    static func fetch(_ session: Session, _ ids: [ID]) throws -> [ID: Work.Item] {
        if ids.isEmpty { return [:] }
        let rows = try session.query(
            "select id, kind, status, parent_id, attributes from items where id = any ($1)",
            ids
        )
        var items: [ID: Work.Item] = [:]
        for row in rows {
            var row = row
            let item = try self.item(&row)
            items[item.id] = item
        }
        return items
    }

    private static func item(_ row: inout Row) throws -> Work.Item {
        Work.Item(
            id: try row.next(),
            kind: try row.next(),
            status: try row.next(),
            parent: try row.next(optional: ID.self),
            attributes: try row.next()
        )
    }

    /// What a worker is shown besides its items, newest first where there are too many.
    static func look(_ session: Session, _ lookup: Stage.Lookup, site: ID?, items: [ID]) throws -> [Work.Item] {
        let sample = lookup.sample
        let rows: Rows =
            switch lookup.source {
            case .children:
                try session.query(
                    """
                    select i.id, i.kind, i.status, i.parent_id,
                        (select coalesce(jsonb_object_agg(f, i.attributes -> f), '{}') from unnest($3::text[]) f
                            where i.attributes ? f)
                    from unnest($1::uuid[]) u (parent)
                    cross join lateral (
                        select * from items where parent_id = u.parent and kind = $2 and status = any ($4) and not disabled
                        order by position limit $5
                    ) i
                    """,
                    items,
                    lookup.kind,
                    lookup.fields,
                    lookup.statuses,
                    lookup.limit
                )
            case .site, .unused:
                try session.query(
                    """
                    select i.id, i.kind, i.status, i.parent_id,
                        (select coalesce(jsonb_object_agg(f, i.attributes -> f), '{}') from unnest($3::text[]) f
                            where i.attributes ? f)
                        || case when $6 = '' then '{}'::jsonb else (
                            select jsonb_build_object(
                                $6, coalesce(jsonb_agg(c.value) filter (where c.number <= $8), '[]'),
                                $6 || '_count', count(*)
                            )
                            from (
                                select attributes -> $9 as value, row_number() over (order by position) as number
                                from items where parent_id = i.id and kind = $7
                            ) c
                        ) end
                    from unnest($4::text[]) u (status)
                    cross join lateral (
                        select * from items
                        where site_id = $1 and kind = $2 and status = u.status and (not $10 or not is_used)
                            and not disabled
                        order by position desc limit $5
                    ) i
                    order by i.position
                    """,
                    site,
                    lookup.kind,
                    lookup.fields,
                    lookup.statuses,
                    lookup.limit,
                    sample?.name ?? "",
                    sample?.kind ?? "",
                    sample?.limit ?? 0,
                    sample?.field ?? "",
                    lookup.source == .unused
                )
            }
        return try rows.map { row in
            var row = row
            return try self.item(&row)
        }
    }
}
