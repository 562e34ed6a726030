public import Values

extension OrganizationID {
    /// Stands in keys for what belongs to the system itself. No organization can have this name.
    public static let system = OrganizationID(reserved: "system")
}

/// The history misses entries of a journal; its owner is to publish them once more.
public struct JournalResend: Payload {
    public static let name = "journal.resend"
    /// The owner: `orchestrator`.
    public var service: String
    public var writer: String
    public var from: Int
    public var to: Int

    public init(service: String, writer: String, from: Int, to: Int) {
        self.service = service
        self.writer = writer
        self.from = from
        self.to = to
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.require(self.from >= 1, "/from", "must be at least 1")
        check.require(self.to >= self.from, "/to", "must not be less than from")
        // Any two numbers may come, and their difference may be none.
        let (distance, isBeyond) = self.to.subtractingReportingOverflow(self.from)
        check.require(!isBeyond && distance < 100_000, "/to", "must be less than 100,000 beyond from")
        return check.errors
    }
}

/// A process is alive, and its service's journals have come this far. Every ten seconds, to the history.
public struct ServiceBeat: Payload {
    public static let name = "service.beat"
    public var service: String
    public var instance: String
    public var at: Timestamp
    public var journals: [Head]

    /// A journal and the number of its last entry.
    public struct Head: Codable, Hashable, Sendable {
        public var writer: String
        public var last: Int
        public init(writer: String, last: Int) {
            self.writer = writer
            self.last = last
        }
    }

    public init(service: String, instance: String, at: Timestamp, journals: [Head]) {
        self.service = service
        self.instance = instance
        self.at = at
        self.journals = journals
    }
}
