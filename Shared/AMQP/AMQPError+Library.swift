import CRabbitMQ

extension AMQPError {
    /// Throws what a reply to a synchronous method says, if it is not success.
    static func check(_ reply: amqp_rpc_reply_t, _ operation: String) throws(AMQPError) {
        switch reply.reply_type {
        case AMQP_RESPONSE_NORMAL: return
        case AMQP_RESPONSE_SERVER_EXCEPTION: throw .closed(by: reply.reply, operation)
        case AMQP_RESPONSE_LIBRARY_EXCEPTION: throw .library(reply.library_error, operation)
        default: throw AMQPError(.connectionLost, "no reply", operation: operation)
        }
    }

    static func check(_ status: Int32, _ operation: String) throws(AMQPError) {
        if status != AMQP_STATUS_OK.rawValue { throw .library(status, operation) }
    }

    static func library(_ status: Int32, _ operation: String) -> AMQPError {
        let refusals = [
            AMQP_STATUS_SSL_PEER_VERIFY_FAILED.rawValue, AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED.rawValue,
            AMQP_STATUS_INCOMPATIBLE_AMQP_VERSION.rawValue,
        ]
        let reason = amqp_error_string2(status).map { String(cString: $0) } ?? "status \(status)"
        return AMQPError(refusals.contains(status) ? .refused : .connectionLost, reason, operation: operation)
    }

    /// What a `connection.close` or `channel.close` of the broker says.
    static func closed(by method: amqp_method_t, _ operation: String) -> AMQPError {
        guard let decoded = method.decoded else {
            return AMQPError(.connectionLost, "undecoded reply", operation: operation)
        }
        if method.id == AMQP_CONNECTION_CLOSE_METHOD {
            let close = decoded.load(as: amqp_connection_close_t.self)
            // 320: an operator or a restart closes everyone's connection. Others would be answered again.
            return AMQPError(
                close.reply_code == 320 ? .connectionLost : .refused,
                String(close.reply_text),
                replyCode: close.reply_code,
                operation: operation
            )
        }
        let close = decoded.load(as: amqp_channel_close_t.self)
        return AMQPError(
            .channelClosed,
            String(close.reply_text),
            replyCode: close.reply_code,
            operation: operation
        )
    }
}
