import CRabbitMQ

/// How much waits in a queue, by a passive declaration: any user may ask, and nothing is changed.
public struct QueueDepth: Hashable, Sendable {
    /// Ready to be delivered; without those that were delivered and not acknowledged yet.
    public let messages: Int
    public let consumers: Int

    /// Asks over a connection that is made for it. Blocks: call it on a thread of its own.
    ///
    /// - Parameter timeout: For each step.
    /// - Returns: Nothing for queues that do not exist.
    public static func read(
        _ queues: [String],
        _ endpoint: Endpoint,
        name: String,
        timeout: Duration = .seconds(5)
    ) throws(AMQPError) -> [String: QueueDepth] {
        let link = try Link(endpoint, name: name, heartbeat: .seconds(60), timeout: timeout)
        var depths: [String: QueueDepth] = [:]
        for queue in queues { depths[queue] = try link.depth(of: queue) }
        link.close()
        return depths
    }
}
