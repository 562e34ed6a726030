/// Frames that wait to be written (AMQP 0-9-1, section 4.2.3).
///
/// librabbitmq writes each frame with a system call of its own, three to a message. Written here one behind the other,
/// a few hundred messages leave with one call, for a quarter of the processor time.
struct FrameBuffer {
    private(set) var bytes: [UInt8] = []
    private var start = 0

    var isEmpty: Bool { self.start == self.bytes.count }
    var count: Int { self.bytes.count - self.start }

    /// Lends what is to be written; `body` returns how much it took.
    mutating func write(_ body: (UnsafeRawBufferPointer) -> Int) {
        let taken = self.bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[self.start...])) }
        self.start += taken
        if self.start == self.bytes.count {
            self.bytes.removeAll(keepingCapacity: self.bytes.capacity <= 1 << 20)
            self.start = 0
        }
    }

    mutating func publish(_ message: Message, channel: UInt16, frameMax: Int) {
        self.frame(.method, channel) { buffer in
            buffer.append(60 as UInt16)  // basic.publish
            buffer.append(40 as UInt16)
            buffer.append(0 as UInt16)
            buffer.shortString(message.exchange)
            buffer.shortString(message.routingKey)
            buffer.append(message.isMandatory ? 1 : 0 as UInt8)
        }
        self.frame(.header, channel) { buffer in
            buffer.append(60 as UInt16)
            buffer.append(0 as UInt16)
            buffer.append(UInt64(message.body.count))
            buffer.properties(message)
        }
        // A frame is eight bytes larger than what it carries (section 2.3.5).
        let chunk = frameMax - 8
        var offset = 0
        while offset < message.body.count {
            let end = min(offset + chunk, message.body.count)
            self.frame(.body, channel) { $0.bytes.append(contentsOf: message.body[offset..<end]) }
            offset = end
        }
    }

    mutating func acknowledge(_ tag: UInt64, multiple: Bool, channel: UInt16) {
        self.frame(.method, channel) { buffer in
            buffer.append(60 as UInt16)  // basic.ack
            buffer.append(80 as UInt16)
            buffer.append(tag)
            buffer.append(multiple ? 1 : 0 as UInt8)
        }
    }

    mutating func refuse(_ tag: UInt64, multiple: Bool, requeue: Bool, channel: UInt16) {
        self.frame(.method, channel) { buffer in
            buffer.append(60 as UInt16)  // basic.nack
            buffer.append(120 as UInt16)
            buffer.append(tag)
            buffer.append((multiple ? 1 : 0) | (requeue ? 2 : 0) as UInt8)
        }
    }

    mutating func cancel(_ consumerTag: String, channel: UInt16) {
        self.frame(.method, channel) { buffer in
            buffer.append(60 as UInt16)  // basic.cancel
            buffer.append(30 as UInt16)
            buffer.shortString(consumerTag)
            buffer.append(1 as UInt8)  // no-wait
        }
    }

    mutating func heartbeat() { self.frame(.heartbeat, 0) { _ in } }

    // MARK: - Encoding

    private enum Frame: UInt8 {
        case method = 1
        case header, body
        case heartbeat = 8
    }

    private mutating func frame(_ kind: Frame, _ channel: UInt16, _ body: (inout FrameBuffer) -> Void) {
        self.append(kind.rawValue)
        self.append(channel)
        self.sized(body)
        self.append(0xCE as UInt8)
    }

    /// Appends what `body` writes behind its length in four bytes.
    private mutating func sized(_ body: (inout FrameBuffer) -> Void) {
        let at = self.bytes.count
        self.append(0 as UInt32)
        body(&self)
        withUnsafeBytes(of: UInt32(self.bytes.count - at - 4).bigEndian) { length in
            for (offset, byte) in length.enumerated() { self.bytes[at + offset] = byte }
        }
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { self.bytes.append(contentsOf: $0) }
    }

    /// At most 255 bytes (section 4.2.5.3); what is longer was refused by ``Message/invalidity``.
    private mutating func shortString(_ text: String) {
        self.append(UInt8(truncatingIfNeeded: text.utf8.count))
        self.bytes.append(contentsOf: text.utf8)
    }

    private mutating func properties(_ message: Message) {
        let properties = message.properties
        var flags: UInt16 = 1 << 12  // delivery-mode
        if properties.contentType != nil { flags |= 1 << 15 }
        if !properties.headers.isEmpty { flags |= 1 << 13 }
        if properties.correlationID != nil { flags |= 1 << 10 }
        if properties.replyTo != nil { flags |= 1 << 9 }
        if properties.expiration != nil { flags |= 1 << 8 }
        if properties.messageID != nil { flags |= 1 << 7 }
        if properties.type != nil { flags |= 1 << 5 }
        if properties.userID != nil { flags |= 1 << 4 }
        if properties.appID != nil { flags |= 1 << 3 }
        self.append(flags)
        if let value = properties.contentType { self.shortString(value) }
        if !properties.headers.isEmpty { self.table(properties.headers) }
        self.append(message.isPersistent ? 2 : 1 as UInt8)
        if let value = properties.correlationID { self.shortString(value) }
        if let value = properties.replyTo { self.shortString(value) }
        if let value = properties.expiration { self.shortString(value) }
        if let value = properties.messageID { self.shortString(value) }
        if let value = properties.type { self.shortString(value) }
        if let value = properties.userID { self.shortString(value) }
        if let value = properties.appID { self.shortString(value) }
    }

    private mutating func table(_ headers: [String: HeaderValue]) {
        self.sized { buffer in
            for (key, value) in headers {
                buffer.shortString(key)
                switch value {
                case .string(let text):
                    buffer.append(UInt8(ascii: "S"))
                    buffer.sized { $0.bytes.append(contentsOf: text.utf8) }
                case .integer(let number):
                    buffer.append(UInt8(ascii: "l"))
                    buffer.append(number)
                case .bool(let flag):
                    buffer.append(UInt8(ascii: "t"))
                    buffer.append(flag ? 1 : 0 as UInt8)
                }
            }
        }
    }
}

extension Message {
    /// What makes the message impossible to send; `nil` when nothing does.
    var invalidity: String? {
        let short: [(String, String?)] = [
            ("exchange", self.exchange), ("routing key", self.routingKey),
            ("content_type", self.properties.contentType), ("message_id", self.properties.messageID),
            ("correlation_id", self.properties.correlationID), ("reply_to", self.properties.replyTo),
            ("type", self.properties.type), ("app_id", self.properties.appID),
            ("user_id", self.properties.userID), ("expiration", self.properties.expiration),
        ]
        for (name, value) in short where (value?.utf8.count ?? 0) > 255 { return "\(name) is longer than 255 bytes" }
        for key in self.properties.headers.keys where key.utf8.count > 128 {
            return "a header's name is longer than 128 bytes"
        }
        if self.isMandatory, self.properties.messageID == nil { return "a mandatory message needs a message_id" }
        return nil
    }
}
