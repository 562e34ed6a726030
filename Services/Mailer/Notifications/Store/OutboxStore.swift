import Contracts
import Postgres
import Values

/// The statements about what is to be sent, is being sent and was.
enum OutboxStore {
    /// Something to be sent: an event, for one recipient of one rule.
    struct Entry: Sendable {
        var id: ID
        var rule: ID
        var organization: OrganizationID
        var eventID: String
        /// An address of mail; empty for the other channels.
        var recipient: String
        var topic: NotificationTopic
        var isTest: Bool
        var event: RunEvent
        var at: Timestamp
    }

    /// Something that this process is to send.
    struct Claim: Sendable {
        var entry: Entry
        var channel: NotificationChannel
        var url: RuleStore.Box?
        var signingSecret: RuleStore.Box?
        var tries: Int
    }

    /// What has become of it.
    struct Outcome: Sendable {
        var id: ID
        var rule: ID
        /// `sent`, `failed`, `unconfirmed`, or `pending` for another try.
        var state: String
        var wait: Duration = .zero
        /// Given back untouched.
        var isUntouched = false
        var status: Int?
        var detail: String
        /// The receiver wants nothing any more.
        var isGone = false
    }

    /// How many of one rule are sent at a time: a receiver that does not answer must not keep the others waiting.
    static let together = 4

    /// Enters what is to be sent. What was entered before stays as it is.
    static func insert(_ session: Session, _ entries: [Entry]) throws {
        if entries.isEmpty { return }
        try session.query(
            """
            insert into notifications (
                id, organization_id, rule_id, event_id, recipient, topic, is_test, event, event_at
            )
            select u.* from unnest(
                $1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::json[],
                $9::timestamptz[]
            ) u (id, organization, rule, event_id, recipient, topic, is_test, event, at)
            join notification_rules r on r.id = u.rule
            on conflict (event_id, rule_id, recipient) do nothing
            """,
            entries.map(\.id),
            entries.map(\.organization.text),
            entries.map(\.rule),
            entries.map(\.eventID),
            entries.map(\.recipient),
            entries.map(\.topic.rawValue),
            entries.map(\.isTest),
            entries.map { JSONBytes($0.event.bytes) },
            entries.map(\.at)
        )
    }

    /// What was entered for an event and a rule.
    static func ids(_ session: Session, _ event: String, _ rule: ID) throws -> [ID] {
        try session.query(
            "select id from notifications where event_id = $1 and rule_id = $2 order by id",
            event,
            rule
        ).map { row in
            var row = row
            return try row.next()
        }
    }

    /// Takes what is due. It is marked before anything is said to anyone: nobody else sends it at the same time.
    ///
    /// - Parameter mail: Mails, or all but mails.
    static func claim(_ session: Session, limit: Int, mail: Bool, owner: ID) throws -> [Claim] {
        if limit <= 0 { return [] }
        return try session.query(
            """
            with claimed as (
                update notifications n set state = 'sending', owner = $2, tries = n.tries + 1,
                    updated_at = clock_timestamp()
                from (
                    select c.id from (
                        select d.id, d.next_at from notification_rules r cross join lateral (
                            select p.id, p.next_at from notifications p
                            where p.rule_id = r.id and p.state = 'pending' and p.next_at <= statement_timestamp()
                                and (r.enabled or p.is_test) and p.topic = any ($5)
                            order by p.next_at, p.id
                            limit greatest(0, $4 - (
                                select count(*) from notifications s where s.rule_id = r.id and s.state = 'sending'
                            ))
                        ) d
                        where (r.channel = 'email') = $3 and r.id in (
                            select w.rule_id from notifications w where w.state = 'pending' and w.next_at <= statement_timestamp()
                        )
                        order by d.next_at, d.id limit $1
                    ) due join notifications c on c.id = due.id
                    where c.state = 'pending' for update of c skip locked
                ) next
                where n.id = next.id
                returning n.*
            )
            select c.id, c.rule_id, c.organization_id, c.event_id, c.recipient, c.topic, c.is_test, c.event, c.event_at,
                r.channel, r.url_key_id, r.url_sealed, r.signing_key_id, r.signing_sealed, c.tries
            from claimed c join notification_rules r on r.id = c.rule_id
            """,
            limit,
            owner,
            mail,
            self.together,
            // Others are for a later version.
            NotificationTopic.allCases.map(\.rawValue)
        ).map { try self.read($0) }
    }

