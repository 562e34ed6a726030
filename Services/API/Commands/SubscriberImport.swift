import Contracts
import HTTP
import Values

/// An import on its way: rows come in as the file is read, and go to the mailer in parts.
struct SubscriberImport {
    struct Outcome {
        var imported = 0
        var updated = 0
        var rejected: [SubscribersImported.Rejection] = []

        mutating func add(_ part: SubscribersImported) {
            self.imported += part.imported
            self.updated += part.updated
            self.rejected += part.rejected
        }
    }

    /// Rows of a part. An answer for it comes well within the time that a command has.
    private static let size = 500
    /// Parts on their way at a time: the mailer has the next one when it is done with one.
    private static let inFlight = 4

    let backend: Backend
    let request: Request
    let list: ID?
    let id = ID()

    /// Reads the body of the request to its end.
    ///
    /// - Throws: ``SubscriberRows/Unreadable``; ``Problem`` when a part was refused. The parts before it are imported:
    ///   importing the file again does no harm.
    func run() async throws -> Outcome {
        guard let body = self.request.bodyStream else { throw Refusal.notFound }
        var reader = CSVReader()
        var rows = SubscriberRows()
        var part: [SubscribersImport.Row] = []
        var number = 0
        let outcome = try await withThrowingTaskGroup(of: SubscribersImported.self) { group in
            var outcome = Outcome()
            func send() async throws {
                if part.isEmpty { return }
                if number >= Self.inFlight, let done = try await group.next() { outcome.add(done) }
                number += 1
                let (chunk, number) = (part, number)
                group.addTask { try await self.send(chunk, number) }
                part = []
            }
            func take(_ results: [Result<CSVReader.Row, CSVReader.Fault>]) async throws {
                for result in results {
                    if let row = try rows.take(result) { part.append(row) }
                    if part.count == Self.size { try await send() }
                }
            }
            for try await bytes in body { try await take(reader.read(bytes)) }
            try await take(reader.finish())
            try rows.finish()
            try await send()
            for try await done in group { outcome.add(done) }
            return outcome
        }
        var whole = outcome
        whole.rejected = (whole.rejected + rows.rejected).sorted { $0.line < $1.line }
        return whole
    }

    private func send(_ rows: [SubscribersImport.Row], _ number: Int) async throws -> SubscribersImported {
        let command = SubscribersImport(importId: self.id, chunk: number, listId: self.list, rows: rows)
        var isRepeat = false
        while true {
            do {
                return try await self.backend.command(command, self.request, key: "import/\(self.id)/\(number)")
            } catch let problem as Problem where problem.code == .unavailable && !isRepeat {
                // A part that was taken answers as before, so asking again does no harm.
                isRepeat = true
            }
        }
    }
}
