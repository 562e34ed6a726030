import Contracts
import HTTP
import Postgres
import Threads
import Values

/// Who did what.
struct AuditEntry: Sendable {
    enum ActorKind: String, Sendable { case user, key, sender, trigger, nobody }

    var organization: OrganizationID
    var kind: ActorKind
    var actor: String?
    var name: String?
    /// The method and the route: `POST /jobs/{id}/run`.
    var action: String
    /// What it was done to: the id in the path, or the one that was made.
    var target: String?
    var address: String
    /// The status that it was answered with.
    var outcome: Int
    var detail: String?
}

struct AuditView: Sendable {
    var id: ID
    var at: Timestamp
    var kind: String
    var actor: String?
    var name: String?
    var action: String
    var target: String?
    var address: String?
    var outcome: Int
    var detail: String?
}

/// The statements about the record of who did what. It is added to, and never changed.
enum AuditStore {
    /// With what the transaction does; queued.
    static func add(_ session: Session, _ entry: AuditEntry) {
        session.enqueue(
            """
            insert into audit_log (
                id, organization_id, actor_kind, actor_id, actor_name, action, target, address, outcome, detail
            ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            ID(),
            entry.organization.text,
            entry.kind.rawValue,
            entry.actor,
            entry.name,
            entry.action,
            entry.target,
            entry.address,
            Int32(entry.outcome),
            entry.detail
        )
    }

    /// The latest first.
    static func list(_ session: Session, before id: ID?, actor: String?, limit: Int) throws -> [AuditView] {
        try session.query(
            """
            select id, at, actor_kind, actor_id, actor_name, action, target, address, outcome, detail
            from audit_log
            where organization_id = stagecoach.organization() and ($1::uuid is null or id < $1)
                and ($2::text is null or actor_id = $2)
            order by id desc limit $3
            """,
            id,
            actor,
            limit
        ).map { row in
            var row = row
            return AuditView(
                id: try row.next(),
                at: try row.next(),
                kind: try row.next(),
                actor: try row.next(optional: String.self),
                name: try row.next(optional: String.self),
                action: try row.next(),
                target: try row.next(optional: String.self),
                address: try row.next(optional: String.self),
                outcome: try row.next(),
                detail: try row.next(optional: String.self)
            )
        }
    }
}

extension AuditView: Listed { var cursor: String { Cursor.text(self.id) } }

/// Whether what a request did has been written down with it.
final class AuditMark: Sendable {
    private let state = Lock(false)
    var isSet: Bool { self.state.withLock { $0 } }
    func set() { self.state.withLock { $0 = true } }
}

enum AuditMarkKey: RequestKey { typealias Value = AuditMark }

extension Request {
    /// What the request does, for the record.
    func audit(_ outcome: Status, target: String? = nil, detail: String? = nil) -> AuditEntry {
        let caller = self.caller
        let (kind, actor): (AuditEntry.ActorKind, ID) =
            switch caller.actor {
            case .key(let id): (.key, id)
            case .user(let id, _): (.user, id)
            }
        return AuditEntry(
            organization: caller.organization,
            kind: kind,
            actor: "\(actor)",
            name: caller.name,
            action: self.action,
            target: target ?? self.target,
            address: self.remoteAddress,
            outcome: outcome.code,
            detail: detail
        )
    }

    var action: String { "\(self.method.rawValue) \((self.route ?? "").dropFirst(APIRouter.prefix.count))" }

    /// What stands in the path where its pattern has its first placeholder.
    private var target: String? {
        let pattern = (self.route ?? "").split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let found = zip(pattern, self.segments).first { $0.0.hasPrefix("{") }?.1
        return found.map { String($0.prefix(200)) }
    }
}
