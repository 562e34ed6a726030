import Contracts
import Postgres
import Values

/// The statements about mailings.
enum MailingStore {
    struct Mailing: Sendable {
        var run: ID
        var organization: OrganizationID
        /// `running`, `pausing`, `paused`, `cancelling`, `completed`, `failed` or `cancelled`.
        var state: String
        var jobType: JobType
        var stage: Int
        var attempt: Int
        var reference: BatchReference
        var item: ID?
        var contentRef: ID
        var subject: String
        var total: Int
        var counts: Counts
        var correlation: String?
        var traceparent: String?
    }

    struct Counts: Sendable, Equatable {
        var accepted = 0
        var refused = 0
        var unconfirmed = 0
        var suppressed = 0

        var output: BatchOutput {
            BatchOutput(
                accepted: self.accepted,
                refused: self.refused,
                unconfirmed: self.unconfirmed,
                suppressed: self.suppressed
            )
        }
    }

    private static let columns: Statement = """
        select run_id, organization_id, state, job_type, stage, attempt, batch, epoch, token, item_id, content_ref, subject,
            total, accepted, refused, unconfirmed, suppressed, correlation, traceparent
        from mailings
        """
    private static let byRun = columns + "where run_id = $1 for update"
    private static let active =
        columns + "where state in ('running', 'pausing', 'cancelling') order by created_at limit 200"

    private static func read(_ row: Row) throws -> Mailing? {
        var row = row
        let run = try row.next(ID.self)
        guard let organization = OrganizationID(try row.next()) else { return nil }
        let state = try row.next(String.self)
        guard let type = JobType(rawValue: try row.next()) else { return nil }
        let (stage, attempt) = (try row.next(Int.self), try row.next(Int.self))
        let reference = BatchReference(batch: try row.next(), epoch: try row.next(), token: try row.next())
        return Mailing(
            run: run,
            organization: organization,
            state: state,
            jobType: type,
            stage: stage,
            attempt: attempt,
            reference: reference,
            item: try row.next(optional: ID.self),
            contentRef: try row.next(),
            subject: try row.next(),
            total: try row.next(),
            counts: Counts(
                accepted: try row.next(),
                refused: try row.next(),
                unconfirmed: try row.next(),
                suppressed: try row.next()
            ),
            correlation: try row.next(optional: String.self),
            traceparent: try row.next(optional: String.self)
        )
    }

    static func lock(_ session: Session, _ run: ID) throws -> Mailing? {
        try session.query(self.byRun, run).first.flatMap { try self.read($0) }
    }

    static func active(_ session: Session) throws -> [Mailing] {
        try session.query(self.active).compactMap { try self.read($0) }
    }

    static func insert(_ session: Session, _ mailing: Mailing, silence: Duration) throws {
        try session.query(
            """
            insert into mailings (run_id, organization_id, state, job_type, stage, attempt, batch, epoch, token, item_id,
                content_ref, subject, silence, total, correlation, traceparent)
            values ($1, $2, 'running', $3, $4, $5, $6, $7, $8, $9, $10, $11, make_interval(secs => $12), 0, $13, $14)
            """,
            mailing.run,
            mailing.organization.text,
            mailing.jobType.rawValue,
            mailing.stage,
            mailing.attempt,
            mailing.reference.batch,
            mailing.reference.epoch,
            mailing.reference.token,
            mailing.item,
            mailing.contentRef,
            mailing.subject,
            Double(silence.milliseconds) / 1000,
            mailing.correlation,
            mailing.traceparent
        )
    }

    /// Freezes the audience: from now on it is neither larger nor smaller.
    ///
    /// - Parameter list: `nil`: all subscribers.
    /// - Returns: How many recipients there are.
    static func freezeAudience(_ session: Session, _ mailing: Mailing, list: ID?) throws -> Int {
        let inserted = try session.query(
            """
            insert into deliveries (run_id, subscriber_id, organization_id, email, name, state)
            select $1, s.id, s.organization_id, s.email, s.name, 'pending'
            from subscribers s
            where s.organization_id = $2 and s.status = 'confirmed'
                and ($3::uuid is null or exists (
                    select from list_members m where m.list_id = $3 and m.subscriber_id = s.id
                ))
                and not exists (
                    select from suppressions p where p.organization_id = s.organization_id and p.email = s.email
                )
            """,
            mailing.run,
            mailing.organization.text,
            list
        ).affected
        try session.query("update mailings set total = $2 where run_id = $1", mailing.run, inserted)
        return inserted
    }

