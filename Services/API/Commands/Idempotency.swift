import Contracts
import Crypto
import HTTP
import Postgres
import ServiceKit
import Values

/// What is known of a request by its `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header).
struct Idempotency: Sendable {
    /// Made once for a request, however often it is asked.
    let resource: ID
    /// What the services know repeats of its command by.
    let commandKey: String
    /// What was answered, when it was asked before.
    let answered: Response?
    private let organization: OrganizationID
    private let key: String?

    /// Looks the request's key up, or enters it. Without a key each request is one of its own.
    ///
    /// - Throws: ``Problem``: for a key that cannot be one, or that was used for another request.
    static func begin(
        _ request: Request,
        for organization: OrganizationID,
        _ database: Database
    ) async throws -> Idempotency {
        let keys = request.headers.values("Idempotency-Key")
        guard let key = keys.first else {
            let resource = ID()
            return Idempotency(
                resource: resource,
                commandKey: "api/\(resource)",
                answered: nil,
                organization: organization,
                key: nil
            )
        }
        var check = Check()
        check.key(key, "Idempotency-Key")
        if keys.count > 1 || !check.errors.isEmpty {
            throw Refusal(
                .badRequest,
                Refusal.Code(rawValue: ProblemCode.invalidMessage.rawValue),
                "Idempotency-Key must be given once, with 1 to 255 bytes of visible ASCII"
            )
        }
        let query = request.query.items.map { "\n\($0.name)=\($0.value)" }.joined()
        let hash = Hash.sha256(Array("\(request.method) \(request.path)\(query)\n".utf8) + request.body)
        let found = try await database.transaction(from: Standpoint(organization: organization)) { session in
            try IdempotencyStore.enter(session, organization, key, hash: hash, resource: ID())
        }
        if found.hash != hash {
            throw Problem(.idempotencyKeyReused, "This Idempotency-Key was used for another request")
        }
        return Idempotency(
            resource: found.resource,
            commandKey: "api/\(found.resource)",
            answered: try found.answer,
            organization: organization,
            key: key
        )
    }

    /// Makes something in a transaction of the API's own, unless a repeat that came at the same time has made it. What is
    /// made and what a repeat will be answered with are committed together.
    ///
    /// - Parameters:
    ///   - session: In a transaction.
    ///   - kept: The answer to a repeat: without what is shown only once.
    ///   - body: Makes it.
    /// - Returns: `nil` when it is there already; ``answer(_:)`` has the answer.
    func make<Made>(
        _ session: Session,
        kept: (Made) -> [UInt8],
        location: (Made) -> String? = { _ in nil },
        _ body: (Session) throws -> Made
    ) throws -> Made? {
        guard let key = self.key else { return try body(session) }
        // Repeats wait here for each other.
        guard try IdempotencyStore.lock(session, self.organization, key)?.status == nil else { return nil }
        let made = try body(session)
        try IdempotencyStore.keep(
            session,
            self.organization,
            key,
            status: Status.created.code,
            body: kept(made),
            location: location(made)
        )
        return made
    }

    /// What a request was answered with that came at the same time.
    func answer(_ database: Database) async throws -> Response {
        let (organization, key) = (self.organization, self.key ?? "")
        let entry = try await database.transaction(from: Standpoint(organization: organization)) { session in
            try IdempotencyStore.lock(session, organization, key)
        }
        guard let answer = try entry?.answer else { throw CommandBus.uncertain }
        return answer
    }

    /// Forgets what is older than two days. Runs until the task is cancelled.
    static func prune(_ database: Database, _ logger: Logger) async {
        while !Task.isCancelled {
            do {
                while try await database.session({ try IdempotencyStore.prune($0) }) > 0 {}
            } catch {
                logger.debug("idempotency keys are pruned later", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(600))
        }
    }

    /// Keeps the answer for when the request comes again. One that says to ask again is not kept.
    func keep(_ status: Status, _ body: [UInt8], location: String?, _ database: Database) async throws {
        guard let key = self.key, status.code < 500 else { return }
        let organization = self.organization
        try await database.transaction(from: Standpoint(organization: organization)) { session in
            try IdempotencyStore.keep(session, organization, key, status: status.code, body: body, location: location)
        }
    }
}

/// The statements about idempotency keys.
enum IdempotencyStore {
    struct Entry: Sendable {
        var hash: [UInt8]
        var resource: ID
        var status: Int?
        var body: [UInt8]?
        var location: String?

        /// What a repeat is answered with; `nil` while there is no answer.
        var answer: Response? {
            get throws {
                guard let status, let body else { return nil }
                var headers: Headers = ["Idempotency-Replayed": "true"]
                if let location { headers[.location] = try HeaderValue(validating: location) }
                return status >= 400
                    ? .problem(body, status: Status(status), headers: headers)
                    : .json(body, status: Status(status), headers: headers)
            }
        }
    }

    /// What was entered with a key; until the end of the transaction nobody else gets it so.
    static func lock(_ session: Session, _ organization: OrganizationID, _ key: String) throws -> Entry? {
        try session.query(
            """
            select request_hash, resource_id, status, body, location from idempotency_keys
            where organization_id = $1 and key = $2 for update
            """,
            organization.text,
            key
        ).first.map { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> Entry {
        var row = row
        return Entry(
            hash: try row.next(Bytes.self).bytes,
            resource: try row.next(),
            status: try row.next(optional: Int.self),
            body: try row.next(optional: JSONBytes.self)?.bytes,
            location: try row.next(optional: String.self)
        )
    }

    /// Enters a key, or finds what was entered with it.
    static func enter(
        _ session: Session,
        _ organization: OrganizationID,
        _ key: String,
        hash: [UInt8],
        resource: ID
    ) throws -> Entry {
        session.enqueue(
            """
            insert into idempotency_keys (organization_id, key, request_hash, resource_id) values ($1, $2, $3, $4)
            on conflict do nothing
            """,
            organization.text,
            key,
            Bytes(hash),
            resource
        )
        let rows = try session.query(
            """
            select request_hash, resource_id, status, body, location from idempotency_keys
            where organization_id = $1 and key = $2
            """,
            organization.text,
            key
        )
        return try rows.first.map { try self.read($0) } ?? Entry(hash: hash, resource: resource)
    }

    static func keep(
        _ session: Session,
        _ organization: OrganizationID,
        _ key: String,
        status: Int,
        body: [UInt8],
        location: String?
    ) throws {
        try session.query(
            """
            update idempotency_keys set status = $3, body = $4, location = $5
            where organization_id = $1 and key = $2 and status is null
            """,
            organization.text,
            key,
            status,
            JSONBytes(body),
            location
        )
    }

    /// Deletes a step of what is older than 48 hours, of all organizations.
    static func prune(_ session: Session) throws -> Int {
        var row = try session.query("select prune_idempotency_keys()").first
        return try row?.next(Int.self) ?? 0
    }
}
