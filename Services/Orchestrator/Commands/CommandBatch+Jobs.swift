import Contracts
import Recurrence
import ServiceKit
import Values

// MARK: - Commands about jobs and organizations

extension CommandBatch {
    /// Creates a job, or edits one. Runs that have begun keep the version that they began with.
    func define(_ command: IncomingCommand, _ data: JobDefine) throws {
        let existing = try JobStore.fetch(self.session, [data.jobId], locking: true)[data.jobId]
        if let existing {
            guard existing.organization == command.organization, !existing.isDeleted else {
                throw Problem(.notFound, "There is no such job")
            }
            try self.check(data.revision, against: existing.revision)
            guard existing.type == data.definition.type else {
                throw Problem([FieldError(pointer: "/definition/type", message: "cannot be changed")])
            }
            guard existing.siteID == data.definition.siteId else {
                throw Problem([FieldError(pointer: "/definition/siteId", message: "cannot be changed")])
            }
        } else if data.definition.type == .content {
            throw Problem([
                FieldError(pointer: "/definition/type", message: "content jobs are made with their sites, one for each")
            ])
        } else if let revision = data.revision, revision != 0 {
            throw Problem(.notFound, "There is no such job")
        }
        let revision = try self.store(data.jobId, data.definition, after: existing, command)
        try self.answer(command, JobAccepted(jobId: data.jobId, duplicate: false, revision: revision))
    }

    /// Stores a definition as the next version of a job, or as the first of a new one.
    ///
    /// - Returns: The job's revision.
    func store(
        _ id: ID,
        _ definition: JobDefinition,
        after existing: JobStore.Job?,
        _ command: IncomingCommand
    ) throws -> Int {
        guard let timezone = try JobStore.timezone(self.session, of: command.organization) else {
            throw Problem(.notFound, "There is no such organization")
        }
        try self.checkSchedule(definition, timezone)
        guard let pipeline = Pipeline.standard(for: definition) else {
            throw Problem([FieldError(pointer: "/definition/type", message: "is not available yet")])
        }
        let version = (existing?.version ?? 0) + 1
        let revision = (existing?.revision ?? 0) + 1
        if existing == nil {
            JobStore.insert(
                self.session,
                id: id,
                organization: command.organization,
                definition,
                now: self.now
            )
        } else {
            JobStore.change(
                self.session,
                id: id,
                name: definition.name,
                status: definition.status,
                version: version,
                revision: revision,
                now: self.now
            )
        }
        try JobStore.addVersion(self.session, id: id, version: version, definition, pipeline)
        try self.tell(
            command,
            existing == nil ? "job.created" : "job.changed",
            existing == nil ? "Job created" : "Job changed",
            self.snapshot(id, definition, definition.status, version, revision, timezone)
        )
        return revision
    }

    private func checkSchedule(_ definition: JobDefinition, _ timezone: String) throws {
        guard let schedule = definition.schedule, schedule != .null else { return }
        var errors: [FieldError] = []
        do {
            let form = try ScheduleForm(json: JSONDocument(schedule.bytes).root)
            _ = try form.validated(
                at: "/definition/schedule",
                rules: ScheduleRules(for: definition.type),
                defaultZone: ZoneDatabase.system.zone(timezone),
                errors: &errors
            )
        } catch let error as FieldError {
            errors.append(FieldError(pointer: "/definition/schedule" + error.pointer, message: error.message))
        }
        if !errors.isEmpty { throw Problem(errors) }
    }

    private func check(_ expected: Int?, against revision: Int) throws {
        if let expected, expected != revision {
            throw Problem(.conflict, "The job was changed meanwhile: its revision is \(revision)")
        }
    }

    func setStatus(_ command: IncomingCommand, _ data: some JobCommand, _ status: JobStatus) throws {
        let job = try self.job(command, data)
        if status == .paused, job.status == .draft {
            throw Problem(.invalidState, "A draft does not run; there is nothing to pause")
        }
        if job.status == status {
            return try self.answer(command, JobAccepted(jobId: job.id, duplicate: false, revision: job.revision))
        }
        let isPause = status == .paused
        try self.store(
            command,
            job,
            status,
            isPause ? "job.paused" : "job.resumed",
            isPause ? "Job paused" : job.status == .draft ? "Job activated" : "Job resumed"
        )
        try self.answer(command, JobAccepted(jobId: job.id, duplicate: false, revision: job.revision + 1))
    }

