import AMQP
import Contracts
import Postgres
import Recurrence
import ServiceKit
import Values

/// Handles what comes on `scheduler.commands`: planned times to be left out, and to be made up for.
struct CommandHandler: Sendable {
    let identity: Identity
    let journal: Journal
    let publisher: Publisher
    let resends: ResendHandler
    let firing: Firing

    func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries {
            if await self.resends.take(delivery) { continue }
            do throws(IncomingCommand.Refused) {
                let command = try IncomingCommand(delivery)
                do {
                    try await self.carryOut(command)
                } catch let problem as Problem {
                    try await self.refuse(command, problem)
                } catch {
                    throw command.refused(Problem(.unavailable, "\(error)"))
                }
            } catch {
                if error.problem.code == .unavailable { throw error.problem }
                let letter = try delivery.deadLetter(
                    by: self.identity.service,
                    queue: Queues.schedulerCommands,
                    error.problem
                )
                try await self.publisher.publish([letter])
                if let reply = error.reply { try await self.publisher.publish([try reply.message(error.problem)]) }
            }
        }
    }

    private func refuse(_ command: IncomingCommand, _ problem: Problem) async throws(IncomingCommand.Refused) {
        do {
            let messages = [
                try command.deadLetter(by: self.identity.service, queue: Queues.schedulerCommands, problem),
                try command.reply?.message(problem),
            ]
            try await self.publisher.publish(messages.compactMap { $0 })
        } catch {
            throw command.refused(Problem(.unavailable, "\(error)"))
        }
    }

    private func carryOut(_ command: IncomingCommand) async throws {
        if let expiry = command.expiryTime, expiry <= .now() {
            throw Problem(.expired, "The command came after its time; nothing was done")
        }
        switch command.name {
        case ScheduleSkip.name: try await self.skip(command, try ScheduleSkip(checking: command.data))
        case ScheduleBackfill.name: try await self.backfill(command, try ScheduleBackfill(checking: command.data))
        default: throw Problem(.unsupportedType, "There is no command \(command.name)")
        }
    }

    // MARK: - Leaving out

    private func skip(_ command: IncomingCommand, _ data: ScheduleSkip) async throws {
        let isNew = try await self.journal.transaction { session, entry in
            let (stored, schedule, isPlanned) = try self.lock(session, data.jobId, command.organization)
            let before = Timestamp(microseconds: data.plannedAt.microseconds - 1)
            guard let fire = schedule.recurrence.next(after: before, in: schedule.zone), fire.at == data.plannedAt
            else {
                throw Problem([
                    FieldError(pointer: "/plannedAt", message: "is not a time that the job is planned for")
                ])
            }
            let state = try OccurrenceStore.states(session, data.jobId, [data.plannedAt])[data.plannedAt]
            let accepted = OccurrenceSkipped(
                jobId: data.jobId,
                plannedAt: data.plannedAt,
                local: fire.local,
                duplicate: state == "skipped"
            )
            if state != "skipped" {
                guard state == nil, isPlanned, data.plannedAt >= stored.plannedAt else {
                    throw Problem(.invalidState, "The planned time has come; it cannot be left out any more")
                }
                let now = try ScheduleStore.now(session)
                let occurrence = OccurrenceStore.Occurrence(
                    jobID: data.jobId,
                    organization: command.organization,
                    type: stored.type,
                    plannedAt: data.plannedAt,
                    dueAt: data.plannedAt,
                    local: fire.local,
                    reason: fire.reason,
                    state: "skipped",
                    code: "left_out",
                    detail: "Somebody asked for it to be left out",
                    firedAt: now,
                    expiresAt: data.plannedAt
                )
                _ = try OccurrenceStore.insert(session, [occurrence])
                try self.firing.announce(occurrence, &entry)
            }
            if let reply = command.reply { entry.send(try reply.message(accepted)) }
            return state == nil
        }
        if isNew { self.firing.metrics.outcomes["skipped"]?.add() }
    }

    // MARK: - Making up

    private func backfill(_ command: IncomingCommand, _ data: ScheduleBackfill) async throws {
        try await self.journal.transaction { session, entry in
            let (stored, schedule, _) = try self.lock(session, data.jobId, command.organization)
            let now = try ScheduleStore.now(session)
            if data.to > now { throw Problem([FieldError(pointer: "/to", message: "must not be in the future")]) }
            let fires = try Self.fires(schedule, data)
            let states = try OccurrenceStore.states(session, data.jobId, fires.map(\.at))
            let open = fires.filter { fire in
                states[fire.at].map { ["skipped", "coalesced", "missed"].contains($0) } ?? true
            }
            if data.dryRun != true {
                let occurrences = open.map { fire in
                    OccurrenceStore.Occurrence(
                        jobID: data.jobId,
                        organization: command.organization,
                        type: stored.type,
                        plannedAt: fire.at,
                        dueAt: fire.at,
                        local: fire.local,
                        reason: fire.reason,
                        state: "waiting",
                        runID: SchedulerMessages.runID(data.jobId, fire.at, backfill: data.backfillId),
                        firedAt: now,
                        expiresAt: now + CommandHandler.patience,
                        overlap: .queueOne,
                        backfillID: data.backfillId,
                        isChained: true
                    )
                }
                _ = try OccurrenceStore.insertBackfill(session, occurrences)
                for next in try OccurrenceStore.promote(session, limit: 10) { try self.firing.announce(next, &entry) }
            }
            let accepted = BackfillAccepted(
                jobId: data.jobId,
                backfillId: data.backfillId,
                dryRun: data.dryRun == true,
                count: open.count,
                covered: fires.count - open.count
            )
            if let reply = command.reply { entry.send(try reply.message(accepted)) }
        }
    }

    /// So long may the last run of a backfill have to wait for those before it.
    private static let patience = Duration.seconds(30 * 86_400)

    private static func fires(_ schedule: Schedule, _ data: ScheduleBackfill) throws(Problem) -> [Fire] {
        var fires: [Fire] = []
        var after = Timestamp(microseconds: data.from.microseconds - 1)
        while let fire = schedule.recurrence.next(after: after, in: schedule.zone), fire.at < data.to {
            guard fires.count < ScheduleBackfill.limit else {
                let message = "is too far away: there are over \(ScheduleBackfill.limit) planned times in the range"
                throw Problem([FieldError(pointer: "/to", message: message)])
            }
            fires.append(fire)
            after = fire.at
        }
        return fires
    }

    private func lock(
        _ session: Session,
        _ job: ID,
        _ organization: OrganizationID
    ) throws -> (stored: ScheduleStore.Stored, schedule: Schedule, isPlanned: Bool) {
        // Another organization's job is as unknown as one that does not exist.
        guard let (stored, isActive, isPlanned) = try ScheduleStore.lock(session, job, organization) else {
            throw Problem(.notFound, "There is no such job with a schedule")
        }
        guard isActive else { throw Problem(.notActive, "The job is not active; nothing is planned for it") }
        let schedule = try self.firing.reader.read(stored.form, of: stored.type, timezone: stored.timezone)
        return (stored, schedule, isPlanned)
    }
}
