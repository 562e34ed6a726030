import Contracts
import Postgres
import Values

/// The statements about deliveries.
enum DeliveryStore {
    /// A recipient that this process is to hand a mail over for.
    struct Claim: Sendable {
        var run: ID
        var subscriber: ID
        var email: String
        var name: String?
        var tries: Int
        /// Otherwise there is nothing to unsubscribe from.
        var isSubscriber: Bool
    }

    /// What has become of one.
    struct Outcome: Sendable {
        var run: ID
        var subscriber: ID
        var email: String
        var organization: OrganizationID
        /// `sent`, `deferred`, `refused`, `unconfirmed`, or `pending` when it is given back untouched.
        var state: String
        /// How long to wait before the next try.
        var pause: Duration
        var code: Int?
        var detail: String?
        var isAddressBad: Bool
    }

    /// Writes what has become of deliveries of this process, and adds it up in their mailings.
    static func settle(_ session: Session, _ outcomes: [Outcome], owner: ID) throws {
        if outcomes.isEmpty { return }
        session.enqueue(
            """
            with settled as (
                update deliveries d set state = u.state, code = u.code, detail = u.detail, owner = null,
                    tries = d.tries - case when u.state = 'pending' then 1 else 0 end,
                    next_at = clock_timestamp() + make_interval(secs => u.pause), updated_at = clock_timestamp()
                from unnest($1::uuid[], $2::uuid[], $3::text[], $4::float8[], $5::int8[], $6::text[])
                    u (run, subscriber, state, pause, code, detail)
                where d.run_id = u.run and d.subscriber_id = u.subscriber and d.owner = $7 and d.state = 'sending'
                returning d.run_id, d.state
            ), counted as (
                select run_id, count(*) filter (where state = 'sent') as accepted,
                    count(*) filter (where state = 'refused') as refused,
                    count(*) filter (where state = 'unconfirmed') as unconfirmed,
                    count(*) filter (where state <> 'pending') as moved
                from settled group by run_id
            )
            update mailings m set accepted = m.accepted + c.accepted, refused = m.refused + c.refused,
                unconfirmed = m.unconfirmed + c.unconfirmed,
                progress_at = case when c.moved > 0 then clock_timestamp() else m.progress_at end
            from counted c where m.run_id = c.run_id
            """,
            outcomes.map(\.run),
            outcomes.map(\.subscriber),
            outcomes.map(\.state),
            outcomes.map { Double($0.pause.milliseconds) / 1000 },
            outcomes.map(\.code),
            outcomes.map(\.detail),
            owner
        )
        let bad = outcomes.filter(\.isAddressBad)
        if bad.isEmpty { return }
        session.enqueue(
            """
            insert into suppressions (organization_id, email, reason)
            select u.organization, u.email, 'bounced' from unnest($1::text[], $2::text[]) u (organization, email)
            on conflict do nothing
            """,
            bad.map(\.organization.text),
            bad.map(\.email)
        )
    }

    /// Leaves out recipients that were suppressed, or have unsubscribed, since the audience was frozen.
    static func suppress(_ session: Session, _ run: ID) throws -> Int {
        let rows = try session.query(
            """
            with left_out as (
                update deliveries d set state = 'suppressed', updated_at = clock_timestamp()
                where d.run_id = $1 and d.state in ('pending', 'deferred') and (
                    exists (
                        select from suppressions p where p.organization_id = d.organization_id and p.email = d.email
                    ) or exists (
                        select from subscribers s where s.id = d.subscriber_id and s.status <> 'confirmed'
                    )
                )
                returning d.run_id
            ), counted as (select count(*) as count from left_out)
            update mailings m set suppressed = m.suppressed + c.count
            from counted c where m.run_id = $1 and c.count > 0
            returning c.count
            """,
            run
        )
        guard var row = rows.first else { return 0 }
        return try row.next()
    }

    /// Takes recipients to hand mails over for. They are marked before anything is said to a server: whatever happens
    /// then, nobody gets a second copy. Who must get nothing is looked for at this very moment.
    static func claim(_ session: Session, _ run: ID, limit: Int, owner: ID) throws -> [Claim] {
        try session.query(
            """
            update deliveries d set state = 'sending', owner = $3, tries = d.tries + 1, updated_at = clock_timestamp()
            from (
                select c.run_id, c.subscriber_id from deliveries c
                where c.run_id = $1 and c.state in ('pending', 'deferred') and c.next_at <= statement_timestamp()
                    and exists (select from mailings m where m.run_id = $1 and m.state = 'running')
                    and not exists (
                        select from suppressions p where p.organization_id = c.organization_id and p.email = c.email
                    )
                    and not exists (
                        select from subscribers s where s.id = c.subscriber_id and s.status <> 'confirmed'
                    )
                order by c.next_at limit $2 for update skip locked
            ) next
            where d.run_id = next.run_id and d.subscriber_id = next.subscriber_id
            returning d.run_id, d.subscriber_id, d.email, d.name, d.tries,
                exists (select from subscribers s where s.id = d.subscriber_id)
            """,
            run,
            limit,
            owner
        ).map { row in
            var row = row
            return Claim(
                run: try row.next(),
                subscriber: try row.next(),
                email: try row.next(),
                name: try row.next(optional: String.self),
                tries: try row.next(),
                isSubscriber: try row.next()
            )
        }
    }

    /// Whether anything is still to be done, or under way, for a mailing.
    static func rest(_ session: Session, _ run: ID) throws -> (isOpen: Bool, isSending: Bool) {
        let rows = try session.query(
            """
            select exists (select from deliveries where run_id = $1 and state in ('pending', 'deferred')),
                exists (select from deliveries where run_id = $1 and state = 'sending')
            """,
            run
        )
        guard var row = rows.first else { return (false, false) }
        return (try row.next(), try row.next())
    }

    // MARK: - Processes

    /// Says that this process lives.
    static func beat(_ session: Session, owner: ID, instance: String) throws {
        try session.query(
            """
            insert into processes (id, instance, lease_until)
            values ($1, $2, clock_timestamp() + interval '15 seconds')
            on conflict (id) do update set lease_until = excluded.lease_until
            """,
            owner,
            instance
        )
    }

    /// Lists what dead processes were handing over as unconfirmed: perhaps delivered, and never sent again by itself.
    ///
    /// An earlier process of this instance is dead for sure.
    static func abandon(_ session: Session, owner: ID, instance: String) throws -> [(run: ID, subscriber: ID)] {
        let rows = try session.query(
            """
            with lost as (
                update deliveries d set state = 'unconfirmed', detail = 'the process died while it handed the mail over',
                    updated_at = clock_timestamp()
                where d.state = 'sending' and d.owner <> $1 and not exists (
                    select from processes p
                    where p.id = d.owner and p.instance <> $2 and p.lease_until >= statement_timestamp()
                )
                returning d.run_id, d.subscriber_id
            ), counted as (
                update mailings m set unconfirmed = m.unconfirmed + c.count, progress_at = clock_timestamp()
                from (select run_id, count(*) as count from lost group by run_id) c
                where m.run_id = c.run_id
            )
            select run_id, subscriber_id from lost
            """,
            owner,
            instance
        )
        return try rows.map { row in
            var row = row
            return (try row.next(), try row.next())
        }
    }

    static func farewell(_ session: Session, owner: ID) throws {
        try session.query(
            """
            delete from processes
            where id = $1 or lease_until < statement_timestamp() - interval '1 day'
            """,
            owner
        )
    }
}
