import Contracts
import Postgres
import Values

/// What runs do to accounts.
extension CreditStore {
    /// What organizations have and have not set aside, locked until the end of the transaction. One without an account
    /// has nothing.
    static func lock(_ session: Session, _ organizations: [OrganizationID]) throws -> [OrganizationID: CreditBalance] {
        let rows = try session.query(
            """
            select organization_id, posted, held from accounts where organization_id = any ($1)
            order by organization_id for update
            """,
            organizations.map(\.text)
        )
        var balances: [OrganizationID: CreditBalance] = [:]
        for row in rows {
            var row = row
            guard let organization = OrganizationID(try row.next()) else { continue }
            balances[organization] = CreditBalance(
                balance: Credits(thousandths: try row.next()),
                reserved: Credits(thousandths: try row.next())
            )
        }
        return balances
    }

    /// The same without a lock, for saying it to somebody.
    static func balance(_ session: Session, of organization: OrganizationID) throws -> CreditBalance {
        let rows = try session.query("select posted, held from accounts where organization_id = $1", organization.text)
        guard var row = rows.first else {
            return CreditBalance(balance: Credits(thousandths: 0), reserved: Credits(thousandths: 0))
        }
        return CreditBalance(
            balance: Credits(thousandths: try row.next()),
            reserved: Credits(thousandths: try row.next())
        )
    }

    /// What runs have done to an account, in thousandths.
    struct Movement: Hashable {
        var posted = 0
        var held = 0
    }

    /// A line of the ledger.
    struct Entry {
        var organization: OrganizationID
        var run: ID
        var charge: Charge

        /// What it is known by, so that it is there once.
        var key: String { "\(self.run)/\(self.charge.stage)/\(self.charge.batch)/\(self.charge.epoch)" }
    }

    /// Books what runs have done, each account once.
    static func book(_ session: Session, _ movements: [OrganizationID: Movement], _ entries: [Entry]) {
        if !entries.isEmpty {
            session.enqueue(
                """
                insert into entries (key, organization_id, run_id, amount, kind)
                select key, organization, run, amount, 'charge'
                from unnest($1::text[], $2::text[], $3::uuid[], $4::int8[]) u (key, organization, run, amount)
                """,
                entries.map(\.key),
                entries.map(\.organization.text),
                entries.map(\.run),
                entries.map { -$0.charge.amount }
            )
        }
        let moved = movements.filter { $0.value != Movement() }.sorted { $0.key.text < $1.key.text }
        if moved.isEmpty { return }
        session.enqueue(
            """
            with locked as (
                select organization_id from accounts where organization_id = any ($1) order by organization_id for update
            )
            update accounts a set posted = a.posted + u.posted, held = a.held + u.held
            from unnest($1::text[], $2::int8[], $3::int8[]) u (organization, posted, held)
            join locked l on l.organization_id = u.organization
            where a.organization_id = u.organization
            """,
            moved.map(\.key.text),
            moved.map(\.value.posted),
            moved.map(\.value.held)
        )
    }
}
