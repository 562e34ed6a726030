import Contracts
import Postgres
import Values

/// The statements about credits.
enum CreditStore {
    /// Credits an account.
    ///
    /// - Parameter key: What the entry is known by, so that it is there once.
    /// - Returns: The account afterwards; `nil` when there is none.
    static func credit(
        _ session: Session,
        _ organization: OrganizationID,
        _ amount: Credits,
        key: String
    ) throws -> CreditBalance? {
        let rows = try session.query(
            """
            with account as (
                update accounts set posted = posted + $3 where organization_id = $1
                returning organization_id, posted, held
            ), entry as (
                insert into entries (key, organization_id, amount, kind)
                select $2, organization_id, $3, 'top_up' from account
            )
            select posted, held from account
            """,
            organization.text,
            key,
            amount.thousandths
        )
        guard var row = rows.first else { return nil }
        return CreditBalance(
            balance: Credits(thousandths: try row.next()),
            reserved: Credits(thousandths: try row.next())
        )
    }

    /// By how much the accounts differ from the sum of their entries, and what they have set aside from what the runs
    /// have, in thousandths, all together: 0, or the ledger is wrong.
    static func difference(_ session: Session) throws -> Int {
        let rows = try session.query(
            """
            select coalesce(sum(
                abs(a.posted - a.opening - coalesce(e.sum, 0)) + abs(a.held - coalesce(r.sum, 0))
            ), 0)::int8
            from accounts a
            left join (select organization_id, sum(amount) as sum from entries group by organization_id) e
                on e.organization_id = a.organization_id
            left join (
                select organization_id, sum(held) as sum from runs where held > 0 group by organization_id
            ) r on r.organization_id = a.organization_id
            """
        )
        guard var row = rows.first else { return 0 }
        return try row.next()
    }
}
