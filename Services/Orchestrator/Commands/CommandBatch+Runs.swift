import Contracts
import Postgres
import Recurrence
import ServiceKit
import Values

// MARK: - Commands about runs

extension CommandBatch {
    /// A run that is to be started.
    struct Candidate {
        var command: IncomingCommand
        var row: RunRow
        var input: RunInput = .begin
        var overlap: Overlap
    }

    /// Starts runs, all of them with the same few statements.
    func start(_ starts: [(command: IncomingCommand, data: RunStart)]) throws {
        let ofSites = try JobStore.contentJobs(self.session, of: starts.compactMap(\.data.siteId))
        let wanted = starts.compactMap { $0.data.jobId } + ofSites.values
        let jobs = try JobStore.fetch(self.session, wanted, locking: false)
        let recorded = try RunStore.recorded(self.session, starts.compactMap { $0.data.replay?.runId })
        try self.engine.definitions.load(
            self.session,
            jobs.values.map { ($0.id, $0.version) } + recorded.values.map { ($0.job, $0.version) }
        )
        var candidates: [Candidate] = []
        for (command, data) in starts {
            do {
                var row = try self.row(
                    command,
                    data,
                    (data.jobId ?? data.siteId.flatMap { ofSites[$0] }).flatMap { jobs[$0] }
                )
                var input = RunInput.begin
                if let replay = data.replay {
                    (row, input) = try self.replay(replay, of: recorded[replay.runId], row)
                }
                candidates.append(Candidate(command: command, row: row, input: input, overlap: data.overlap ?? .skip))
            } catch let problem as Problem {
                try self.answer(command, problem)
            }
        }
        try self.refuse(try self.settleOverlaps(try self.begin(candidates)))
    }

    /// Begins runs whose scope is free.
    ///
    /// - Returns: The others.
    func begin(_ candidates: [Candidate]) throws -> [Candidate] {
        /// Who came first, for each scope, in this batch.
        let first = Dictionary(candidates.map { ($0.row.state.definition.scope, $0.row.state.id) }) { first, _ in first
        }
        let rows = candidates.map(\.row).filter { first[$0.state.definition.scope] == $0.state.id }
        let inserted = rows.isEmpty ? [] : try RunStore.insert(self.session, rows)
        let folds = candidates.filter { inserted.contains($0.row.state.id) }.map { candidate in
            let fold = Fold(candidate.row)
            let receipt = Fold.Receipt()
            fold.add(candidate.input, cause: candidate.command.messageID, receipt: receipt)
            return (command: candidate.command, fold: fold, receipt: receipt)
        }
        ItemStore.insert(self.session, folds.flatMap { self.seeds(of: $0.fold.state) })
        try self.engine.run(self.session, folds.map(\.fold), now: self.now, &self.entry)
        for (command, fold, receipt) in folds {
            if case .refused(let problem) = receipt.verdict {
                RunStore.remove(self.session, [fold.state.id])
                try self.answer(command, problem)
            } else {
                try self.answer(command, self.accepted(fold.state))
            }
        }
        return candidates.filter { !inserted.contains($0.row.state.id) }
    }

    /// Makes of a new run one that does a stage of an earlier run again: with its settings, and what it has recorded.
    ///
    /// - Throws: ``Problem`` when there is nothing to do it from.
    private func replay(
        _ replay: RunReplay,
        of recorded: RecordedRun?,
        _ row: RunRow
    ) throws -> (RunRow, RunInput) {
        guard let recorded, recorded.job == row.state.definition.jobID else {
            throw Problem(.notFound, "There is no such run of this job")
        }
        let definition = try self.engine.definitions[recorded.job, recorded.version]
        let stages = definition.pipeline.stages
        // What goes out to people is not done again.
        let index = stages.firstIndex { $0.settings == replay.stage && $0.select == nil && $0.gate == nil }
        guard let index, index > 0, !definition.pipeline.isPriced else {
            throw Problem([
                FieldError(pointer: "/replay/stage", message: "must be a stage that works from a recorded input")
            ])
        }
        guard let snapshot = recorded.snapshotRef else {
            throw Problem(.invalidState, "The run has recorded no input")
        }
        var row = row
        let state = row.state
        row.state = RunState(
            id: state.id,
            organization: state.organization,
            key: state.key,
            definition: definition,
            trigger: state.trigger,
            createdAt: state.createdAt,
            plannedAt: state.plannedAt,
            replayOf: replay.runId
        )
        row.state.outcome.snapshotRef = snapshot
        row.state.outcome.sources = recorded.sources
        return (row, .replay(stage: index + 1))
    }

