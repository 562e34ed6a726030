import Postgres
import Values

/// The statements of the journal. Its tables are the same in each service's schema, which is the first in the search
/// path of the service's role.
enum JournalStore {
    static func register(_ session: Session, writer: String, instance: String) throws {
        try session.query(
            """
            insert into journal_writers (writer, instance, published_n, lease_until)
            values ($1, $2, 0, clock_timestamp() + interval '15 seconds')
            """,
            writer,
            instance
        )
    }

    /// Travels with the commit.
    static func append(_ session: Session, writer: String, number: Int, row: String, published: Int) {
        session.enqueue(
            """
            with entry as (insert into journal (writer, n, body) values ($1, $2, $3))
            update journal_writers
            set published_n = greatest(published_n, $4), lease_until = clock_timestamp() + interval '15 seconds'
            where writer = $1
            """,
            writer,
            number,
            row,
            published
        )
    }

    static func touch(_ session: Session, writer: String, published: Int) throws {
        try session.query(
            """
            update journal_writers
            set published_n = greatest(published_n, $2), lease_until = clock_timestamp() + interval '15 seconds'
            where writer = $1
            """,
            writer,
            published
        )
    }

    /// Whether an entry was committed. Waits for a transaction that is still about to: its row stands in the way.
    static func wasCommitted(_ session: Session, writer: String, number: Int) throws -> Bool {
        do {
            try session.query("insert into journal (writer, n, body) values ($1, $2, '{}')", writer, number)
            return false
        } catch  where error.code == .uniqueViolation {
            return true
        }
    }

    /// Takes over the unpublished tail of a writer that is gone: one of an earlier life of this instance at once,
    /// another's when its lease has run out.
    static func adopt(_ session: Session, instance: String, except own: [String]) throws -> (writer: String, from: Int)?
    {
        let rows = try session.query(
            """
            update journal_writers set lease_until = clock_timestamp() + interval '30 seconds', instance = $1
            where writer = (
                select writer from journal_writers w
                where (lease_until < statement_timestamp() or instance = $1) and writer <> all ($2)
                    and exists (select from journal j where j.writer = w.writer and j.n > w.published_n)
                order by writer limit 1
                for update skip locked
            )
            returning writer, published_n
            """,
            instance,
            own
        )
        guard var row = rows.first else { return nil }
        return (try row.next(), try row.next())
    }

    /// How many entries are read at a time.
    static let pageSize = 100

    static func page(
        _ session: Session,
        writer: String,
        after number: Int,
        through last: Int = .max
    ) throws -> [(number: Int, row: String)] {
        try session.query(
            "select n, body from journal where writer = $1 and n > $2 and n <= $3 order by n limit $4",
            writer,
            number,
            last,
            self.pageSize
        ).map { row in
            var row = row
            return (try row.next(), try row.next())
        }
    }

    /// Each writer of the service with the number of its last entry.
    static func heads(_ session: Session) throws -> [(writer: String, last: Int)] {
        try session.query(
            """
            select w.writer, j.n
            from journal_writers w
            cross join lateral (select n from journal j where j.writer = w.writer order by n desc limit 1) j
            order by w.writer
            """
        ).map { row in
            var row = row
            return (try row.next(), try row.next())
        }
    }

    /// Deletes a step of what is older than 48 hours.
    ///
    /// - Returns: How many entries went.
    static func prune(_ session: Session) throws -> Int {
        try session.query(
            """
            delete from journal where ctid in (
                select ctid from journal where at < statement_timestamp() - interval '48 hours' limit 1000
            )
            """
        ).affected
    }

    static func forgetWriters(_ session: Session) throws {
        try session.query(
            """
            delete from journal_writers w
            where lease_until < statement_timestamp() - interval '48 hours'
                and not exists (select from journal j where j.writer = w.writer)
            """
        )
    }
}
