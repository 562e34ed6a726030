import Contracts
import Postgres
import Values

/// A user as an organization sees them.
struct UserView: Sendable {
    var id: ID
    var email: String
    var name: String
    var role: Role
    var isDisabled: Bool
    var createdAt: Timestamp
    var lastSeenAt: Timestamp?
}

/// An organization as a user sees it.
struct MembershipView: Sendable {
    var organization: OrganizationID
    var role: Role
}

struct InvitationView: Sendable {
    var id: ID
    var email: String
    var name: String
    var role: Role
    var expiresAt: Timestamp
}

/// The statements about users, and what they are in organizations.
enum UserStore {
    /// What is known of an address, for who signs in.
    struct Account: Sendable {
        var id: ID
        var email: String
        var password: String?
        /// Where the user may go; without those that have disabled the user.
        var memberships: [MembershipView]
    }

    // MARK: - Accounts

    /// From the standpoint of the address or the account.
    static func account(_ session: Session, _ standpoint: Standpoint) throws -> Account? {
        standpoint.take(session)
        let rows = try session.query(
            "select id, email, password from users where email = stagecoach.email() or id = stagecoach.account()"
        )
        guard var row = rows.first else { return nil }
        var account = Account(
            id: try row.next(),
            email: try row.next(),
            password: try row.next(optional: String.self),
            memberships: []
        )
        var own = standpoint
        own.account = account.id
        own.take(session)
        account.memberships = try self.memberships(session)
        return account
    }

    /// Of the account that the transaction looks at.
    static func memberships(_ session: Session) throws -> [MembershipView] {
        try session.query(
            """
            select organization_id, role from memberships
            where user_id = stagecoach.account() and not disabled order by organization_id
            """
        ).compactMap { row in
            var row = row
            guard let organization = OrganizationID(try row.next()), let role = Role(rawValue: try row.next()) else {
                return nil
            }
            return MembershipView(organization: organization, role: role)
        }
    }

    /// From the standpoint of the account.
    static func setPassword(_ session: Session, _ id: ID, _ hash: String) throws {
        try session.query("update users set password = $2, password_at = now() where id = $1", id, hash)
    }

    // MARK: - In an organization

    static func list(_ session: Session, after id: ID?, limit: Int) throws -> [UserView] {
        try self.read(
            session.query(
                """
                select u.id, u.email, u.name, m.role, m.disabled, m.created_at,
                    (select max(s.seen_at) from sessions s where s.user_id = u.id and s.organization_id = m.organization_id)
                from memberships m join users u on u.id = m.user_id
                where m.organization_id = stagecoach.organization() and ($1::uuid is null or u.id > $1)
                order by u.id limit $2
                """,
                id,
                limit
            )
        )
    }

    static func fetch(_ session: Session, _ id: ID) throws -> UserView? {
        try self.read(
            session.query(
                """
                select u.id, u.email, u.name, m.role, m.disabled, m.created_at,
                    (select max(s.seen_at) from sessions s where s.user_id = u.id and s.organization_id = m.organization_id)
                from memberships m join users u on u.id = m.user_id
                where m.organization_id = stagecoach.organization() and u.id = $1
                """,
                id
            )
        ).first
    }

    private static func read(_ rows: Rows) throws -> [UserView] {
        try rows.compactMap { row in
            var row = row
            let (id, email, name) = (try row.next(ID.self), try row.next(String.self), try row.next(String.self))
            guard let role = Role(rawValue: try row.next()) else { return nil }
            return UserView(
                id: id,
                email: email,
                name: name,
                role: role,
                isDisabled: try row.next(),
                createdAt: try row.next(),
                lastSeenAt: try row.next(optional: Timestamp.self)
            )
        }
    }

    /// Locks the owners of the organization, so that two of them cannot remove each other.
    ///
    /// - Returns: Who they are, without those that are disabled.
    static func lockOwners(_ session: Session) throws -> Set<ID> {
        let rows = try session.query(
            """
            select user_id from memberships
            where organization_id = stagecoach.organization() and role = 'owner' and not disabled
            order by user_id for update
            """
        )
        return Set(
            try rows.map { row in
                var row = row
                return try row.next(ID.self)
            }
        )
    }

