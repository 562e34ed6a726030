import AMQP
import Contracts
import Crypto
import HTTP
import Postgres
import ServiceKit
import Threads
import Values

/// What the routes work with.
struct Backend: Sendable {
    let database: Database
    let bus: CommandBus
    /// For what must happen even when a service that does it is away.
    let journal: Journal
    let events: EventTail
    let links: UnsubscribeLinks
    let keys: APIKeys
    let sessions: Sessions
    let passwords: Passwords
    let logins: Lock<LoginGuard>
    /// For the secrets of webhook triggers, which the API has to read; `nil`: there are no triggers.
    let triggerKeys: OpeningKeys?
    let queues: QueueWatch
    let logger: Logger

    /// Sends a command in the name of a request, and returns its answer.
    func command<Answer: Payload>(
        _ payload: some Payload,
        _ request: Request,
        key: String? = nil,
        patience: Duration = CommandBus.patience,
        expecting answer: Answer.Type = Answer.self
    ) async throws -> Answer {
        do {
            return try await self.send(payload, request, key ?? "api/\(ID())", patience)
        } catch is CommandBus.NoAnswer {
            throw CommandBus.uncertain
        }
    }

    /// As for any command; and where no answer has come, what has become of it is found out. To be told that nothing was
    /// started is to be certain of it.
    func command<Command: RecordedCommand, Answer: Payload>(
        _ command: Command,
        _ request: Request,
        key: String? = nil,
        expecting answer: Answer.Type = Answer.self
    ) async throws -> Answer {
        let key = key ?? "api/\(ID())"
        do {
            return try await self.send(command, request, key, CommandBus.patience)
        } catch let silence as CommandBus.NoAnswer {
            let fate = try await CommandFate.find(
                Command.name,
                key: key,
                expiry: silence.expiry,
                for: request.organization,
                self.database
            )
            switch fate {
            case .answered(let contentType, let body): return try CommandBus.read(contentType, body)
            case .notCarriedOut: throw CommandBus.notStarted
            case .unknown: throw CommandBus.uncertain
            }
        }
    }

    /// As for any command, in an organization that is not the caller's: of the operator alone.
    func command<Answer: Payload>(
        _ payload: some Payload,
        _ request: Request,
        for organization: OrganizationID,
        key: String,
        expecting answer: Answer.Type = Answer.self
    ) async throws -> Answer {
        try request.caller.require(.organizationsCreate)
        do {
            return try await self.send(payload, request, for: organization, key, CommandBus.patience)
        } catch is CommandBus.NoAnswer {
            throw CommandBus.uncertain
        }
    }

    private func send<Answer: Payload>(
        _ payload: some Payload,
        _ request: Request,
        for organization: OrganizationID? = nil,
        _ key: String,
        _ patience: Duration
    ) async throws -> Answer {
        try await self.bus.send(
            payload,
            for: organization ?? request.organization,
            key: key,
            trace: request.trace,
            patience: patience
        )
    }

    /// Answers a request that creates something or starts it: with an `Idempotency-Key`, a repeat gets the first answer.
    ///
    /// - Parameter body: Gets what was made for the request.
    func once(
        _ request: Request,
        _ body: (Idempotency) async throws -> (status: Status, json: [UInt8], headers: Headers)
    ) async throws -> Response {
        let idempotency = try await Idempotency.begin(request, for: request.organization, self.database)
        if let answered = idempotency.answered { return answered }
        do {
            let (status, json, headers) = try await body(idempotency)
            // It has happened, whatever becomes of the note of it: a repeat is known by its command's key as well.
            await self.note(status, json, location: headers[.location]?.text, idempotency)
            return .json(json, status: status, headers: headers)
        } catch let problem as Problem {
            // What may come out differently the next time is not an answer to keep.
            if !problem.code.isRetryable {
                await self.note(Status(problem.code.status), try problem.jsonBytes(), location: nil, idempotency)
            }
            throw problem
        }
    }

    /// Keeps an answer for when the request comes again.
    private func note(_ status: Status, _ json: [UInt8], location: String?, _ idempotency: Idempotency) async {
        do {
            try await idempotency.keep(status, json, location: location, self.database)
        } catch {
            self.logger.warning("an answer was given and could not be kept", [LogKeys.error: "\(error)"])
        }
    }
}

extension Backend {
    /// Makes what the API itself owns, once for each `Idempotency-Key`; the record of it and the answer to a repeat are
    /// committed with it.
    ///
    /// - Parameters:
    ///   - target: What it is called in the record.
    ///   - kept: The answer to a repeat: without what is shown only once.
    /// - Returns: `nil` when a repeat that came at the same time has made it.
    func make<Made: Sendable>(
        _ request: Request,
        _ idempotency: Idempotency,
        target: String,
        kept: @escaping @Sendable (Made) -> [UInt8],
        location: @escaping @Sendable (Made) -> String? = { _ in nil },
        _ body: @escaping @Sendable (Session) throws -> Made
    ) async throws -> Made? {
        let entry = request.audit(.created, target: target)
        let made = try await self.database.transaction(from: Standpoint(organization: request.organization)) {
            session in
            let made = try idempotency.make(session, kept: kept, location: location, body)
            if made != nil { AuditStore.add(session, entry) }
            return made
        }
        request[AuditMarkKey.self]?.set()
        return made
    }
}

extension Backend {
    /// Sees to it that a command is carried out, however long that takes: it is committed here first, and sent until it
    /// has arrived.
    ///
    /// - Returns: Whether it has been carried out already; otherwise it will be.
    /// - Throws: ``PostgresError`` when it could not be written down.
    func certainly(
        _ payload: some Payload,
        for organization: OrganizationID,
        key: String,
        trace: Trace
    ) async throws -> Bool {
        let message = try self.bus.message(
            payload,
            for: organization,
            key: key,
            trace: trace,
            replyTo: self.bus.replyQueue,
            expires: nil
        )
        let committed = Task {
            try await self.journal.transaction { _, entry in entry.send(message) }
        }
        let reply = await self.bus.wait(for: message.properties.correlationID ?? "", within: .seconds(2)) {}
        try await committed.value
        return reply != nil
    }
}

extension Backend {
    /// Changes what the API itself owns, for the organization of the caller, and writes down in the same transaction who
    /// did it.
    ///
    /// - Parameters:
    ///   - status: What it will be answered with.
    ///   - target: What it is done to, where the path does not say so.
    ///   - standpoint: Whose rows may be seen; the organization is added.
    func change<Result: Sendable>(
        _ request: Request,
        _ status: Status,
        target: String? = nil,
        from standpoint: Standpoint = Standpoint(),
        _ body: @escaping @Sendable (Session) throws -> Result
    ) async throws -> Result {
        var standpoint = standpoint
        standpoint.organization = request.organization
        let entry = request.audit(status, target: target)
        let result = try await self.database.transaction(from: standpoint) { session in
            let result = try body(session)
            AuditStore.add(session, entry)
            return result
        }
        request[AuditMarkKey.self]?.set()
        return result
    }
}
