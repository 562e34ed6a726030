import Contracts
import Postgres
import Values

struct TriggerView: Sendable {
    var id: ID
    var name: String
    var createdAt: Timestamp
    var lastUsedAt: Timestamp?
    /// Until when the secret before this one is good; `nil` without one.
    var formerUntil: Timestamp?
}

/// The statements about webhook triggers.
enum TriggerStore {
    /// A trigger that is called.
    struct Called: Sendable {
        var organization: OrganizationID
        var job: ID
        var name: String
        /// The one in force first; then the former, while it is good.
        var secrets: [Sealed]
    }

    static func insert(
        _ session: Session,
        _ id: ID,
        of job: ID,
        _ name: String,
        _ secret: Sealed
    ) throws -> TriggerView? {
        try session.query(
            """
            insert into triggers (id, organization_id, job_id, name, key_id, sealed)
            values ($1, stagecoach.organization(), $2, $3, $4, $5)
            returning id, name, created_at, last_used_at, former_until
            """,
            id,
            job,
            name,
            secret.keyId,
            secret.box
        ).first.map { try self.read($0) }
    }

    /// In the order in which they were made.
    static func list(_ session: Session, of job: ID, after id: ID?, limit: Int) throws -> [TriggerView] {
        try session.query(
            """
            select id, name, created_at, last_used_at, case when former_until > now() then former_until end
            from triggers
            where organization_id = stagecoach.organization() and job_id = $1 and deleted_at is null
                and ($2::uuid is null or id > $2)
            order by id limit $3
            """,
            job,
            id,
            limit
        ).map { try self.read($0) }
    }

    private static func read(_ row: Row) throws -> TriggerView {
        var row = row
        return TriggerView(
            id: try row.next(),
            name: try row.next(),
            createdAt: try row.next(),
            lastUsedAt: try row.next(optional: Timestamp.self),
            formerUntil: try row.next(optional: Timestamp.self)
        )
    }

    /// Puts another secret in force; the one before it is good for a day more.
    static func rotate(_ session: Session, _ id: ID, of job: ID, _ secret: Sealed) throws -> TriggerView? {
        try session.query(
            """
            update triggers set former_key_id = key_id, former_sealed = sealed, former_until = now() + interval '1 day',
                key_id = $3, sealed = $4
            where organization_id = stagecoach.organization() and id = $1 and job_id = $2 and deleted_at is null
            returning id, name, created_at, last_used_at, former_until
            """,
            id,
            job,
            secret.keyId,
            secret.box
        ).first.map { try self.read($0) }
    }

    /// - Returns: Whether there was such a trigger.
    static func delete(_ session: Session, _ id: ID, of job: ID) throws -> Bool {
        try session.query(
            """
            update triggers set deleted_at = now()
            where organization_id = stagecoach.organization() and id = $1 and job_id = $2 and deleted_at is null
            """,
            id,
            job
        ).affected == 1
    }

    /// From the standpoint of its id, which is part of its address.
    static func called(_ session: Session, _ id: ID) throws -> Called? {
        let rows = try session.query(
            """
            select organization_id, job_id, name, key_id, sealed,
                case when former_until > now() then former_key_id end, former_sealed
            from triggers where id = $1 and deleted_at is null
            """,
            id
        )
        guard var row = rows.first, let organization = OrganizationID(try row.next()) else { return nil }
        let (job, name) = (try row.next(ID.self), try row.next(String.self))
        var secrets = [Sealed(keyId: try row.next(), box: try row.next())]
        if let key = try row.next(optional: String.self), let box = try row.next(optional: String.self) {
            secrets.append(Sealed(keyId: key, box: box))
        }
        return Called(organization: organization, job: job, name: name, secrets: secrets)
    }

    static func use(_ session: Session, _ id: ID) {
        session.enqueue("update triggers set last_used_at = now() where id = $1", id)
    }
}

extension TriggerView: Listed { var cursor: String { Cursor.text(self.id) } }

extension TriggerView {
    /// - Parameter secret: It is shown when it is made and never again.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        self.writeMembers(to: &writer)
        writer.endObject()
    }

    /// - Parameter secret: What is shown once; `nil` when it has been shown.
    func write(to writer: inout JSONWriter, secret: String?) {
        writer.beginObject()
        writer.nullable("secret", secret)
        self.writeMembers(to: &writer)
        writer.endObject()
    }

    private func writeMembers(to writer: inout JSONWriter) {
        writer.field("id", self.id)
        writer.field("name", self.name)
        writer.field("path", "\(APIRouter.prefix)/hooks/\(self.id)")
        writer.field("createdAt", self.createdAt)
        writer.nullable("lastUsedAt", self.lastUsedAt)
        writer.nullable("formerSecretUntil", self.formerUntil)
    }
}
