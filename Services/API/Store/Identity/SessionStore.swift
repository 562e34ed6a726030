import Contracts
import Postgres
import Values

/// The statements about sessions: who is signed in.
enum SessionStore {
    struct Found: Sendable {
        var id: ID
        var user: ID
        var organization: OrganizationID
        var email: String
        var role: Role
        /// Whether its token is due to be changed.
        var isDue: Bool
    }

    static func insert(
        _ session: Session,
        _ id: ID,
        user: ID,
        _ organization: OrganizationID,
        hash: [UInt8],
        lifetime: Duration,
        address: String
    ) throws {
        try session.query(
            """
            insert into sessions (id, user_id, organization_id, hash, expires_at, address)
            values ($1, $2, $3, $4, now() + make_interval(secs => $5), $6)
            """,
            id,
            user,
            organization.text,
            Bytes(hash),
            Double(lifetime.components.seconds),
            address
        )
    }

    /// The session whose token is shown, if the user still belongs to its organization.
    ///
    /// - Parameter idle: How long nobody may have used it.
    static func find(_ session: Session, hash: [UInt8], idle: Duration) throws -> Found? {
        let rows = try session.query(
            """
            select id, user_id, organization_id, hash = $1 and rotated_at < now() - interval '1 hour' from sessions
            where (hash = $1 or former_hash = $1 and rotated_at > now() - interval '60 seconds')
                and expires_at > now() and seen_at > now() - make_interval(secs => $2)
            """,
            Bytes(hash),
            Double(idle.components.seconds)
        )
        guard var row = rows.first else { return nil }
        let (id, user) = (try row.next(ID.self), try row.next(ID.self))
        guard let organization = OrganizationID(try row.next()) else { return nil }
        let isDue = try row.next(Bool.self)
        Standpoint(organization: organization, account: user, credential: hash).take(session)
        session.enqueue(
            "update sessions set seen_at = now() where id = $1 and seen_at < now() - interval '1 minute'",
            id
        )
        let members = try session.query(
            """
            select u.email, m.role from memberships m join users u on u.id = m.user_id
            where m.organization_id = $1 and m.user_id = $2 and not m.disabled
            """,
            organization.text,
            user
        )
        guard var member = members.first else { return nil }
        let email = try member.next(String.self)
        guard let role = Role(rawValue: try member.next()) else { return nil }
        return Found(id: id, user: user, organization: organization, email: email, role: role, isDue: isDue)
    }

    /// What the user of a session is in the organization of the standpoint; `nil` when the session is over, or goes on
    /// elsewhere.
    static func role(_ session: Session, _ id: ID) throws -> Role? {
        let rows = try session.query(
            """
            select m.role from sessions s
            join memberships m on m.user_id = s.user_id and m.organization_id = s.organization_id
            where s.id = $1 and s.organization_id = stagecoach.organization() and s.expires_at > now() and not m.disabled
            """,
            id
        )
        guard var row = rows.first else { return nil }
        return Role(rawValue: try row.next())
    }

    /// Gives a session another token, if it still has the one that is known.
    ///
    /// - Returns: Whether it has it now.
    static func rotate(_ session: Session, _ id: ID, from former: [UInt8], to hash: [UInt8]) throws -> Bool {
        try session.query(
            """
            update sessions set former_hash = hash, hash = $3, rotated_at = now() where id = $1 and hash = $2
            """,
            id,
            Bytes(former),
            Bytes(hash)
        ).affected == 1
    }

    /// Goes on in another organization, with another token.
    static func move(_ session: Session, _ id: ID, to organization: OrganizationID, hash: [UInt8]) throws {
        try session.query(
            """
            update sessions set organization_id = $2, hash = $3, former_hash = null, rotated_at = now() where id = $1
            """,
            id,
            organization.text,
            Bytes(hash)
        )
    }

    static func delete(_ session: Session, _ id: ID) throws {
        try session.query("delete from sessions where id = $1", id)
    }

    /// All of a user but one: whoever changes their password has a reason.
    static func deleteOthers(_ session: Session, of user: ID, but id: ID) throws {
        try session.query("delete from sessions where user_id = $1 and id <> $2", user, id)
    }
}
