import ServiceKit

/// What the gateway counts.
struct GatewayMetrics: Sendable {
    let calls: Counter
    let extraCalls: Counter
    let repeats: Counter
    let failures: Counter
    let cancelled: Counter
    let durations: Histogram

    init(_ metrics: Metrics) {
        self.calls = metrics.counter("stagecoach_model_calls_total", "Models asked")
        self.extraCalls = metrics.counter(
            "stagecoach_model_extra_calls_total",
            "Batches begun again because nobody knew what had become of the call before"
        )
        self.repeats = metrics.counter("stagecoach_batches_answered_again_total", "Batches answered from the ledger")
        self.failures = metrics.counter("stagecoach_batches_failed_total", "Batches that failed")
        self.cancelled = metrics.counter("stagecoach_batches_cancelled_total", "Batches stopped on request")
        self.durations = metrics.histogram("stagecoach_model_call_seconds", "Time until a model has answered")
    }
}
