import Contracts
import Glibc
public import HTTP
import Values

/// What monitoring asks a process: whether it lives, whether it is ready, and its measurements.
public struct HealthServer: Sendable {
    private let server: Server

    /// - Parameters:
    ///   - address: In digits: loopback, unless monitoring comes from another machine or container.
    ///   - port: 0 takes a free one.
    init(address: String, port: UInt16, _ context: Context) throws {
        var router = Router()
        Self.addRoutes(to: &router, context)
        self.server = try Server.start(router, address: address, port: port)
        context.logger.info("health is served", ["address": address, "port": Int(self.server.port)])
    }

    /// `/healthz`: the process answers. `/readyz`: it can do its work; 503 with what is missing otherwise. `/metrics`:
    /// Prometheus' text format.
    public static func addRoutes(to router: inout Router, _ context: Context) {
        ProcessMetrics.register(context.metrics)
        let (readiness, metrics, identity) = (context.readiness, context.metrics, context.identity)
        router.get("/healthz") { _ in .json((["status": "ok"] as JSON).bytes) }
        router.get("/readyz") { _ in
            let problems = readiness.problems
            let body: JSON = [
                "status": .string(problems.isEmpty ? "ready" : "not ready"), "service": .string(identity.service),
                "instance": .string(identity.instance), "problems": .object(problems.mapValues { .string($0) }),
            ]
            return .json(body.bytes, status: problems.isEmpty ? .ok : .serviceUnavailable)
        }
        router.get("/metrics") { _ in
            .bytes(Array(metrics.exposition().utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    func stop() async { await self.server.drain(within: .seconds(1)) }
}

/// Measurements of the process itself, named as Prometheus' client libraries name them.
enum ProcessMetrics {
    static func register(_ metrics: Metrics) {
        let start = Double(Timestamp.now().microseconds) / 1e6
        metrics.gauge("process_start_time_seconds", "When the process was started, since 1970") { start }
        metrics.gauge("process_resident_memory_bytes", "Resident memory") {
            guard let file = fopen("/proc/self/statm", "r") else { return 0 }
            defer { fclose(file) }
            var text = [CChar](repeating: 0, count: 128)
            guard fgets(&text, Int32(text.count), file) != nil else { return 0 }
            let pages = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .split(separator: " ").dropFirst().first.flatMap { Double($0) }
            return (pages ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE)))
        }
        metrics.gauge("process_cpu_seconds_total", "Processor time used") {
            var usage = rusage()
            getrusage(RUSAGE_SELF.rawValue, &usage)
            func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
            return seconds(usage.ru_utime) + seconds(usage.ru_stime)
        }
    }
}
