import Contracts
import Threads
import Values

/// Which sources are asked again, and when. Decides alone; ``SourceCollector`` does the asking.
///
/// Where at least one source has given something, the others are tried again by themselves, each as often as it says.
/// Where none has, nothing is tried again here: the stage as a whole is, with its own pauses, and each try is in the log.
struct CollectionRounds: Sendable {
    /// What came of one try.
    struct Outcome: Sendable {
        var result: Result<SourceCollector.Given, SourceFailure>
        var time: Duration
    }

    private struct Progress: Sendable {
        var source: ReportSource
        var tries = 0
        var time = Duration.zero
        var last: Result<SourceCollector.Given, SourceFailure>?

        var given: SourceCollector.Given? { if case .success(let given) = self.last { given } else { nil } }
        var failure: SourceFailure? { if case .failure(let failure) = self.last { failure } else { nil } }
    }

    /// A server may ask for more patience than a run has.
    private static let longestPause = Duration.seconds(30)

    private var sources: [Progress]
    private var round = 0
    /// The places of those to be asked now.
    private(set) var asked: [Int]

    init(_ sources: [ReportSource]) {
        self.sources = sources.map { Progress(source: $0) }
        self.asked = Array(sources.indices)
    }

    mutating func note(_ index: Int, _ outcome: Outcome) {
        self.sources[index].tries += 1
        self.sources[index].time += outcome.time
        self.sources[index].last = outcome.result
    }

    /// How many have given something.
    var answered: Int { self.sources.count { $0.given != nil } }

    /// Chooses those to be asked next.
    ///
    /// - Parameter jitter: 0 to 1.
    /// - Returns: How long to wait before; `nil` when nobody is asked again.
    mutating func pause(jitter: Double) -> Duration? {
        self.asked =
            self.answered == 0
            ? []
            : self.sources.indices.filter { index in
                let progress = self.sources[index]
                let retries = progress.source.retries ?? ReportSource.standardRetries
                return progress.failure?.isTransient == true && progress.tries <= retries
            }
        if self.asked.isEmpty { return nil }
        self.round += 1
        let bound = Backoff.bound(base: .seconds(1), limit: .seconds(8), failures: self.round - 1)
        let wished = self.asked.compactMap { self.sources[$0].failure?.retryAfter }.max() ?? .zero
        let pause = max(bound * (0.5 + 0.5 * jitter), min(wished, CollectionRounds.longestPause))
        for index in self.asked { self.sources[index].time += pause }
        return pause
    }

    var entries: [CollectedInput.Entry] {
        self.sources.map { progress in
            let failure = progress.failure
            let given = progress.given
            return CollectedInput.Entry(
                facts: SourceFacts(
                    name: progress.source.name,
                    status: given == nil ? .failed : .ok,
                    code: failure?.code,
                    error: failure?.message,
                    bytes: given?.bytes ?? failure?.bytes ?? 0,
                    ms: Int(progress.time.milliseconds),
                    tries: progress.tries,
                    truncated: given?.isCut ?? false
                ),
                type: progress.source.type,
                data: given?.data
            )
        }
    }

    /// Whether a source that gave nothing may answer later.
    var isTransient: Bool { self.sources.contains { $0.failure?.isTransient == true } }

    /// When the last of these wants to be asked again.
    var retryAfter: Duration? { self.sources.compactMap { $0.failure?.retryAfter }.max() }
}
