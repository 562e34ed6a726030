import CRabbitMQ

/// What the broker says on an open connection.
enum Incoming {
    case delivery(channel: UInt16, Content)
    case returned(Content, code: UInt16, text: String)
    case acknowledged(tag: UInt64, multiple: Bool)
    case refused(tag: UInt64, multiple: Bool)
    /// The broker ended a consumer, for example because its queue was deleted.
    case cancelled(channel: UInt16)
    case blocked(reason: String)
    case unblocked

    /// A message with where it came from.
    struct Content {
        var exchange: String
        var routingKey: String
        var tag: UInt64 = 0
        var isRedelivered = false
        var properties = MessageProperties()
        var body: [UInt8] = []
    }
}

/// Puts the frames of messages together; those of different channels may come interleaved.
struct Assembler {
    private struct Partial {
        var content: Incoming.Content
        var returned: (code: UInt16, text: String)?
        var size = 0
    }

    private var partial: [UInt16: Partial] = [:]

    /// - Returns: What is complete with this frame; `nil` when it is only a part, or of no interest.
    /// - Throws: What the broker says when it closes the channel or the connection.
    mutating func add(_ frame: amqp_frame_t) throws(AMQPError) -> Incoming? {
        switch Int32(frame.frame_type) {
        case AMQP_FRAME_METHOD: return try self.method(frame.payload.method, frame.channel)
        case AMQP_FRAME_HEADER: return self.header(frame)
        case AMQP_FRAME_BODY: return self.body(frame.payload.body_fragment, frame.channel)
        default: return nil  // a heartbeat: that it came is all it says
        }
    }

    private mutating func method(_ method: amqp_method_t, _ channel: UInt16) throws(AMQPError) -> Incoming? {
        guard let decoded = method.decoded else { return nil }
        switch method.id {
        case AMQP_BASIC_DELIVER_METHOD:
            let deliver = decoded.load(as: amqp_basic_deliver_t.self)
            self.partial[channel] = Partial(
                content: Incoming.Content(
                    exchange: String(deliver.exchange),
                    routingKey: String(deliver.routing_key),
                    tag: deliver.delivery_tag,
                    isRedelivered: deliver.redelivered != 0
                )
            )
            return nil
        case AMQP_BASIC_RETURN_METHOD:
            let returned = decoded.load(as: amqp_basic_return_t.self)
            self.partial[channel] = Partial(
                content: Incoming.Content(
                    exchange: String(returned.exchange),
                    routingKey: String(returned.routing_key)
                ),
                returned: (returned.reply_code, String(returned.reply_text))
            )
            return nil
        case AMQP_BASIC_ACK_METHOD:
            let ack = decoded.load(as: amqp_basic_ack_t.self)
            return .acknowledged(tag: ack.delivery_tag, multiple: ack.multiple != 0)
        case AMQP_BASIC_NACK_METHOD:
            let nack = decoded.load(as: amqp_basic_nack_t.self)
            return .refused(tag: nack.delivery_tag, multiple: nack.multiple != 0)
        case AMQP_BASIC_CANCEL_METHOD: return .cancelled(channel: channel)
        case AMQP_CONNECTION_BLOCKED_METHOD:
            return .blocked(reason: String(decoded.load(as: amqp_connection_blocked_t.self).reason))
        case AMQP_CONNECTION_UNBLOCKED_METHOD: return .unblocked
        case AMQP_CHANNEL_CLOSE_METHOD, AMQP_CONNECTION_CLOSE_METHOD: throw .closed(by: method, "use")
        default: return nil
        }
    }

    private mutating func header(_ frame: amqp_frame_t) -> Incoming? {
        guard var partial = self.partial[frame.channel] else { return nil }
        if let decoded = frame.payload.properties.decoded {
            partial.content.properties = MessageProperties(decoded.load(as: amqp_basic_properties_t.self))
        }
        partial.size = Int(frame.payload.properties.body_size)
        partial.content.body.reserveCapacity(partial.size)
        return self.finish(partial, frame.channel)
    }

