import CRabbitMQ

/// Messages in librabbitmq's own structures, for connections that only the library can write to.
enum LibraryMessage {
    /// Blocks until the socket has taken the message.
    static func publish(_ message: Message, _ state: amqp_connection_state_t, _ channel: UInt16) -> Int32 {
        let arena = Arena()
        var properties = amqp_basic_properties_t()
        properties._flags = amqp_flags_t(AMQP_BASIC_DELIVERY_MODE_FLAG)
        properties.delivery_mode = message.isPersistent ? 2 : 1
        func set(_ flag: Int32, _ member: WritableKeyPath<amqp_basic_properties_t, amqp_bytes_t>, _ text: String?) {
            guard let text else { return }
            properties._flags |= amqp_flags_t(flag)
            properties[keyPath: member] = arena.bytes(Array(text.utf8))
        }
        set(AMQP_BASIC_CONTENT_TYPE_FLAG, \.content_type, message.properties.contentType)
        set(AMQP_BASIC_CORRELATION_ID_FLAG, \.correlation_id, message.properties.correlationID)
        set(AMQP_BASIC_REPLY_TO_FLAG, \.reply_to, message.properties.replyTo)
        set(AMQP_BASIC_EXPIRATION_FLAG, \.expiration, message.properties.expiration)
        set(AMQP_BASIC_MESSAGE_ID_FLAG, \.message_id, message.properties.messageID)
        set(AMQP_BASIC_TYPE_FLAG, \.type, message.properties.type)
        set(AMQP_BASIC_USER_ID_FLAG, \.user_id, message.properties.userID)
        set(AMQP_BASIC_APP_ID_FLAG, \.app_id, message.properties.appID)
        if !message.properties.headers.isEmpty {
            properties._flags |= amqp_flags_t(AMQP_BASIC_HEADERS_FLAG)
            properties.headers = arena.table(message.properties.headers)
        }
        return amqp_basic_publish(
            state,
            channel,
            arena.bytes(Array(message.exchange.utf8)),
            arena.bytes(Array(message.routingKey.utf8)),
            message.isMandatory ? 1 : 0,
            0,
            &properties,
            arena.bytes(message.body)
        )
    }

    static func cancel(_ consumerTag: String, _ state: amqp_connection_state_t, _ channel: UInt16) -> Int32 {
        let arena = Arena()
        var method = amqp_basic_cancel_t(consumer_tag: arena.bytes(Array(consumerTag.utf8)), nowait: 1)
        return withExtendedLifetime(arena) { amqp_send_method(state, channel, AMQP_BASIC_CANCEL_METHOD, &method) }
    }
}

/// Tables in librabbitmq's own structures.
enum LibraryTable {
    /// Lends a table of scalars, with one table inside it if wanted.
    static func with<Result>(
        _ values: [String: HeaderValue],
        nested: (key: String, values: [String: HeaderValue])? = nil,
        _ body: (amqp_table_t) -> Result
    ) -> Result {
        let arena = Arena()
        var table = arena.table(values, extra: nested == nil ? 0 : 1)
        if let nested {
            var entry = amqp_table_entry_t()
            entry.key = arena.bytes(Array(nested.key.utf8))
            entry.value.kind = UInt8(AMQP_FIELD_KIND_TABLE.rawValue)
            entry.value.value.table = arena.table(nested.values)
            table.entries[Int(table.num_entries)] = entry
            table.num_entries += 1
        }
        // The arena owns what the table points to.
        return withExtendedLifetime(arena) { body(table) }
    }
}

/// Memory for C structures that point to one another; all of it goes with the arena.
private final class Arena {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { for block in self.blocks { block.deallocate() } }

    func bytes(_ bytes: [UInt8]) -> amqp_bytes_t {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        block.copyBytes(from: bytes)
        if let base = block.baseAddress { self.blocks.append(base) }
        return amqp_bytes_t(len: bytes.count, bytes: block.baseAddress)
    }

    func table(_ values: [String: HeaderValue], extra: Int = 0) -> amqp_table_t {
        let count = max(1, values.count + extra)
        let entries = UnsafeMutablePointer<amqp_table_entry_t>.allocate(capacity: count)
        self.blocks.append(UnsafeMutableRawPointer(entries))
        for (index, (key, value)) in values.enumerated() {
            var entry = amqp_table_entry_t()
            entry.key = self.bytes(Array(key.utf8))
            switch value {
            case .string(let text):
                entry.value.kind = UInt8(AMQP_FIELD_KIND_UTF8.rawValue)
                entry.value.value.bytes = self.bytes(Array(text.utf8))
            case .integer(let number):
                entry.value.kind = UInt8(AMQP_FIELD_KIND_I64.rawValue)
                entry.value.value.i64 = number
            case .bool(let flag):
                entry.value.kind = UInt8(AMQP_FIELD_KIND_BOOLEAN.rawValue)
                entry.value.value.boolean = flag ? 1 : 0
            }
            entries[index] = entry
        }
        return amqp_table_t(num_entries: Int32(values.count), entries: entries)
    }
}
