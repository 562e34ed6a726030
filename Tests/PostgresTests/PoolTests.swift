import Postgres
import TestKit
import Testing
import Threads
import Values

@Suite(.timeLimit(.minutes(1)))
struct PoolTests {
    @Test("more callers than connections take turns")
    func turns() async throws {
        let database = Database(try .test(connections: 3))
        let processes = Lock<Set<Int>>([])
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<300 {
                group.addTask {
                    try await database.session { session in
                        var row = try #require(try session.query("select $1::int8, pg_backend_pid()", number).first)
                        let number = try row.next(Int.self)
                        let process = try row.next(Int.self)
                        _ = processes.withLock { $0.insert(process) }
                        return number
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(total == 300 * 299 / 2)
        #expect((1...3).contains(processes.withLock { $0.count }))
        database.close()
    }

    @Test("whoever waits too long for a connection is told; a cancelled task cancels its statement")
    func busy() async throws {
        var configuration = try DatabaseConfiguration.test(connections: 1)
        configuration.acquireTimeout = .milliseconds(50)
        let database = Database(configuration)
        let (held, hold) = AsyncStream.makeStream(of: Void.self)
        let blocker = Task {
            try await database.session { session in
                hold.yield()
                _ = try session.query("select pg_sleep(20)")
            }
        }
        for await _ in held.prefix(1) {}
        let error = await #expect(throws: PostgresError.self) { try await database.session { _ in } }
        #expect(error?.code == .unavailable)
        // Cancelled until it has noticed: the first request may come before the statement has begun.
        let cancelling = Task {
            while !Task.isCancelled {
                blocker.cancel()
                await Task.yield()
            }
        }
        let outcome = await blocker.result
        cancelling.cancel()
        #expect(throws: (any Error).self) { try outcome.get() }
        #expect(await database.ping())
        database.close()
        let closed = await #expect(throws: PostgresError.self) { try await database.session { _ in } }
        #expect(closed?.code == .closed)
    }

    @Test("a connection that the server ends is replaced; the statement in flight is told")
    func terminated() async throws {
        let database = Database(try .test(connections: 1))
        let other = Database(try .test(connections: 1))
        let process = try await database.session { session in
            var row = try #require(try session.query("select pg_backend_pid()").first)
            return try row.next(Int.self)
        }
        let waiting = Task { try await database.session { _ = try $0.query("select pg_sleep(20)") } }
        try await other.session { session in
            while try session.query(
                "select 1 from pg_stat_activity where pid = $1 and state = 'active' and query like '%pg_sleep%'",
                process
            ).isEmpty {}
            try session.query("select pg_terminate_backend($1)", Int32(process))
        }
        let error = await #expect(throws: PostgresError.self) { try await waiting.value }
        #expect(error?.isOutage == true)
        #expect(error?.isCommitInDoubt == false)
        #expect(await database.ping())
    }

    @Test("a connection that is lost at COMMIT leaves the commit in doubt")
    func inDoubt() async throws {
        let database = Database(try .test(connections: 1))
        let other = Database(try .test(connections: 1))
        let error = await #expect(throws: PostgresError.self) {
            try await database.transaction { session in
                var row = try #require(try session.query("select pg_backend_pid()").first)
                let process = Int32(try row.next(Int.self))
                let done = Lock(false)
                Task {
                    try await other.session { session in
                        try session.query("select pg_terminate_backend($1)", process)
                        while try !session.query("select 1 from pg_stat_activity where pid = $1", process).isEmpty {}
                    }
                    done.withLock { $0 = true }
                }
                while !done.withLock({ $0 }) {}
            }
        }
        #expect(error?.isOutage == true)
        #expect(error?.isCommitInDoubt == true)
    }

    @Test("a server that is not there is an outage; no error shows the password")
    func absent() async throws {
        let database = Database(
            DatabaseConfiguration(url: "postgres://x:geheim@127.0.0.1:1/z", applicationName: "tests")
        )
        let error = try #require(
            await #expect(throws: PostgresError.self) { try await database.session { _ in } }
        )
        #expect(error.isOutage)
        #expect(!String(reflecting: error).contains("geheim"))
        #expect(await !database.ping())
    }

    @Test("a listener hears what is sent after it says that it listens, and comes back")
    func listening() async throws {
        let listener = Listener(try .test(), channel: "pool_tests")
        let database = Database(try .test(connections: 1))
        var events = listener.events.makeAsyncIterator()
        #expect(await events.next() == .connected)
        try await database.session { _ = try $0.query("select pg_notify('pool_tests', $1)", "hello") }
        #expect(await events.next() == .notified(payload: "hello"))
        try await database.session { session in
            _ = try session.query(
                "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen pool_tests'"
            )
        }
        #expect(await events.next() == .connected)
        listener.close()
        #expect(await events.next() == nil)
    }
}
