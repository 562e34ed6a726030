import Contracts
import Postgres
import Values

/// Reads events as they are stored.
enum EventReader {
    static let limit = 200

    /// The events behind a position, in their order.
    ///
    /// - Parameter position: `nil`: none; only where the end is.
    /// - Returns: The position up to which there are no others, and the events.
    static func page(_ session: Session, after position: Int?) throws -> (head: Int, events: [TailedEvent]) {
        let rows = try session.query(
            """
            select h.position, e.position, e.id, e.source, e.type, e.subject, e.time, e.organization_id, e.run_id,
                e.stage, e.attempt, e.sequence, e.correlation, e.causation, e.traceparent, e.data
            from history.head h
            left join lateral (
                select * from history.events
                where position > $1 and position <= h.position
                order by position limit $2
            ) e on true
            """,
            position,
            self.limit
        )
        var head = 0
        var events: [TailedEvent] = []
        for row in rows {
            var row = row
            head = try row.next()
            guard let place = try row.next(optional: Int.self) else { continue }
            events.append(TailedEvent(position: place, bytes: try self.envelope(&row).bytes))
        }
        // More may be there than the page holds.
        if events.count == self.limit, let last = events.last { head = last.position }
        return (head, events)
    }

    private static func envelope(_ row: inout Row) throws -> Envelope {
        let id = try row.next(ID.self)
        return Envelope(
            id: "\(id)",
            source: try row.next(),
            type: try row.next(),
            subject: try row.next(optional: String.self),
            time: try row.next(),
            organization: OrganizationID(try row.next()),
            run: try row.next(optional: ID.self),
            stage: try row.next(optional: Int.self),
            attempt: try row.next(optional: Int.self),
            sequence: try row.next(optional: Int.self),
            correlation: try row.next(optional: String.self),
            causation: try row.next(optional: String.self),
            traceparent: try row.next(optional: String.self),
            data: try row.next(JSONBytes.self).bytes
        )
    }
}
