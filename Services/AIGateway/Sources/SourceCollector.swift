import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// Asks the sources of a report, all at once, and again those that may answer later.
struct SourceCollector: Sendable {
    let vault: SecretVault
    let http: HTTPSource
    let sql: SQLSource

    /// What a source gave.
    struct Given: Sendable, Hashable {
        var data: JSON
        var bytes: Int
        var isCut: Bool
    }

    /// What came of all sources.
    struct Collected: Sendable {
        var input: CollectedInput
        /// Whether a source that gave nothing may answer later.
        var isTransient: Bool
        /// When it wants to be asked again.
        var retryAfter: Duration?
    }

    /// - Parameters:
    ///   - limit: For all of it; what is left of it at the end is for writing down what came.
    ///   - report: Told how many have answered.
    /// - Throws: ``PostgresError`` when our own database is away; `CancellationError`.
    func collect(
        _ sources: [ReportSource],
        for organization: OrganizationID,
        within limit: Duration,
        report: @escaping @Sendable (Int) -> Void
    ) async throws -> Collected {
        let end = ContinuousClock.now + limit - min(.seconds(5), limit / 10)
        var rounds = CollectionRounds(sources)
        let at = Timestamp.now()
        while true {
            let asked = rounds.asked
            try await withThrowingTaskGroup(of: (Int, CollectionRounds.Outcome).self) { group in
                for index in asked {
                    let source = sources[index]
                    let share = SourceCut.share(of: sources.count)
                    group.addTask {
                        (index, try await self.ask(source, for: organization, share: share, until: end))
                    }
                }
                for try await (index, outcome) in group {
                    rounds.note(index, outcome)
                    report(rounds.answered)
                }
            }
            let left = end - .now
            guard let pause = rounds.pause(jitter: .random(in: 0...1)), pause + .seconds(1) < left else { break }
            try await Task.sleep(for: pause)
        }
        return Collected(
            input: CollectedInput(at: at, entries: rounds.entries),
            isTransient: rounds.isTransient,
            retryAfter: rounds.retryAfter
        )
    }

    /// Asks one source once.
    private func ask(
        _ source: ReportSource,
        for organization: OrganizationID,
        share: Int,
        until end: ContinuousClock.Instant
    ) async throws -> CollectionRounds.Outcome {
        let start = ContinuousClock.now
        let own = Duration.seconds(source.timeoutSeconds ?? ReportSource.standardTimeout)
        let limit = max(min(own, end - start), .milliseconds(1))
        var redactor = Redactor([])
        let result: Result<Given, SourceFailure>
        do {
            let secrets = try await self.secrets(of: source, organization)
            redactor = Redactor(Array(secrets.values) + SourceCollector.parts(of: secrets.values))
            let clean = redactor
            let given = try await SourceCollector.cutOff(after: limit) {
                try await self.fetch(source, secrets, share: share, clean, within: limit)
            }
            result = .success(given)
        } catch var failure as SourceFailure {
            failure.message = String(redactor.clean(failure.message).prefix(500))
            result = .failure(failure)
        }
        return CollectionRounds.Outcome(result: result, time: .now - start)
    }

    /// The password of a database may stand alone in what a server says.
    private static func parts(of secrets: some Sequence<String>) -> [String] {
        secrets.compactMap { DatabaseAddress($0)?.password }
    }

    private func fetch(
        _ source: ReportSource,
        _ secrets: [String: String],
        share: Int,
        _ redactor: Redactor,
        within limit: Duration
    ) async throws -> Given {
        var cut = SourceCut(limit: share, redactor)
        switch source.type {
        case .http:
            let answer = try await self.http.fetch(source, secrets, within: limit)
            let data = cut.cut(answer.element)
            return Given(data: data, bytes: answer.size, isCut: cut.isCut)
        case .sql:
            let url = source.connection.flatMap { secrets[$0] } ?? ""
            let answer = try await self.sql.fetch(source, url: url, within: limit)
            let data = cut.cut(answer.element)
            return Given(data: data, bytes: answer.size, isCut: cut.isCut || answer.isCut)
        case .inline:
            let bytes = (source.data ?? .null).bytes
            guard let document = try? JSONDocument(bytes, maximumDepth: Limits.depth) else {
                throw SourceFailure("invalid_json", "the data cannot be read")
            }
            let data = cut.cut(document.root)
            return Given(data: data, bytes: bytes.count, isCut: cut.isCut)
        }
    }

    /// The secrets that a source names. They are kept no longer than for one try.
    private func secrets(of source: ReportSource, _ organization: OrganizationID) async throws -> [String: String] {
        var names = Set((source.headers ?? [:]).values.flatMap { SecretTemplate.names(in: $0) })
        names.formUnion((source.body?.texts ?? []).flatMap { SecretTemplate.names(in: $0) })
        if let connection = source.connection { names.insert(connection) }
        var secrets: [String: String] = [:]
        for name in names.sorted() {
            let secret: Secret?
            do {
                secret = try await self.vault.open(organization, name)
            } catch is SecretVault.Unreadable {
                throw SourceFailure("secret_unreadable", "the secret \(name) cannot be read")
            }
            guard let secret else { throw SourceFailure("secret_missing", "there is no secret \(name)") }
            secrets[name] = secret.reveal()
        }
        return secrets
    }

    /// - Throws: ``SourceFailure`` (`timeout`) when the time has passed; what `body` throws.
    private static func cutOff<Value: Sendable>(
        after limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw SourceFailure.timeout(limit)
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
