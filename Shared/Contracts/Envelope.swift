public import Values

/// What every message says of itself: a CloudEvent (CloudEvents 1.0, structured mode, JSON event format).
public struct Envelope: Hashable, Sendable {
    public var id: String
    /// Who wrote it, as a URI reference: `/services/orchestrator`.
    public var source: String
    /// `stagecoach.run.completed.v1`.
    public var type: String
    public var subject: String?
    public var time: Timestamp?
    /// Extension `orgid`.
    public var organization: OrganizationID?
    /// Extension `runid`.
    public var run: ID?
    /// Extension `stage`: its number in the pipeline, from 1.
    public var stage: Int?
    /// Extension `attempt`: the run's, from 1.
    public var attempt: Int?
    /// Extension `sequence`: the place of an event among those of its run, from 1 without gaps.
    public var sequence: Int?
    /// Extension `correlationid`: the message that began it all.
    public var correlation: String?
    /// Extension `causationid`: the message or event that led to this one.
    public var causation: String?
    public var idempotencyKey: String?
    /// After this time nothing may be begun any more.
    public var expiryTime: Timestamp?
    /// W3C Trace Context.
    public var traceparent: String?
    /// The payload, as JSON text.
    public var data: [UInt8]

    public init(
        id: String,
        source: String,
        type: String,
        subject: String? = nil,
        time: Timestamp? = nil,
        organization: OrganizationID? = nil,
        run: ID? = nil,
        stage: Int? = nil,
        attempt: Int? = nil,
        sequence: Int? = nil,
        correlation: String? = nil,
        causation: String? = nil,
        idempotencyKey: String? = nil,
        expiryTime: Timestamp? = nil,
        traceparent: String? = nil,
        data: [UInt8]
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.organization = organization
        self.run = run
        self.stage = stage
        self.attempt = attempt
        self.sequence = sequence
        self.correlation = correlation
        self.causation = causation
        self.idempotencyKey = idempotencyKey
        self.expiryTime = expiryTime
        self.traceparent = traceparent
        self.data = data
    }

    /// The media type of one event, and of several in a list.
    public static let contentType = "application/cloudevents+json"
    public static let batchContentType = "application/cloudevents-batch+json"
}

// MARK: - Writing

extension Envelope {
    /// The event as JSON text.
    public var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 512 + self.data.count)
        self.write(to: &writer)
        return writer.bytes
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("specversion", "1.0")
        writer.field("id", self.id)
        writer.field("source", self.source)
        writer.field("type", self.type)
        writer.field("subject", self.subject)
        writer.field("time", self.time)
        writer.field("datacontenttype", "application/json")
        writer.field("orgid", self.organization?.text)
        writer.field("runid", self.run)
        writer.field("stage", self.stage)
        writer.field("attempt", self.attempt)
        if let sequence = self.sequence {
            writer.key("sequence")
            writer.string(Envelope.sequenceText(sequence))
        }
        writer.field("correlationid", self.correlation)
        writer.field("causationid", self.causation)
        writer.field("idempotencykey", self.idempotencyKey)
        writer.field("expirytime", self.expiryTime)
        writer.field("traceparent", self.traceparent)
        writer.key("data")
        writer.raw(self.data)
        writer.endObject()
    }

    /// CloudEvents' `sequence` extension wants a string that sorts: ten digits do for every run.
    static func sequenceText(_ sequence: Int) -> String {
        let digits = String(sequence)
        return String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
    }
}

// MARK: - Reading

extension Envelope {
    /// Reads one event.
    ///
    /// - Throws: ``FieldError``, naming the attribute.
    public init(json element: JSONElement) throws(FieldError) {
        func text(_ name: StaticString) throws(FieldError) -> String? {
            guard let value = element[name], !value.isNull else { return nil }
            guard let text = value.string, !text.isEmpty, text.utf8.count <= 1024 else {
                throw FieldError(pointer: "/\(name)", message: "must be a string of 1 to 1024 bytes")
            }
            return text
        }
        func required(_ name: StaticString) throws(FieldError) -> String {
            guard let text = try text(name) else { throw FieldError(pointer: "/\(name)", message: "is missing") }
            return text
        }
        func time(_ name: StaticString) throws(FieldError) -> Timestamp? {
            guard let text = try text(name) else { return nil }
            guard let time = Timestamp(text) else {
                throw FieldError(pointer: "/\(name)", message: "must be an RFC 3339 time")
            }
            return time
        }
        func number(_ name: StaticString) throws(FieldError) -> Int? {
            guard let value = element[name], !value.isNull else { return nil }
            // Sequence numbers are strings of digits on the wire, the others numbers.
            guard let number = value.integer ?? value.string.flatMap({ Int64($0) }), (0...Int64(Int32.max)) ~= number
            else { throw FieldError(pointer: "/\(name)", message: "must be a whole number from 0") }
            return Int(number)
        }
        guard element.isObject else { throw FieldError(pointer: "", message: "must be an object") }
        guard element["specversion"]?.string == "1.0" else {
            throw FieldError(pointer: "/specversion", message: "must be \"1.0\"")
        }
        var run: ID?
        if let value = element["runid"], !value.isNull {
            guard let id = value.id else { throw FieldError(pointer: "/runid", message: "must be a lower-case UUID") }
            run = id
        }
        var organization: OrganizationID?
        if let text = try text("orgid") {
            guard let id = OrganizationID(text) else {
                throw FieldError(pointer: "/orgid", message: "is not the id of an organization")
            }
            organization = id
        }
        guard let data = element["data"], data.isObject else {
            throw FieldError(pointer: "/data", message: "must be an object")
        }
        self.init(
            id: try required("id"),
            source: try required("source"),
            type: try required("type"),
            subject: try text("subject"),
            time: try time("time"),
            organization: organization,
            run: run,
            stage: try number("stage"),
            attempt: try number("attempt"),
            sequence: try number("sequence"),
            correlation: try text("correlationid"),
            causation: try text("causationid"),
            idempotencyKey: try text("idempotencykey"),
            expiryTime: try time("expirytime"),
            traceparent: try text("traceparent"),
            data: Array(data.raw)
        )
    }
}