    /// - Throws: ``Problem`` when the job cannot be run.
    private func row(_ command: IncomingCommand, _ data: RunStart, _ job: JobStore.Job?) throws -> RunRow {
        // Another organization's job is as unknown as one that does not exist.
        guard let job, job.organization == command.organization, !job.isDeleted else {
            throw Problem(.notFound, "There is no such job")
        }
        if let site = data.siteId, job.siteID != site { throw Problem(.notFound, "There is no such job") }
        switch job.status {
        case .active: break
        // Only its schedule is switched off: people can start it.
        case .paused where job.type == .content && !(command.isTrusted && data.trigger?.isBackground == true): break
        case .paused: throw Problem(.paused, "The job is paused; resume it to run it")
        case .draft: throw Problem(.notActive, "The job is a draft; activate it to run it")
        }
        let trigger = command.isTrusted ? data.trigger ?? .message : .message
        let id = data.runId ?? ID(at: self.now)
        return RunRow(
            state: RunState(
                id: id,
                organization: job.organization,
                key: RunKey.make(at: self.now, trigger, id),
                definition: try self.engine.definitions[job.id, job.version],
                trigger: trigger,
                createdAt: self.now,
                plannedAt: data.plannedAt
            ),
            traceparent: command.trace.traceparent,
            correlation: command.messageID ?? command.key,
            readyAt: nil
        )
    }

    private func seeds(of state: RunState) -> [ItemStore.NewItem] {
        state.definition.pipeline.seeds.map { seed in
            ItemStore.NewItem(
                id: ID(at: self.now),
                organization: state.organization,
                site: state.definition.siteID,
                run: state.id,
                kind: seed.kind,
                status: seed.status,
                parent: nil,
                attributes: [:]
            )
        }
    }

    private func accepted(_ state: RunState) -> RunAccepted {
        RunAccepted(
            runId: state.id,
            runKey: state.key,
            duplicate: false,
            runStatus: state.status,
            createdAt: state.createdAt
        )
    }

    /// Answers those whose scope has an active run.
    private func refuse(_ candidates: [Candidate]) throws {
        if candidates.isEmpty { return }
        let scopes = candidates.map { ($0.row.state.organization, $0.row.state.definition.scope) }
        let active = try RunStore.active(self.session, scopes)
        for candidate in candidates {
            guard let run = active[candidate.row.state.definition.scope] else {
                try self.answer(candidate.command, Problem(.invalidMessage, "The run id is taken"))
                continue
            }
            let problem = try self.alreadyRunning(run, in: candidate.row.state.organization)
            if candidate.row.state.trigger == .backfill {
                // Not kept: it asks again until its turn comes.
                try self.reply(candidate.command, problem)
            } else {
                try self.answer(candidate.command, problem)
            }
        }
    }

    private func alreadyRunning(_ run: ActiveRun, in organization: OrganizationID) throws -> Problem {
        let since = try self.clockTime(run.since, in: organization)
        return Problem(
            .alreadyRunning,
            "Automation already in progress. Started at \(since), currently on Stage \(max(1, run.stage)).",
            runId: run.id,
            runKey: run.key
        )
    }

    /// `02:00` on the organization's clocks.
    private func clockTime(_ time: Timestamp, in organization: OrganizationID) throws -> String {
        let name = try JobStore.timezone(self.session, of: organization) ?? "UTC"
        let offset = (try? ZoneDatabase.system.zone(name))?.offset(at: time) ?? 0
        let local = Timestamp(microseconds: time.microseconds + offset * 1_000_000)
        return String(local.description.dropFirst(11).prefix(5))
    }

    /// Pauses, resumes, cancels, retries or sends a run.
    func change(_ command: IncomingCommand, _ data: some RunCommand, _ input: RunInput) throws {
        let locked = try RunStore.lock(self.session, [data.runId], self.engine.definitions)
        guard let row = locked.rows.first, row.state.organization == command.organization else {
            throw Problem(.notFound, "There is no such run")
        }
        let receipt = Fold.Receipt()
        let fold = Fold(row)
        if case .retry = input, row.state.takesWorkUpAgain { try self.requireFreeScope(row.state) }
        fold.add(input, cause: command.messageID, receipt: receipt)
        try self.engine.run(self.session, [fold], now: self.now, &self.entry)
        switch receipt.verdict {
        case .refused(let problem): throw problem
        case .applied, .unchanged, .late, nil: try self.answer(command, self.accepted(fold.state))
        }
    }

    /// A retry works on its job or site again; the index in the database has the last word.
    private func requireFreeScope(_ state: RunState) throws {
        let active = try RunStore.active(self.session, [(state.organization, state.definition.scope)])
        guard let run = active[state.definition.scope], run.id != state.id else { return }
        throw try self.alreadyRunning(run, in: state.organization)
    }
}

/// The name of a run for people.
enum RunKey {
    /// `run_20261121_090000_scheduled_5b2e3f9a1c02`: the time is UTC, the end, of the run's id, makes it unique.
    static func make(at time: Timestamp, _ trigger: Trigger, _ id: ID) -> String {
        let text = time.description
        let date = text.prefix(10).filter { $0 != "-" }
        let clock = text.dropFirst(11).prefix(8).filter { $0 != ":" }
        return "run_\(date)_\(clock)_\(trigger.rawValue)_\(id.description.suffix(12))"
    }
}
