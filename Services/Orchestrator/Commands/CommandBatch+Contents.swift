import Contracts
import ServiceKit
import Values

// MARK: - Commands about contents

extension CommandBatch {
    func approve(_ command: IncomingCommand, _ data: ContentApprove) throws {
        try self.decide(
            command,
            data,
            "approved",
            from: ["review", "rejected"],
            "content.approved",
            "Content approved"
        )
    }

    func reject(_ command: IncomingCommand, _ data: ContentReject) throws {
        try self.decide(
            command,
            data,
            "rejected",
            from: ["review", "approved"],
            "content.rejected",
            "Content rejected"
        )
    }

    /// Sends contents back: their tasks wait again, with the note, for a run that begins from now on.
    func sendBack(_ command: IncomingCommand, _ data: ContentReturn) throws {
        let contents = try self.decide(
            command,
            data,
            "superseded",
            from: ["review", "approved", "rejected"],
            "content.returned",
            "Content sent back"
        )
        ContentStore.queueAgain(self.session, contents, note: data.note.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// - Returns: Those that have changed.
    @discardableResult
    private func decide(
        _ command: IncomingCommand,
        _ data: some ContentCommand,
        _ status: String,
        from possible: Set<String>,
        _ event: String,
        _ words: String
    ) throws -> [ID] {
        let ids = Set(data.ids).sorted()
        let contents = try ContentStore.lock(self.session, ids, command.organization)
        // Another organization's content is as unknown as one that does not exist.
        guard contents.count == ids.count else { throw Problem(.notFound, "There is no such content") }
        let changing = contents.filter { $0.status != status }
        if let wrong = changing.first(where: { !possible.contains($0.status) }) {
            let place = data.ids.firstIndex(of: wrong.id) ?? 0
            throw Problem(
                .invalidState,
                "A content that is \(wrong.status) cannot become \(status)",
                errors: [FieldError(pointer: "/ids/\(place)", message: "is \(wrong.status)")]
            )
        }
        let note = data.note.flatMap { $0.isEmpty ? nil : $0 }
        ContentStore.decide(self.session, changing.map(\.id), status: status, note: note)
        for content in changing {
            self.entry.emit(
                self.envelope(
                    command,
                    event,
                    subject: "\(content.id)",
                    try ContentEvent(
                        message: content.title.map { "\(words): \($0)" } ?? words,
                        contentId: content.id,
                        siteId: content.siteID,
                        title: content.title,
                        contentRef: content.contentRef,
                        note: note
                    ).jsonBytes()
                ),
                routingKey: EventKeys.plain(event, command.organization)
            )
        }
        try self.answer(command, ContentReviewed(duplicate: false, changed: changing.count))
        return changing.map(\.id)
    }
}