    /// Freezes recipients that were named by their addresses. Who is a subscriber is treated as one; the others have an
    /// id for this mailing alone.
    static func freezeNamed(_ session: Session, _ mailing: Mailing, _ addresses: [String]) throws -> Int {
        let inserted = try session.query(
            """
            insert into deliveries (run_id, subscriber_id, organization_id, email, name, state)
            select $1, coalesce(s.id, gen_random_uuid()), $2, u.email, s.name, 'pending'
            from unnest($3::text[]) u (email)
            left join subscribers s on s.organization_id = $2 and s.email = u.email
            where (s.id is null or s.status = 'confirmed')
                and not exists (select from suppressions p where p.organization_id = $2 and p.email = u.email)
            """,
            mailing.run,
            mailing.organization.text,
            addresses
        ).affected
        try session.query("update mailings set total = $2 where run_id = $1", mailing.run, inserted)
        return inserted
    }

    static func hasList(_ session: Session, _ list: ID, _ organization: OrganizationID) throws -> Bool {
        try !session.query("select from lists where id = $1 and organization_id = $2", list, organization.text).isEmpty
    }

    /// Takes up a mailing for another try of its run, or goes on with one that was paused.
    static func reopen(_ session: Session, _ run: ID, attempt: Int, _ reference: BatchReference) throws {
        try session.query(
            """
            update mailings set state = 'running', attempt = $2, batch = $3, epoch = $4, token = $5, ended_at = null,
                progress_at = clock_timestamp()
            where run_id = $1
            """,
            run,
            attempt,
            reference.batch,
            reference.epoch,
            reference.token
        )
        try session.query(
            "update deliveries set next_at = '-infinity' where run_id = $1 and state = 'deferred'",
            run
        )
    }

    /// Notes where a mailing has come to, and what was answered about it.
    static func end(_ session: Session, _ run: ID, _ state: String, _ answer: MailAnswer) throws {
        try session.query(
            """
            update mailings set state = $2, ended_at = clock_timestamp(), answer_type = $3, answer = $4 where run_id = $1
            """,
            run,
            state,
            answer.type,
            JSONBytes(try answer.bytes())
        )
    }

    /// Takes a mailing away that had no recipients.
    static func forget(_ session: Session, _ run: ID) throws {
        try session.query("delete from mailings where run_id = $1 and total = 0", run)
    }

    static func pause(_ session: Session, _ run: ID) throws {
        try session.query("update mailings set state = 'paused' where run_id = $1", run)
    }

    /// What was answered when the mailing ended.
    static func answer(_ session: Session, _ run: ID) throws -> MailAnswer? {
        let rows = try session.query(
            "select answer_type, answer from mailings where run_id = $1 and answer is not null",
            run
        )
        guard var row = rows.first else { return nil }
        return try MailAnswer(type: try row.next(), json: JSONDocument(try row.next(JSONBytes.self).bytes).root)
    }

    /// Asks a mailing to stop, if it is the batch that is meant.
    static func requestStop(_ session: Session, _ run: ID, _ control: BatchControl) throws {
        switch control.action {
        case .pause:
            try session.query(
                "update mailings set state = 'pausing' where run_id = $1 and epoch <= $2 and state = 'running'",
                run,
                control.epoch
            )
        case .resume:
            try session.query(
                "update mailings set state = 'running' where run_id = $1 and epoch <= $2 and state in ('pausing', 'paused')",
                run,
                control.epoch
            )
        case .cancel:
            try session.query(
                """
                update mailings set state = 'cancelling'
                where run_id = $1 and epoch <= $2 and state in ('running', 'pausing', 'paused')
                """,
                run,
                control.epoch
            )
        }
    }

    /// Running mailings in which nothing has gone forward for their time of silence.
    static func silent(_ session: Session) throws -> [ID] {
        try session.query(
            "select run_id from mailings where state = 'running' and progress_at + silence < statement_timestamp()"
        ).map { row in
            var row = row
            return try row.next()
        }
    }

    /// Takes the right to tell how far mailings are: at most once a second each, whoever asks.
    static func takeTelling(_ session: Session, _ runs: [ID]) throws -> [Mailing] {
        let rows = try session.query(
            """
            update mailings set told_at = clock_timestamp()
            where run_id = any ($1) and told_at < statement_timestamp() - interval '1 second' and told_at < progress_at
            returning run_id, organization_id, state, job_type, stage, attempt, batch, epoch, token, item_id, content_ref,
                subject, total, accepted, refused, unconfirmed, suppressed, correlation, traceparent
            """,
            runs
        )
        return try rows.compactMap { try self.read($0) }
    }
}
