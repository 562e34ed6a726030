import AMQP
import Contracts
import Values

/// Hears that a run was cancelled. Pauses are no matter of a model call, which is short: it ends, and its answer counts.
struct ControlHandler: Sendable {
    let loops: [WorkLoop]

    func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries {
            guard let document = try? JSONDocument(delivery.body, maximumDepth: Limits.depth),
                let run = document.root["runid"]?.id, let stage = document.root["stage"]?.integer,
                let data = document.root["data"], let control = try? BatchControl(checking: data),
                control.action == .cancel
            else { continue }
            for loop in self.loops { loop.cancel(run, stage: Int(stage), control) }
        }
    }
}
