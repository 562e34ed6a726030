import Contracts
import Crypto
import HTTP
import Postgres
import ServiceKit
import Values

/// `/jobs/{id}/triggers`, and `/hooks/{triggerId}`: signed calls that start a run.
struct TriggerRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/jobs/{id}/triggers", self.list)
        router.post("/jobs/{id}/triggers", self.create)
        router.delete("/jobs/{id}/triggers/{triggerId}", self.delete)
        router.post("/jobs/{id}/triggers/{triggerId}/rotate", self.rotate)
        router.post("/hooks/{triggerId}", self.call)
    }

    private static let unknown = Problem(.notFound, "There is no such trigger")
    /// The same for an unknown trigger and a wrong signature.
    private static let refused = SignInRefused(detail: "The signature is not valid, or the call is too old")

    // MARK: - Those of a job

    private func job(_ request: Request) async throws -> ID {
        let id = try request.id()
        let job = try await self.backend.database.read(for: request.organization) { try JobReader.fetch($0, id) }
        guard job != nil else { throw Problem(.notFound, "There is no such job") }
        return id
    }

    private func keys() throws(Problem) -> OpeningKeys {
        guard let keys = self.backend.triggerKeys else {
            throw Problem(.unavailable, "This instance has no key for the secrets of triggers")
        }
        return keys
    }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let job = try await self.job(request)
        let triggers = try await self.backend.database.read(for: request.organization) { session in
            try TriggerStore.list(session, of: job, after: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(triggers, limit: paging.limit) { $0.write(to: &$1) }
    }

    private func create(_ request: Request) async throws -> Response {
        // Whoever has the secret starts runs.
        try request.caller.require(.jobsRun)
        let job = try await self.job(request)
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["name"])
        var form = IdentityForm(body)
        let name = form.name()
        try form.finish()
        let idempotency = try await Idempotency.begin(request, for: request.organization, self.backend.database)
        if let answered = idempotency.answered { return answered }
        let secret = WebhookCheck.makeSecret()
        let sealed = Sealed(secret, with: try self.keys().current)
        // A repeat of the request is not told the secret again.
        let made = try await self.backend.make(
            request,
            idempotency,
            target: "\(job)",
            kept: { made in Answer.value { made.write(to: &$0, secret: nil) } },
            { session in
                guard let made = try TriggerStore.insert(session, idempotency.resource, of: job, name, sealed) else {
                    throw Self.unknown
                }
                return made
            }
        )
        guard made != nil else { return try await idempotency.answer(self.backend.database) }
        return try Self.answer(made, secret, status: .created)
    }

    private func rotate(_ request: Request) async throws -> Response {
        try request.caller.require(.jobsRun)
        let job = try await self.job(request)
        let id = try request.id("triggerId")
        let secret = WebhookCheck.makeSecret()
        let sealed = Sealed(secret, with: try self.keys().current)
        let changed = try await self.backend.change(request, .ok, target: "\(id)") { session in
            guard let changed = try TriggerStore.rotate(session, id, of: job, sealed) else { throw Self.unknown }
            return changed
        }
        return try Self.answer(changed, secret)
    }

    private static func answer(_ trigger: TriggerView?, _ secret: Secret, status: Status = .ok) throws -> Response {
        guard let trigger else { throw Self.unknown }
        let json = Answer.value { trigger.write(to: &$0, secret: secret.reveal()) }
        return .json(json, status: status, headers: [.cacheControl: "no-store"])
    }

    private func delete(_ request: Request) async throws -> Response {
        let job = try await self.job(request)
        let id = try request.id("triggerId")
        try await self.backend.change(request, .noContent, target: "\(id)") { session in
            guard try TriggerStore.delete(session, id, of: job) else { throw Self.unknown }
        }
        return Response(status: .noContent)
    }

    // MARK: - A call

    /// A call that comes again starts nothing more: its id is what repeats are known by.
    private func call(_ request: Request) async throws -> Response {
        guard let id = ID(request.parameters["triggerId"]) else { throw Self.refused }
        let found = try await self.backend.database.transaction(from: Standpoint(account: id)) { session in
            try TriggerStore.called(session, id)
        }
        let secrets = try (found?.secrets ?? []).map { [keys = try self.keys()] sealed in try sealed.open(with: keys) }
        let check = WebhookCheck(
            id: request.headers["webhook-id"] ?? "",
            timestamp: request.headers["webhook-timestamp"] ?? "",
            signatures: request.headers["webhook-signature"] ?? "",
            body: request.body
        )
        // Where there is none, as much is done with one that nobody has.
        let isSigned = check.isSigned(with: secrets.isEmpty ? [WebhookCheck.makeSecret()] : secrets, now: .now())
        guard isSigned, let found else { throw Self.refused }
        let entry = AuditEntry(
            organization: found.organization,
            kind: .trigger,
            actor: "\(id)",
            name: found.name,
            action: request.action,
            target: "\(found.job)",
            address: request.remoteAddress,
            outcome: Status.accepted.code
        )
        let accepted: RunAccepted
        do {
            accepted = try await self.backend.bus.send(
                RunStart(jobId: found.job, trigger: .webhook),
                for: found.organization,
                key: "hook/\(id)/\(Encoding.hex(Hash.sha256(check.id)))",
                trace: request.trace
            )
        } catch is CommandBus.NoAnswer {
            throw CommandBus.uncertain
        } catch let problem as Problem {
            var refused = entry
            (refused.outcome, refused.detail) = (problem.code.status, problem.detail)
            try await self.record(refused)
            throw problem
        }
        try await self.record(entry, using: id)
        return .json(RunRoutes.accepted(accepted), status: .accepted)
    }

    private func record(_ entry: AuditEntry, using id: ID? = nil) async throws {
        let standpoint = Standpoint(organization: entry.organization)
        try await self.backend.database.transaction(from: standpoint) { session in
            if let id { TriggerStore.use(session, id) }
            AuditStore.add(session, entry)
        }
    }
}
