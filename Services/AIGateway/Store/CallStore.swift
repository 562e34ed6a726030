import Contracts
import Postgres
import Values

/// The statements about calls to models.
enum CallStore {
    /// What is known of a batch when its work comes.
    enum Claim: Sendable {
        /// It is ours to do. `isRepeat`: someone may have asked a model already, and nobody will ever know.
        case ours(isRepeat: Bool)
        /// It was done; this was the answer.
        case answered(kind: String, JSONBytes)
        /// Another process is at it.
        case busy
    }

    /// Takes a batch, if it is free. Committed before any model is asked.
    ///
    /// - Parameters:
    ///   - owner: This process.
    ///   - instance: Its name, which its successor will bear.
    static func claim(_ session: Session, _ order: BatchOrder, owner: ID, instance: String) throws -> Claim {
        let inserted = try session.query(
            """
            insert into calls (run_id, stage, batch, organization_id, request_hash, token, state, owner, instance,
                lease_until)
            values ($1, $2, $3, $4, $5, $6, 'sent', $7, $8, clock_timestamp() + interval '15 seconds')
            on conflict (run_id, stage, batch) do nothing
            """,
            order.key.run,
            order.key.stage,
            order.key.batch,
            order.organization.text,
            Bytes(order.hash),
            order.work.token,
            owner,
            instance
        )
        if inserted.affected == 1 { return .ours(isRepeat: false) }
        guard let known = try self.lock(session, order.key) else { return .busy }
        switch known.state {
        case "sent" where known.isLeased && known.owner != owner && known.instance != instance:
            return .busy
        case "done" where known.hash == order.hash:
            if let answer = known.answer { return .answered(kind: known.state, answer) }
        case "failed" where known.token == order.work.token:
            // The same try once more; another one, by the orchestrator's decision, asks anew.
            if let answer = known.answer { return .answered(kind: known.state, answer) }
        default: break
        }
        let isLost = known.state == "sent"
        try session.query(
            """
            update calls
            set request_hash = $4, token = $5, state = 'sent', owner = $6, instance = $7, calls = calls + 1,
                extra_calls = extra_calls + $8, answer = null, updated_at = clock_timestamp(),
                lease_until = clock_timestamp() + interval '15 seconds'
            where run_id = $1 and stage = $2 and batch = $3
            """,
            order.key.run,
            order.key.stage,
            order.key.batch,
            Bytes(order.hash),
            order.work.token,
            owner,
            instance,
            isLost ? 1 : 0
        )
        return .ours(isRepeat: isLost)
    }

    private struct Known {
        var state: String
        var hash: [UInt8]
        var token: ID
        var owner: ID
        var instance: String
        var isLeased: Bool
        var answer: JSONBytes?
    }

    private static func lock(_ session: Session, _ key: BatchOrder.Key) throws -> Known? {
        let rows = try session.query(
            """
            select state, request_hash, token, owner, instance, lease_until > clock_timestamp(), answer
            from calls where run_id = $1 and stage = $2 and batch = $3
            for update
            """,
            key.run,
            key.stage,
            key.batch
        )
        guard var row = rows.first else { return nil }
        return Known(
            state: try row.next(),
            hash: try row.next(Bytes.self).bytes,
            token: try row.next(),
            owner: try row.next(),
            instance: try row.next(),
            isLeased: try row.next(),
            answer: try row.next(optional: JSONBytes.self)
        )
    }

    /// Writes the answer down.
    ///
    /// - Parameter state: `done` or `failed`.
    /// - Returns: Whether the batch was still ours: otherwise somebody else answers.
    static func finish(
        _ session: Session,
        _ key: BatchOrder.Key,
        owner: ID,
        state: String,
        answer: [UInt8],
        usage: Usage?
    ) throws -> Bool {
        try session.query(
            """
            update calls
            set state = $5, answer = $6, provider = $7, model = $8, input_tokens = $9, output_tokens = $10,
                cost_micros = $11, updated_at = clock_timestamp()
            where run_id = $1 and stage = $2 and batch = $3 and owner = $4 and state = 'sent'
            """,
            key.run,
            key.stage,
            key.batch,
            owner,
            state,
            JSONBytes(answer),
            usage?.provider,
            usage?.model,
            usage?.inputTokens,
            usage?.outputTokens,
            usage?.costMicros
        ).affected == 1
    }

    /// Keeps others from taking over what this process works on.
    static func renew(_ session: Session, owner: ID) throws {
        try session.query(
            """
            update calls set lease_until = clock_timestamp() + interval '15 seconds'
            where owner = $1 and state = 'sent'
            """,
            owner
        )
    }
}

/// The statements about artifacts and models.
enum ArtifactStore {
    static func insert(
        _ session: Session,
        _ order: BatchOrder,
        _ artifact: BatchYield.Artifact,
        hash: [UInt8],
        provenance: [UInt8]
    ) {
        session.enqueue(
            """
            insert into artifacts (id, organization_id, run_id, media_type, title, sha256, size, bytes, provenance)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9::json)
            """,
            artifact.id,
            order.organization.text,
            order.key.run,
            artifact.mediaType,
            artifact.title,
            Bytes(hash),
            artifact.bytes.count,
            Bytes(artifact.bytes),
            JSONBytes(provenance)
        )
    }

    /// - Returns: `nil` when the organization has no such artifact.
    static func fetch(_ session: Session, _ organization: OrganizationID, _ id: ID) throws -> [UInt8]? {
        let rows = try session.query(
            "select bytes from artifacts where organization_id = $1 and id = $2",
            organization.text,
            id
        )
        guard var row = rows.first else { return nil }
        return try row.next(Bytes.self).bytes
    }

    /// Makes the table of models what the configuration says.
    static func listModels(_ session: Session, _ models: [ModelRoutes.Listed]) throws {
        session.enqueue("delete from models where id <> all ($1)", models.map(\.id))
        try session.query(
            """
            insert into models (id, provider, title, kind, is_default)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bool[])
            on conflict (id) do update
            set provider = excluded.provider, title = excluded.title, kind = excluded.kind,
                is_default = excluded.is_default, updated_at = clock_timestamp()
            """,
            models.map(\.id),
            models.map(\.provider),
            models.map(\.title),
            models.map(\.kind.rawValue),
            models.map(\.isDefault)
        )
    }
}
