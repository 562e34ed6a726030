import Glibc
import Testing
import Threads
import Values

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct LoggerTests {
    /// The two ends of a pipe, closed with the object.
    private final class Pipe {
        let (reading, writing): (Int32, Int32)

        init() {
            var ends: [Int32] = [0, 0]
            precondition(pipe(&ends) == 0)
            (self.reading, self.writing) = (ends[0], ends[1])
        }

        deinit { close(self.reading) }

        /// Reads so many lines, or what there is until the other end is closed.
        func lines(_ number: Int = .max) throws -> [JSON] {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            var found = 0
            while found < number {
                let count = read(self.reading, &buffer, buffer.count)
                if count <= 0 { break }
                bytes += buffer[..<count]
                found += buffer[..<count].count { $0 == 0x0A }
            }
            #expect(bytes.last == 0x0A || bytes.isEmpty)
            return try bytes.split(separator: 0x0A).map { try JSON(parsing: Array($0)) }
        }
    }

    /// What is written as a log.
    private static func logged(
        _ minimum: Logger.Level = .debug,
        _ body: (Logger) async throws -> Void
    ) async throws -> [JSON] {
        let pipe = Pipe()
        let logger = Logger(
            service: "mailer",
            instance: "mailer-1",
            minimum: minimum,
            sink: LogSink(descriptor: pipe.writing)
        )
        try await body(logger)
        logger.flush()
        close(pipe.writing)
        return try pipe.lines()
    }

    @Test("a line is a JSON object with its facts")
    func lines() async throws {
        let before = Timestamp.now()
        let lines = try await LoggerTests.logged { logger in
            logger.info("something happened", ["count": 3, "done": true, LogKeys.error: "a \"b\"\nc\u{1}\u{2028}"])
            logger.error("plain")
        }
        #expect(lines.count == 2)
        let line = try #require(lines.first)
        #expect(line["level"] == "info" && line["message"] == "something happened")
        #expect(line["service"] == "mailer" && line["instance"] == "mailer-1")
        #expect(line["count"] == 3 && line["done"] == true)
        #expect(line["error"] == "a \"b\"\nc\u{1}\u{2028}")
        let time = try #require(line["at"]?.string.flatMap { Timestamp($0) })
        #expect(time >= before && time <= .now())
        #expect(lines[1]["level"] == "error")
    }

    @Test("lines below the level are left out", arguments: Logger.Level.allCases)
    func levels(minimum: Logger.Level) async throws {
        let lines = try await LoggerTests.logged(minimum) { logger in
            logger.debug("x")
            logger.info("x")
            logger.warning("x")
            logger.error("x")
        }
        let expected = Logger.Level.allCases.filter { $0 >= minimum }.map { JSON.string($0.rawValue) }
        #expect(lines.map { $0["level"] } == expected)
    }

    @Test("lines of many threads do not get into each other")
    func threads() async throws {
        let lines = try await LoggerTests.logged { logger in
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await SerialThread(name: "logs").run {
                            for number in 0..<100 { logger.info("line", ["number": number]) }
                        }
                    }
                }
            }
        }
        #expect(lines.count == 400)
        #expect(Set(lines.compactMap { $0["number"]?.integer }).count == 100)
    }

    @Test("when nobody reads, a service goes on; what was not written is counted")
    func full() throws {
        let pipe = Pipe()
        let logger = Logger(service: "s", instance: "i", minimum: .info, sink: LogSink(descriptor: pipe.writing))
        for number in 0..<12_000 { logger.info("line", ["number": number]) }
        let dropped = logger.dropped
        #expect(dropped > 0 && dropped <= 2000)
        let lines = try pipe.lines(12_000 - dropped)
        close(pipe.writing)
        #expect(lines.count == 12_000 - dropped)
        #expect(lines.prefix(10_000).compactMap { $0["number"]?.integer } == Array(0..<10_000))
    }
}