    static func change(_ session: Session, _ id: ID, role: Role, isDisabled: Bool) throws {
        try session.query(
            """
            update memberships set role = $2, disabled = $3
            where organization_id = stagecoach.organization() and user_id = $1
            """,
            id,
            role.rawValue,
            isDisabled
        )
        if isDisabled { try self.signOut(session, id) }
        if isDisabled || !role.permissions.contains(.usersManage) { self.withdrawInvitations(session, by: id) }
    }

    static func remove(_ session: Session, _ id: ID) throws {
        try session.query(
            "delete from memberships where organization_id = stagecoach.organization() and user_id = $1",
            id
        )
        try self.signOut(session, id)
        self.withdrawInvitations(session, by: id)
    }

    /// What somebody has given who may not give it any more: it could be their own way back.
    private static func withdrawInvitations(_ session: Session, by user: ID) {
        session.enqueue(
            """
            delete from invitations
            where organization_id = stagecoach.organization() and invited_by = $1 and accepted_at is null
            """,
            user
        )
    }

    private static func signOut(_ session: Session, _ id: ID) throws {
        try session.query(
            "delete from sessions where organization_id = stagecoach.organization() and user_id = $1",
            id
        )
    }

    // MARK: - Invitations

    /// An invitation takes the place of one that is open for the same address.
    static func invite(_ session: Session, _ invitation: InvitationView, by user: ID?, hash: [UInt8]) throws {
        session.enqueue(
            """
            delete from invitations
            where organization_id = stagecoach.organization() and email = $1 and accepted_at is null
            """,
            invitation.email
        )
        try session.query(
            """
            insert into invitations (id, organization_id, email, name, role, hash, invited_by, expires_at)
            values ($1, stagecoach.organization(), $2, $3, $4, $5, $6, $7)
            """,
            invitation.id,
            invitation.email,
            invitation.name,
            invitation.role.rawValue,
            Bytes(hash),
            user,
            invitation.expiresAt
        )
    }

    static func isMember(_ session: Session, email: String) throws -> Bool {
        try !session.query(
            """
            select 1 from memberships m join users u on u.id = m.user_id
            where m.organization_id = stagecoach.organization() and u.email = $1
            """,
            email
        ).isEmpty
    }

    /// The open invitation whose token is shown, locked.
    static func invitation(
        _ session: Session
    ) throws -> (organization: OrganizationID, invitation: InvitationView)? {
        let rows = try session.query(
            """
            select organization_id, id, email, name, role, expires_at from invitations
            where hash = stagecoach.credential() and accepted_at is null and expires_at > now() for update
            """
        )
        guard var row = rows.first, let organization = OrganizationID(try row.next()) else { return nil }
        let (id, email, name) = (try row.next(ID.self), try row.next(String.self), try row.next(String.self))
        guard let role = Role(rawValue: try row.next()) else { return nil }
        let view = InvitationView(id: id, email: email, name: name, role: role, expiresAt: try row.next())
        return (organization, view)
    }

    /// Makes an account for an address that has none. From the standpoint of both.
    static func insert(_ session: Session, _ id: ID, email: String, name: String, password: String) throws {
        try session.query(
            "insert into users (id, email, name, password, password_at) values ($1, $2, $3, $4, now())",
            id,
            email,
            name,
            password
        )
    }

    /// From the standpoint of the organization.
    static func join(_ session: Session, _ user: ID, _ invitation: InvitationView) throws {
        try session.query(
            """
            insert into memberships (organization_id, user_id, role) values (stagecoach.organization(), $1, $2)
            on conflict (organization_id, user_id) do update set role = excluded.role, disabled = false
            """,
            user,
            invitation.role.rawValue
        )
        try session.query("update invitations set accepted_at = now() where id = $1", invitation.id)
    }
}

extension UserView: Listed { var cursor: String { Cursor.text(self.id) } }

extension UserView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("email", self.email)
        writer.field("name", self.name)
        writer.field("role", self.role.rawValue)
        writer.field("disabled", self.isDisabled)
        writer.field("createdAt", self.createdAt)
        writer.nullable("lastSeenAt", self.lastSeenAt)
        writer.endObject()
    }
}
