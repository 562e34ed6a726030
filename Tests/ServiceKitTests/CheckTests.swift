import Glibc
import TestKit
import Testing

/// The programs themselves, asked whether their settings are right.
@Suite(.timeLimit(.minutes(1)))
struct CheckTests {
    /// The folder of this program, and so of the services.
    private static func program(_ name: String) throws -> String {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count)
        let text = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = try #require(text.lastIndex(of: "/"))
        return text[...folder] + name
    }

    private static func check(_ service: String, _ settings: [String]) async throws -> String {
        let environment = ["/usr/bin/env", "-i"] + settings
        return try await Command.run(arguments: environment + [self.program(service), "--check"])
    }

    private static let common = [
        "STAGECOACH_AMQP=amqp://u:p@127.0.0.1", "STAGECOACH_DATABASE=postgres://u:p@127.0.0.1/d",
    ]
    private static let links = ["STAGECOACH_UNSUBSCRIBE_SECRET=hunter2"]
    private static let keys = ["STAGECOACH_SECRET_KEYS=aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMmh1bnQ"]
    private static let mail = ["STAGECOACH_MAIL_FOLDER=/tmp", "STAGECOACH_PUBLIC_URL=https://news.example.com"]

    static let services: [(name: String, settings: [String])] = [
        ("orchestrator", common), ("scheduler", common), ("ai-gateway", common + keys), ("history-writer", common),
        ("api", common + links), ("mailer", common + links + mail + keys),
    ]

    @Test("settings that are right are said to be, and nothing is connected to", arguments: services)
    func right(name: String, settings: [String]) async throws {
        #expect(try await CheckTests.check(name, settings) == "\(name): the settings are valid\n")
    }

    @Test("what is missing is listed, a line each, with status 2", arguments: services)
    func missing(name: String, settings: [String]) async throws {
        let error = await #expect(throws: Command.Failed.self) { try await CheckTests.check(name, []) }
        let text = try #require(error?.description)
        // As waitpid(2) has it.
        #expect(text.contains(": 512: "))
        for setting in settings {
            let variable = setting.prefix { $0 != "=" }
            #expect(text.contains("\(name): \(variable) is not set"), "\(variable)")
        }
    }

    @Test("what is wrong is named, and a secret in it is not shown", arguments: services)
    func wrong(name: String, settings: [String]) async throws {
        let changed =
            settings + ["STAGECOACH_AMQP=hunter2", "STAGECOACH_HTTP_PORT=hunter2", "STAGECOACH_LOG_LEVEL=loud"]
        let error = await #expect(throws: Command.Failed.self) { try await CheckTests.check(name, changed) }
        let printed = try #require(error?.description.split(separator: ": 512: ").last)
        let lines = printed.split(separator: "\n").map { $0.split(separator: " ")[1] }
        #expect(lines == ["STAGECOACH_AMQP", "STAGECOACH_LOG_LEVEL", "STAGECOACH_HTTP_PORT"])
        #expect(!printed.contains("hunter2"))
    }
}
