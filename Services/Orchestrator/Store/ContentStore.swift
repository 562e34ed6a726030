import Contracts
import Postgres
import Values

/// The statements about contents that people decide about.
enum ContentStore {
    struct Content {
        var id: ID
        var siteID: ID?
        var status: String
        var title: String?
        var contentRef: ID?
    }

    /// The contents of an organization, locked until the end of the transaction.
    static func lock(_ session: Session, _ ids: [ID], _ organization: OrganizationID) throws -> [Content] {
        try session.query(
            """
            select id, site_id, status, attributes ->> 'title', (attributes ->> 'content_ref')::uuid from items
            where id = any ($1) and organization_id = $2 and kind = 'content' order by id for update
            """,
            ids,
            organization.text
        ).map { row in
            var row = row
            return Content(
                id: try row.next(),
                siteID: try row.next(optional: ID.self),
                status: try row.next(),
                title: try row.next(optional: String.self),
                contentRef: try row.next(optional: ID.self)
            )
        }
    }

    static func decide(_ session: Session, _ ids: [ID], status: String, note: String?) {
        if ids.isEmpty { return }
        session.enqueue(
            """
            update items set status = $2, updated_at = clock_timestamp(),
                attributes = attributes - 'review_note'
                    || case when $3::text is null then '{}' else jsonb_build_object('review_note', $3::text) end
            where id = any ($1)
            """,
            ids,
            status,
            note
        )
    }

    /// Lets the tasks of contents be done again, by a run that begins from now on.
    static func queueAgain(_ session: Session, _ ids: [ID], note: String?) {
        if ids.isEmpty { return }
        session.enqueue(
            """
            update items set status = 'superseded', updated_at = clock_timestamp()
            where parent_id = any ($1) and kind = 'image'
            """,
            ids
        )
        session.enqueue(
            """
            update items t set status = 'queued', is_used = false, available_at = clock_timestamp(),
                updated_at = clock_timestamp(),
                attributes = t.attributes - 'note'
                    || case when $2::text is null then '{}' else jsonb_build_object('note', $2::text) end
            from items c
            where c.id = any ($1) and t.id = c.parent_id and t.kind = 'task'
            """,
            ids,
            note
        )
    }
}
