import Contracts
import Postgres
import Values

/// The statements about what the journals should hold.
enum JournalGaps {
    /// Entries that are missing.
    struct Gap: Hashable {
        var writer: String
        var service: String
        var from: Int
        var to: Int
    }

    static func find(_ session: Session) throws -> [Gap] {
        try session.query(
            """
            select j.writer, j.service, lower(gap), upper(gap) - 1
            from journals j
            cross join lateral unnest(
                int8multirange(int8range(1, greatest(j.last + 1, upper(j.received), 1))) - j.received
            ) gap
            order by j.writer, gap limit 100
            """
        ).map { row in
            var row = row
            return Gap(
                writer: try row.next(),
                service: try row.next(),
                from: try row.next(),
                to: try row.next()
            )
        }
    }

    /// Notes that a process is alive, and how far its service's journals have come.
    static func note(_ session: Session, _ beats: [ServiceBeat]) {
        for beat in beats {
            session.enqueue(
                """
                insert into services as s (instance, service, beat_at) values ($1, $2, $3)
                on conflict (instance) do update set beat_at = greatest(s.beat_at, excluded.beat_at)
                """,
                beat.instance,
                beat.service,
                beat.at
            )
            session.enqueue(
                """
                insert into journals as j (writer, service, last)
                select u.writer, $1, u.last from unnest($2::text[], $3::int8[]) u (writer, last)
                on conflict (writer) do update
                set last = greatest(j.last, excluded.last), heard_at = now()
                """,
                beat.service,
                beat.journals.map(\.writer),
                beat.journals.map(\.last)
            )
        }
    }
}
