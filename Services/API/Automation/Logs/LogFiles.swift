import Compression
import Contracts
import HTTP
import Postgres
import Values

/// The log files of a run: written page by page from its events, to wherever they go.
struct LogFiles: Sendable {
    typealias Sink = ([UInt8]) async throws -> Void

    let database: Database
    let organization: OrganizationID
    let run: RunView

    private var head: LogHead {
        LogHead(
            key: self.run.key,
            trigger: self.run.trigger,
            account: self.organization.text,
            site: self.run.siteID.map { "\($0)" } ?? "-",
            startedAt: self.run.startedAt ?? self.run.createdAt
        )
    }

    /// `automation_run.log`
    func activity(_ sink: Sink) async throws {
        try await sink(Self.bytes(ActivityLog.head(self.head)))
        var log = ActivityLog()
        try await self.each(nil) { events in
            var lines: [String] = []
            for event in events { lines += log.file(event) }
            try await sink(Self.bytes(lines))
        }
    }

    /// `stage_1.log` and its like; nothing for a stage that has not begun.
    func stage(_ stage: ContentStage, _ sink: Sink) async throws {
        var log = StageLog(stage)
        try await self.each(stage.number) { events in
            var lines: [String] = []
            for event in events { lines += log.file(event) }
            try await sink(Self.bytes(lines))
        }
    }

    private static func bytes(_ lines: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.utf8
            bytes.append(0x0A)
        }
        return bytes
    }

    private func each(_ stage: Int?, _ body: ([LogEvent]) async throws -> Void) async throws {
        var sequence = 0
        while true {
            let (id, after) = (self.run.id, sequence)
            let events = try await self.database.read(for: self.organization) { session in
                try LogReader.page(session, of: id, stage: stage, after: after)
            }
            guard let last = events.last else { return }
            try await body(events)
            if events.count < LogReader.limit { return }
            sequence = last.sequence
        }
    }

    // MARK: - Forms

    /// All files as members of one object.
    func writeJSON(_ sink: Sink) async throws {
        try await sink(Self.text("{\"run_id\":") + Self.string(self.run.key) + Self.text(",\"automation_run\":\""))
        try await self.activity { try await sink(Self.escaped($0)) }
        for stage in ContentStage.all {
            try await sink(Self.text("\",\"stage_\(stage.number)\":\""))
            try await self.stage(stage) { try await sink(Self.escaped($0)) }
        }
        try await sink(Self.text("\"}"))
    }

    /// All files, one behind the other.
    func writeText(_ sink: Sink) async throws {
        try await self.activity(sink)
        for stage in ContentStage.all {
            try await sink([0x0A])
            try await self.stage(stage, sink)
        }
    }

    /// All files in an archive, in the folders of the specification.
    func writeZip(_ sink: Sink) async throws {
        let site = self.run.siteID.map { "\($0)" } ?? "-"
        let folder = "logs/automation/\(self.organization)/\(site)/\(self.run.key)"
        var archive = ZipWriter(time: self.run.completedAt ?? self.run.startedAt ?? self.run.createdAt)
        try await sink(try archive.begin("\(folder)/automation_run.log"))
        try await self.activity { try await sink(try archive.write($0)) }
        try await sink(try archive.end())
        for stage in ContentStage.all {
            try await sink(try archive.begin("\(folder)/stage_\(stage.number).log"))
            try await self.stage(stage) { try await sink(try archive.write($0)) }
            try await sink(try archive.end())
        }
        try await sink(try archive.finish())
    }

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func string(_ text: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(text)
        return writer.bytes
    }

    /// The inside of a JSON string.
    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        // Lines are whole, so no character is cut in two.
        Array(self.string(String(decoding: bytes, as: UTF8.self)).dropFirst().dropLast())
    }
}
