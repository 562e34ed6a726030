import Contracts
import Values

/// An event as it came out of a journal, read as far as it is stored by columns.
struct StoredEvent: Sendable {
    let id: ID
    let source: String
    let type: String
    let subject: String?
    let organization: String
    let run: ID?
    let stage: Int?
    let attempt: Int?
    let sequence: Int?
    let correlation: String?
    let causation: String?
    let time: Timestamp
    let traceparent: String?
    /// The payload's text, as it came.
    let data: JSONElement

    /// Reads a CloudEvent of one of our services.
    ///
    /// - Throws: ``FieldError``, naming the attribute.
    init(_ element: JSONElement) throws(FieldError) {
        guard let id = element["id"]?.id else { throw FieldError(pointer: "/id", message: "must be a lower-case UUID") }
        guard let source = element["source"]?.string, let type = element["type"]?.string else {
            throw FieldError(pointer: "/type", message: "type and source must be there")
        }
        guard let text = element["time"]?.string, let time = Timestamp(text) else {
            throw FieldError(pointer: "/time", message: "must be an RFC 3339 time")
        }
        guard let data = element["data"], data.isObject else {
            throw FieldError(pointer: "/data", message: "must be an object")
        }
        self.id = id
        self.source = source
        self.type = type
        self.subject = element["subject"]?.string
        self.organization = element["orgid"]?.string ?? OrganizationID.system.text
        self.run = element["runid"]?.id
        self.stage = element["stage"]?.integer.map { Int($0) }
        self.attempt = element["attempt"]?.integer.map { Int($0) }
        self.sequence = element["sequence"]?.string.flatMap { Int($0) }
        self.correlation = element["correlationid"]?.string
        self.causation = element["causationid"]?.string
        self.time = time
        self.traceparent = element["traceparent"]?.string
        self.data = data
    }
}

/// One message of a journal.
struct JournalMessage: Sendable {
    let writer: String
    let number: Int
    let service: String
    let events: [StoredEvent]
}