    private mutating func body(_ fragment: amqp_bytes_t, _ channel: UInt16) -> Incoming? {
        // Taken out, so that the body grows in place.
        guard var partial = self.partial.removeValue(forKey: channel) else { return nil }
        partial.content.body.append(contentsOf: UnsafeRawBufferPointer(start: fragment.bytes, count: fragment.len))
        return self.finish(partial, channel)
    }

    private mutating func finish(_ partial: Partial, _ channel: UInt16) -> Incoming? {
        if partial.content.body.count < partial.size {
            self.partial[channel] = partial
            return nil
        }
        self.partial[channel] = nil
        if let returned = partial.returned {
            return .returned(partial.content, code: returned.code, text: returned.text)
        }
        return .delivery(channel: channel, partial.content)
    }
}

extension String {
    /// AMQP's short strings are UTF-8; what is not is repaired.
    init(_ bytes: amqp_bytes_t) {
        self = String(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
    }
}

extension MessageProperties {
    init(_ properties: amqp_basic_properties_t) {
        func text(_ flag: Int32, _ bytes: amqp_bytes_t) -> String? {
            properties._flags & amqp_flags_t(flag) != 0 ? String(bytes) : nil
        }
        self.init(
            contentType: text(AMQP_BASIC_CONTENT_TYPE_FLAG, properties.content_type),
            messageID: text(AMQP_BASIC_MESSAGE_ID_FLAG, properties.message_id),
            correlationID: text(AMQP_BASIC_CORRELATION_ID_FLAG, properties.correlation_id),
            replyTo: text(AMQP_BASIC_REPLY_TO_FLAG, properties.reply_to),
            type: text(AMQP_BASIC_TYPE_FLAG, properties.type),
            appID: text(AMQP_BASIC_APP_ID_FLAG, properties.app_id),
            userID: text(AMQP_BASIC_USER_ID_FLAG, properties.user_id),
            expiration: text(AMQP_BASIC_EXPIRATION_FLAG, properties.expiration)
        )
        guard properties._flags & amqp_flags_t(AMQP_BASIC_HEADERS_FLAG) != 0 else { return }
        for index in 0..<Int(properties.headers.num_entries) {
            let entry = properties.headers.entries[index]
            if let value = HeaderValue(entry.value) { self.headers[String(entry.key)] = value }
        }
    }
}

extension HeaderValue {
    /// The value of a scalar field; `nil` for tables, lists, decimals and the like.
    fileprivate init?(_ field: amqp_field_value_t) {
        switch UInt32(field.kind) {
        case AMQP_FIELD_KIND_BOOLEAN.rawValue: self = .bool(field.value.boolean != 0)
        case AMQP_FIELD_KIND_I8.rawValue: self = .integer(Int64(field.value.i8))
        case AMQP_FIELD_KIND_U8.rawValue: self = .integer(Int64(field.value.u8))
        case AMQP_FIELD_KIND_I16.rawValue: self = .integer(Int64(field.value.i16))
        case AMQP_FIELD_KIND_U16.rawValue: self = .integer(Int64(field.value.u16))
        case AMQP_FIELD_KIND_I32.rawValue: self = .integer(Int64(field.value.i32))
        case AMQP_FIELD_KIND_U32.rawValue: self = .integer(Int64(field.value.u32))
        case AMQP_FIELD_KIND_I64.rawValue: self = .integer(field.value.i64)
        case AMQP_FIELD_KIND_U64.rawValue: self = .integer(Int64(clamping: field.value.u64))
        case AMQP_FIELD_KIND_TIMESTAMP.rawValue: self = .integer(Int64(clamping: field.value.u64))
        case AMQP_FIELD_KIND_UTF8.rawValue: self = .string(String(field.value.bytes))
        default: return nil
        }
    }
}
