import Contracts
import Postgres
import Values

/// Everything that is known of a run of the content pipeline and of what waits on its site.
struct PipelineState: Sendable {
    var run: RunView
    /// `nil` when the orchestrator has forgotten it.
    var progress: RunProgress?
    var waiting: [Int: Int]
    var live: LiveProgress?
    var forecast: Forecast

    /// What is shown of a stage that has begun: the orchestrator's word where it is at the stage, else the history's.
    private(set) var stages: [Int: RunView.StageRow]

    init(
        run: RunView,
        progress: RunProgress?,
        waiting: [Int: Int] = [:],
        live: LiveProgress? = nil,
        changes: [(status: RunStatus, at: Timestamp)] = [],
        earlier: [(stage: Int, items: Int, seconds: Double)] = [],
        now: Timestamp
    ) {
        self.run = run
        self.progress = progress
        self.waiting = waiting
        let status = RunStatus(rawValue: run.status) ?? .running
        self.stages = PipelineState.merged(run, status.isEnded ? nil : progress)
        let batch = status.isEnded ? nil : progress?.batchFacts
        // What was said of an earlier batch says nothing of this one.
        self.live = live.flatMap { live in
            batch?.number == live.batch && progress?.stage == live.stage && live.at >= batch?.startedAt ?? live.at
                ? live : nil
        }
        self.forecast = Forecast(
            Forecast.Facts(
                status: status,
                stage: progress?.stage ?? run.stage,
                stages: self.stages.values.map(\.facts).sorted { $0.number < $1.number },
                batch: batch,
                waiting: waiting,
                paces: Forecast.paces(earlier),
                pauses: Forecast.pauses(changes),
                startedAt: run.startedAt,
                completedAt: run.completedAt
            ),
            now: now
        )
    }

    private static func merged(_ run: RunView, _ progress: RunProgress?) -> [Int: RunView.StageRow] {
        var stages = Dictionary(run.stages.map { ($0.number, $0) }) { first, _ in first }
        guard let progress, let stage = ContentStage.numbered(progress.stage), progress.stageStartedAt != nil else {
            return stages
        }
        let known = stages[progress.stage]
        var result = progress.result
        result["batches_run"] = .integer(Int64(progress.batches))
        stages[progress.stage] = RunView.StageRow(
            number: progress.stage,
            name: stage.name,
            status: StageStatus.running.rawValue,
            attempt: run.attempt,
            total: progress.total,
            processed: progress.processed,
            failed: progress.failed,
            batches: progress.batches,
            startedAt: progress.stageStartedAt,
            completedAt: nil,
            result: result,
            credits: progress.stageCredits,
            items: known?.items ?? [],
            leftOut: known?.leftOut ?? []
        )
        return stages
    }

    /// In one state of the database.
    static func read(_ session: Session, _ run: RunView, now: Timestamp) throws -> PipelineState {
        let id = run.id
        let isEnded = RunStatus(rawValue: run.status)?.isEnded ?? false
        let site = run.siteID
        return PipelineState(
            run: run,
            progress: try AutomationReader.progress(session, of: id),
            waiting: try site.map { try AutomationReader.waiting(session, of: $0) } ?? [:],
            live: isEnded ? nil : try AutomationReader.live(session, of: id),
            changes: try AutomationReader.changes(session, of: id),
            earlier: isEnded ? [] : try site.map { try AutomationReader.earlier(session, of: $0, before: id) } ?? [],
            now: now
        )
    }

    var status: RunStatus { RunStatus(rawValue: self.run.status) ?? .running }

    /// In thousandths.
    var credits: Int { max(self.progress?.credits ?? 0, self.run.outcome.credits) }

    var stage: Int { self.status.isEnded ? self.run.stage : self.progress?.stage ?? self.run.stage }
}

extension RunProgress {
    fileprivate var batchFacts: Forecast.BatchFacts? {
        guard let number = self.batch else { return nil }
        let size = max(1, self.batchSize ?? 1)
        // Where others wait behind it, it is as large as they come.
        let behind = self.remaining.map { ($0 + size - 1) / size }
        return Forecast.BatchFacts(
            number: number,
            of: behind.map { number + $0 },
            size: size,
            startedAt: self.batchStartedAt
        )
    }
}

extension RunView.StageRow {
    fileprivate var facts: Forecast.StageFacts {
        Forecast.StageFacts(
            number: self.number,
            status: StageStatus(rawValue: self.status) ?? .running,
            attempt: self.attempt,
            total: self.total,
            processed: self.processed,
            failed: self.failed,
            batches: self.batches,
            credits: self.credits,
            startedAt: self.startedAt,
            completedAt: self.completedAt
        )
    }
}
