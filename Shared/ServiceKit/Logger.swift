import Glibc
import Threads
import Values

/// Writes one JSON object per line to standard output: time, level, service, message, and facts beside it.
///
/// The message is constant; what varies is in the facts. Writing never holds a service up: lines are handed to a thread,
/// and when standard output takes none, they are dropped and counted.
public final class Logger: Sendable {
    public enum Level: String, Sendable, CaseIterable, Comparable {
        case debug
        case info
        case warning
        case error

        public static func < (left: Level, right: Level) -> Bool {
            let order = Level.allCases
            return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
        }
    }

    /// A fact beside a message. Keys are in ``LogKeys`` where several places use them.
    public typealias Facts = KeyValuePairs<StaticString, any Sendable & CustomStringConvertible>

    private let service: String
    private let instance: String
    private let minimum: Level
    private let sink: LogSink

    public init(service: String, instance: String, minimum: Level, sink: LogSink = LogSink()) {
        self.service = service
        self.instance = instance
        self.minimum = minimum
        self.sink = sink
    }

    /// Lines that standard output did not take.
    public var dropped: Int { self.sink.dropped }

    /// Waits until what was logged has been written, at most for a second.
    public func flush() { self.sink.flush() }

    public func debug(_ message: StaticString, _ facts: Facts = [:]) { self.log(.debug, message, facts) }
    public func info(_ message: StaticString, _ facts: Facts = [:]) { self.log(.info, message, facts) }
    public func warning(_ message: StaticString, _ facts: Facts = [:]) { self.log(.warning, message, facts) }
    public func error(_ message: StaticString, _ facts: Facts = [:]) { self.log(.error, message, facts) }

    private func log(_ level: Level, _ message: StaticString, _ facts: Facts) {
        if level < self.minimum { return }
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.field("at", Timestamp.now())
        writer.field("level", level.rawValue)
        writer.field("service", self.service)
        writer.field("instance", self.instance)
        writer.field("message", message.description)
        for (key, value) in facts {
            writer.key(key)
            switch value {
            case let number as Int: writer.integer(number)
            case let flag as Bool: writer.bool(flag)
            default: writer.string(value.description)
            }
        }
        writer.endObject()
        self.sink.write(writer.bytes + [0x0A])
    }
}

/// The names of facts that several places log.
public enum LogKeys {
    public static let error: StaticString = "error"
    public static let run: StaticString = "run"
    public static let organization: StaticString = "organization"
    public static let trace: StaticString = "trace"
    public static let queue: StaticString = "queue"
    public static let count: StaticString = "count"
}

/// Where log lines go: a file descriptor, written by a thread of its own.
public final class LogSink: Sendable {
    private struct State: Sendable {
        var waiting = 0
        var dropped = 0
    }

    private static let limit = 10_000
    private let thread = SerialThread(name: "log")
    private let state = Lock(State())
    private let descriptor: Int32

    /// - Parameter descriptor: Default: standard output.
    public init(descriptor: Int32 = 1) { self.descriptor = descriptor }

    var dropped: Int { self.state.withLock { $0.dropped } }

    func write(_ line: [UInt8]) {
        let mayWait = self.state.withLock { state in
            if state.waiting >= LogSink.limit {
                state.dropped += 1
                return false
            }
            state.waiting += 1
            return true
        }
        guard mayWait else { return }
        self.thread.enqueue { [descriptor, state] in
            var written = 0
            while written < line.count {
                let count = line.withUnsafeBytes { bytes in
                    Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, line.count - written)
                }
                if count < 0, errno == EINTR { continue }
                // Nobody reads any more: there is nowhere to say so.
                if count <= 0 { break }
                written += count
            }
            state.withLock { $0.waiting -= 1 }
        }
    }

    func flush() {
        var time = timespec(tv_sec: 0, tv_nsec: 5_000_000)
        for _ in 0..<200 where self.state.withLock({ $0.waiting > 0 }) { nanosleep(&time, nil) }
    }
}