    /// A row of a kind that no version of the mailer writes.
    private struct Unreadable: Error { let id: ID }

    private static func read(_ row: Row) throws -> Claim {
        var row = row
        let (id, rule) = (try row.next(ID.self), try row.next(ID.self))
        let organization = OrganizationID(try row.next(String.self))
        let (eventID, recipient) = (try row.next(String.self), try row.next(String.self))
        let topic = NotificationTopic(rawValue: try row.next())
        let isTest = try row.next(Bool.self)
        let event = try RunEvent(json: JSONDocument(try row.next(JSONBytes.self).bytes).root)
        let at = try row.next(Timestamp.self)
        guard let organization, let topic, let channel = NotificationChannel(rawValue: try row.next()) else {
            throw Unreadable(id: id)
        }
        return Claim(
            entry: Entry(
                id: id,
                rule: rule,
                organization: organization,
                eventID: eventID,
                recipient: recipient,
                topic: topic,
                isTest: isTest,
                event: event,
                at: at
            ),
            channel: channel,
            url: try RuleStore.box(&row),
            signingSecret: try RuleStore.box(&row),
            tries: try row.next()
        )
    }

    /// Writes what has become of what this process had under way.
    static func settle(_ session: Session, _ outcomes: [Outcome], owner: ID) {
        if outcomes.isEmpty { return }
        session.enqueue(
            """
            update notifications n set state = u.state, status = u.status, detail = u.detail, owner = null,
                tries = n.tries - case when u.untouched then 1 else 0 end,
                next_at = clock_timestamp() + make_interval(secs => u.wait), updated_at = clock_timestamp()
            from unnest($1::uuid[], $2::text[], $3::int8[], $4::text[], $5::float8[], $6::bool[])
                u (id, state, status, detail, wait, untouched)
            where n.id = u.id and n.owner = $7 and n.state = 'sending'
            """,
            outcomes.map(\.id),
            outcomes.map(\.state),
            outcomes.map(\.status),
            outcomes.map(\.detail),
            outcomes.map { Double($0.wait.milliseconds) / 1000 },
            outcomes.map(\.isUntouched),
            owner
        )
    }

    /// Drops what waits for rules that are not enabled.
    static func dropDisabled(_ session: Session) throws {
        try session.query(
            """
            update notifications n set state = 'dropped', detail = 'the rule was disabled', updated_at = clock_timestamp()
            from notification_rules r
            where r.id = n.rule_id and not r.enabled and n.state = 'pending' and not n.is_test
            """
        )
    }

    /// Takes back what dead processes were sending: requests are made again under the same id, by which the receiver knows
    /// them; a mail perhaps arrived, and is never sent again by itself.
    ///
    /// An earlier process of this instance is dead for sure.
    ///
    /// - Returns: How many mails are unconfirmed now, and how many requests are made again.
    static func abandon(_ session: Session, owner: ID, instance: String) throws -> (unconfirmed: Int, again: Int) {
        let rows = try session.query(
            """
            with lost as (
                update notifications n set owner = null, next_at = clock_timestamp(), updated_at = clock_timestamp(),
                    state = case when r.channel = 'email' then 'unconfirmed' else 'pending' end,
                    detail = 'the process died while it sent this'
                from notification_rules r
                where r.id = n.rule_id and n.state = 'sending' and n.owner <> $1 and not exists (
                    select from processes p
                    where p.id = n.owner and p.instance <> $2 and p.lease_until >= statement_timestamp()
                )
                returning n.state
            )
            select count(*) filter (where state = 'unconfirmed'), count(*) filter (where state = 'pending') from lost
            """,
            owner,
            instance
        )
        guard var row = rows.first else { return (0, 0) }
        return (try row.next(), try row.next())
    }

    /// How many wait to be sent, for the first time or again, and for how many seconds the oldest has.
    static func waiting(_ session: Session) throws -> (count: Int, oldest: Double) {
        let rows = try session.query(
            """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8
            from notifications where state in ('pending', 'sending')
            """
        )
        guard var row = rows.first else { return (0, 0) }
        return (try row.next(), try row.next())
    }

    /// Deletes a step of what ended more than 90 days ago.
    static func prune(_ session: Session) throws -> Int {
        try session.query(
            """
            delete from notifications where ctid in (
                select ctid from notifications
                where created_at < statement_timestamp() - interval '90 days' and state not in ('pending', 'sending')
                limit 1000
            )
            """
        ).affected
    }
}
