import Postgres
import TestKit
import Testing
import Threads
import Values

@Suite(.timeLimit(.minutes(1)))
struct DatabaseTests {
    let database: Database

    init() throws { self.database = Database(try .test()) }

    @Test("every type is read as it was bound, alone, in arrays and as null")
    func types() async throws {
        let id = ID()
        let time = Timestamp(microseconds: 1_790_000_000_123_456)
        let json: JSON = ["a": [1, "é\n", .null], "b": .number(0.5)]
        try await self.database.session { session in
            var row = try #require(
                try session.query(
                    """
                    select $1::bool, $2::int8, $3::int4, $4::float8, $5::text, $6::uuid, $7::timestamptz, $8::bytea,
                           $9::jsonb, $10::json, $11::text, $12::int2
                    """,
                    true,
                    -5,
                    Int32(7),
                    2.5,
                    "naïve 😀",
                    id,
                    time,
                    Bytes([0, 255]),
                    json,
                    JSONBytes(json.bytes),
                    String?.none,
                    3
                ).first
            )
            #expect(try row.next(Bool.self))
            #expect(try row.next(Int.self) == -5)
            #expect(try row.next(Int.self) == 7)
            #expect(try row.next(Double.self) == 2.5)
            #expect(try row.next(String.self) == "naïve 😀")
            #expect(try row.next(ID.self) == id)
            #expect(try row.next(Timestamp.self) == time)
            #expect(try row.next(Bytes.self).bytes == [0, 255])
            #expect(try row.next(JSON.self) == json)
            #expect(try row.next(JSONBytes.self).bytes == json.bytes)
            #expect(try row.next(optional: String.self) == nil)
            #expect(try row.next(Int.self) == 3)

            let rows = try session.query(
                "select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::bool[]) with ordinality",
                [id, ID(high: 0, low: 0)],
                ["x", nil] as [String?],
                [time, time],
                [true, false]
            )
            #expect(rows.count == 2)
            var second = rows[1]
            #expect(try second.next(ID.self) == ID(high: 0, low: 0))
            #expect(try second.next(optional: String.self) == nil)
            #expect(try second.next(Timestamp.self) == time)
            #expect(try second.next(Bool.self) == false)
            var array = try #require(try session.query("select $1::int8[], $2::text[]", [3, 1, 2], [String]()).first)
            #expect(try array.next([Int].self) == [3, 1, 2])
            #expect(try array.next([String].self) == [])
        }
    }

    @Test("a column of another type, a null and a missing column are errors that name it")
    func decoding() async throws {
        try await self.database.session { session in
            let rows = try session.query("select 'x' as name, null::int8 as count")
            var row = rows[0]
            #expect(throws: PostgresError.self) { try row.next(Int.self) }
            let null = #expect(throws: PostgresError.self) { try row.next(Int.self) }
            #expect(null?.message.contains("count is null") == true)
            let missing = #expect(throws: PostgresError.self) { try row.next(Int.self) }
            #expect(missing?.code == .decoding)
        }
    }

    @Test("a parameter is never SQL")
    func injection() async throws {
        let evil = "'; drop table pg_class; --"
        let back = try await self.database.session { session in
            var row = try #require(try session.query("select $1::text", evil).first)
            return try row.next(String.self)
        }
        #expect(back == evil)
    }

    @Test("a transaction is committed as a whole or not at all")
    func transactions() async throws {
        struct Stop: Error {}
        let owner = try await self.makeTable()
        try await self.database.transaction { session in
            session.enqueue("insert into test_numbers values ($1, 1)", owner)
            session.enqueue("insert into test_numbers values ($1, 2)", owner)
        }
        await #expect(throws: Stop.self) {
            try await self.database.transaction { session in
                try session.query("insert into test_numbers values ($1, 3)", owner)
                throw Stop()
            }
        }
        // The queued statement fails at the commit, and takes the first with it.
        let error = await #expect(throws: PostgresError.self) {
            try await self.database.transaction { session in
                try session.query("insert into test_numbers values ($1, 4)", owner)
                session.enqueue("insert into test_numbers values ($1, 1)", owner)
            }
        }
        #expect(error?.code == .uniqueViolation)
        #expect(error?.constraint == "test_numbers_pkey")
        #expect(try await self.numbers(owner) == [1, 2])
    }

    @Test("after an error the connection is as good as before, and its prepared statements too")
    func errors() async throws {
        let single = Database(try .test(connections: 1))
        for _ in 0..<3 {
            let error = await #expect(throws: PostgresError.self) {
                try await single.session { _ = try $0.query("select 1 / $1::int8", 0) }
            }
            #expect(error?.sqlState == "22012")
            let unknown = await #expect(throws: PostgresError.self) {
                try await single.session { _ = try $0.query("select * from no_such_table") }
            }
            #expect(unknown?.code == .statement)
            let two = try await single.session { session in
                var row = try #require(try session.query("select 8 / $1::int8", 4).first)
                return try row.next(Int.self)
            }
            #expect(two == 2)
        }
        single.close()
    }

    @Test("a serialization failure runs the transaction again, until all have counted")
    func serialization() async throws {
        let owner = try await self.makeTable()
        try await self.database.session {
            _ = try $0.query("insert into test_numbers values ($1, 0)", owner)
        }
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    try await self.database.transaction(isolation: .serializable, retries: 1000) { session in
                        var row = try #require(
                            try session.query("select max(n) from test_numbers where owner = $1", owner).first
                        )
                        let highest = try row.next(Int.self)
                        try session.query("insert into test_numbers values ($1, $2)", owner, highest + 1)
                    }
                }
            }
        }
        #expect(try await self.numbers(owner) == Array(0...8))
    }

    @Test("a set travels as arrays, in both directions at once when it is large")
    func largeSets() async throws {
        let count = 200_000
        let sum = try await self.database.session { session in
            let rows = try session.query(
                "select n, t from unnest($1::int8[], $2::text[]) u(n, t)",
                Array(0..<count),
                (0..<count).map { "value \($0)" }
            )
            return try rows.reduce(0) { sum, row in
                var row = row
                return try sum + row.next(Int.self)
            }
        }
        #expect(sum == count * (count - 1) / 2)
    }

    @Test("copy stores rows of every type, and a bad one stores none")
    func copy() async throws {
        try await self.database.session { session in
            try session.query("create temp table copied (id uuid, n int8 check (n < 50000), t text, j jsonb)")
            let stored = try session.copy(
                "copy copied (id, n, t, j) from stdin (format binary)",
                rows: (0..<50_000).map { [ID(), $0, $0 % 2 == 0 ? "even" : String?.none, ["n": 1] as JSON] }
            )
            #expect(stored == 50_000)
            #expect(throws: PostgresError.self) {
                try session.copy(
                    "copy copied (id, n, t, j) from stdin (format binary)",
                    rows: [[ID(), 1, "x", JSON.null], [ID(), 50_000, "x", JSON.null]]
                )
            }
            var row = try #require(try session.query("select count(*), count(t) from copied").first)
            #expect(try row.next(Int.self) == 50_000)
            #expect(try row.next(Int.self) == 25_000)
            try session.query("drop table copied")
        }
    }

    // MARK: - A table shared by the tests, rows by owner

    private func makeTable() async throws -> ID {
        try await self.database.transaction { session in
            try session.query("select pg_advisory_xact_lock(1)")
            try session.query("create table if not exists test_numbers (owner uuid, n int8, primary key (owner, n))")
        }
        return ID()
    }

    private func numbers(_ owner: ID) async throws -> [Int] {
        try await self.database.session { session in
            try session.query("select n from test_numbers where owner = $1 order by n", owner).map { row in
                var row = row
                return try row.next(Int.self)
            }
        }
    }
}
