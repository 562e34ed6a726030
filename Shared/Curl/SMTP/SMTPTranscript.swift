/// What the server said during one delivery, in the order of the commands.
struct SMTPTranscript {
    /// Replies to `MAIL`, `RCPT`, `DATA` and the message. Ends with the first one that is not the wanted one: what
    /// comes after it answers the `QUIT` that libcurl then sends.
    private(set) var replies: [SMTPReply] = []
    /// The last reply before `MAIL`: greeting, `EHLO`, `STARTTLS`, `AUTH`.
    private(set) var lastSetUpReply: SMTPReply?
    /// Whether the session was ready for `MAIL`.
    private(set) var isSetUp = false
    private var parser = SMTPReplyParser()

    /// The session is ready, a new one or one kept from the message before.
    mutating func setUp() { self.isSetUp = true }

    /// - Parameter line: As libcurl hands it over, with its line break.
    mutating func line(_ line: UnsafeRawBufferPointer) {
        if let reply = self.parser.line(line) { self.add(reply) }
    }

    mutating func add(_ reply: SMTPReply) {
        if !self.isSetUp {
            self.lastSetUpReply = reply
        } else if self.replies.count < 4, self.refusal == nil {
            self.replies.append(reply)
        }
    }

    private static let stages: [SMTPStage] = [.sender, .recipient, .data, .message]

    /// The reply that ended the delivery early, and what it was said to.
    var refusal: (reply: SMTPReply, stage: SMTPStage)? {
        guard let last = self.replies.last else { return nil }
        let stage = Self.stages[self.replies.count - 1]
        let isWanted = stage == .data ? last.code == 354 : last.isPositive
        return isWanted ? nil : (last, stage)
    }

    /// The command whose reply is awaited.
    var stage: SMTPStage {
        if let refusal { return refusal.stage }
        return Self.stages[min(self.replies.count, Self.stages.count - 1)]
    }

    /// Whether the server has asked for the message; from then on it may have it.
    var hasBegunMessage: Bool { self.replies.count >= 3 && self.replies[2].code == 354 }

    /// The reply to the message.
    var finalReply: SMTPReply? { self.replies.count == 4 ? self.replies[3] : nil }

    /// Whether the server said no, so that all that can still come is its answer to `QUIT`.
    var isRefused: Bool { self.refusal != nil || (!self.isSetUp && (self.lastSetUpReply?.code ?? 0) >= 400) }
}
