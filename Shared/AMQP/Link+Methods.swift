import CRabbitMQ

/// The synchronous methods that are used, each waiting for its answer. Only for a connection that is being opened: the
/// library would write past what waits in our buffer.
extension Link {
    /// The channel of declarations; none else uses it.
    private static let spare: UInt16 = 63

    func openChannel(_ channel: UInt16) throws(AMQPError) {
        try self.call("channel.open") { amqp_channel_open($0, channel) }
    }

    /// Runs `body` with a channel that is closed afterwards. An error of the broker closes it on its own.
    func withChannel<Result>(_ body: (UInt16) throws(AMQPError) -> Result) throws(AMQPError) -> Result {
        try self.openChannel(Link.spare)
        let result = try body(Link.spare)
        _ = amqp_channel_close(self.state, Link.spare, AMQP_REPLY_SUCCESS)
        return result
    }

    func exists(_ queue: String) throws(AMQPError) -> Bool { try self.depth(of: queue) != nil }

    /// - Returns: `nil` when there is no such queue.
    func depth(of queue: String) throws(AMQPError) -> QueueDepth? {
        do throws(AMQPError) {
            return try self.withChannel { channel throws(AMQPError) in
                try queue.withAMQPBytes { queue throws(AMQPError) in
                    var depth: QueueDepth?
                    try self.call("queue.declare") { state in
                        let answer = amqp_queue_declare(state, channel, queue, 1, 0, 0, 0, stagecoach_empty_table())
                        depth = answer.map { answer in
                            QueueDepth(
                                messages: Int(answer.pointee.message_count),
                                consumers: Int(answer.pointee.consumer_count)
                            )
                        }
                    }
                    return depth
                }
            }
        } catch {
            guard error.replyCode == 404 else { throw error }
            // The broker has closed the channel and waits for the answer.
            var ok = amqp_channel_close_ok_t()
            try AMQPError.check(
                amqp_send_method(self.state, Link.spare, AMQP_CHANNEL_CLOSE_OK_METHOD, &ok),
                "channel.close-ok"
            )
            return nil
        }
    }

    func declare(
        _ queue: String,
        isDurable: Bool = true,
        isExclusive: Bool = false,
        arguments: [String: HeaderValue] = [:],
        channel: UInt16
    ) throws(AMQPError) {
        try queue.withAMQPBytes { name throws(AMQPError) in
            try self.call("queue.declare \(queue)") { state in
                LibraryTable.with(arguments) { arguments in
                    let exclusive: amqp_boolean_t = isExclusive ? 1 : 0
                    _ = amqp_queue_declare(state, channel, name, 0, isDurable ? 1 : 0, exclusive, exclusive, arguments)
                }
            }
        }
    }

    func bind(_ binding: Topology.Binding, channel: UInt16) throws(AMQPError) {
        try binding.queue.withAMQPBytes { queue throws(AMQPError) in
            try binding.exchange.withAMQPBytes { exchange throws(AMQPError) in
                try binding.routingKey.withAMQPBytes { key throws(AMQPError) in
                    try self.call("queue.bind \(binding.queue) to \(binding.exchange)") { state in
                        amqp_queue_bind(state, channel, queue, exchange, key, stagecoach_empty_table())
                    }
                }
            }
        }
    }

    func enableConfirms(channel: UInt16) throws(AMQPError) {
        try self.call("confirm.select") { amqp_confirm_select($0, channel) }
    }

    func limitPrefetch(_ count: UInt16, channel: UInt16) throws(AMQPError) {
        try self.call("basic.qos") { amqp_basic_qos($0, channel, 0, count, 0) }
    }

    func consume(
        _ queue: String,
        tag: String,
        isExclusive: Bool = false,
        arguments: [String: HeaderValue],
        channel: UInt16
    ) throws(AMQPError) {
        try queue.withAMQPBytes { name throws(AMQPError) in
            try tag.withAMQPBytes { tag throws(AMQPError) in
                try self.call("basic.consume \(queue)") { state in
                    LibraryTable.with(arguments) { arguments in
                        _ = amqp_basic_consume(state, channel, name, tag, 0, 0, isExclusive ? 1 : 0, arguments)
                    }
                }
            }
        }
    }
}

extension String {
    /// Lends the characters to C.
    fileprivate func withAMQPBytes<Result>(
        _ body: (amqp_bytes_t) throws(AMQPError) -> Result
    ) throws(AMQPError) -> Result {
        try Array(self.utf8).withUnsafeBufferPointer { (buffer) throws(AMQPError) -> Result in
            try body(amqp_bytes_t(len: buffer.count, bytes: UnsafeMutableRawPointer(mutating: buffer.baseAddress)))
        }
    }
}