    func delete(_ command: IncomingCommand, _ data: JobDelete) throws {
        let job = try self.job(command, data)
        if job.type == .content {
            throw Problem(.invalidState, "The content job goes with its site; delete the site, or pause the schedule")
        }
        try self.store(command, job, job.status, "job.deleted", "Job deleted", isDeleted: true)
        try self.answer(command, JobAccepted(jobId: job.id, duplicate: false, revision: job.revision + 1))
    }

    private func job(_ command: IncomingCommand, _ data: some JobCommand) throws -> JobStore.Job {
        let jobs = try JobStore.fetch(self.session, [data.jobId], locking: true)
        guard let job = jobs[data.jobId], job.organization == command.organization, !job.isDeleted else {
            throw Problem(.notFound, "There is no such job")
        }
        try self.check(data.revision, against: job.revision)
        return job
    }

    /// Stores a change that leaves the definition as it is, but for the status in it.
    func store(
        _ command: IncomingCommand,
        _ job: JobStore.Job,
        _ status: JobStatus,
        _ event: String,
        _ message: String,
        isDeleted: Bool = false
    ) throws {
        let definition = try JobStore.definition(self.session, id: job.id, version: job.version)
        let timezone = try JobStore.timezone(self.session, of: job.organization) ?? "UTC"
        JobStore.change(
            self.session,
            id: job.id,
            name: definition.name,
            status: status,
            version: job.version,
            revision: job.revision + 1,
            now: self.now,
            isDeleted: isDeleted
        )
        var snapshot = self.snapshot(job.id, definition, status, job.version, job.revision + 1, timezone)
        snapshot.deleted = isDeleted
        try self.tell(command, event, message, snapshot)
    }

    private func snapshot(
        _ id: ID,
        _ definition: JobDefinition,
        _ status: JobStatus,
        _ version: Int,
        _ revision: Int,
        _ timezone: String
    ) -> JobSnapshot {
        JobSnapshot(
            id: id,
            name: definition.name,
            type: definition.type,
            status: status,
            siteId: definition.siteId,
            version: version,
            revision: revision,
            schedule: definition.schedule,
            timezone: timezone,
            deleted: false
        )
    }

    private func tell(
        _ command: IncomingCommand,
        _ event: String,
        _ message: String,
        _ job: JobSnapshot
    ) throws {
        self.entry.emit(
            self.envelope(
                command,
                event,
                subject: "\(job.id)",
                try JobEvent(message: message, job: job).jsonBytes()
            ),
            routingKey: EventKeys.job(event, job.type, command.organization)
        )
    }

    func envelope(
        _ command: IncomingCommand,
        _ event: String,
        subject: String,
        _ data: [UInt8]
    ) -> Envelope {
        Envelope(
            id: "\(ID(at: self.now))",
            source: self.engine.source,
            type: "stagecoach.\(event).v1",
            subject: subject,
            time: self.now,
            organization: command.organization,
            correlation: command.messageID ?? command.key,
            causation: command.messageID,
            traceparent: command.trace.traceparent,
            data: data
        )
    }

    /// Creates an organization, or changes it.
    func define(_ command: IncomingCommand, _ data: OrganizationDefine) throws {
        guard command.isTrusted else {
            throw Problem(.forbidden, "Organizations are made by the operator")
        }
        guard data.organization == command.organization, !data.organization.isReserved else {
            throw Problem([
                FieldError(pointer: "/organization", message: "is not the one of the routing key, or reserved")
            ])
        }
        do {
            _ = try ZoneDatabase.system.zone(data.timezone)
        } catch {
            throw Problem([FieldError(pointer: "/timezone", message: error.reason)])
        }
        JobStore.defineOrganization(self.session, data)
        self.entry.emit(
            self.envelope(
                command,
                "organization.defined",
                subject: data.organization.text,
                try OrganizationEvent(
                    organization: data.organization,
                    name: data.name,
                    timezone: data.timezone
                ).jsonBytes()
            ),
            routingKey: EventKeys.plain("organization.defined", command.organization)
        )
        try self.answer(command, OrganizationAccepted(organization: data.organization, duplicate: false))
    }
}
