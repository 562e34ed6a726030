import Glibc
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(1)))
struct ConfigurationTests {
    private static let mistakes: [@Sendable (inout Server.Configuration) -> Void] = [
        { $0.connectionLimit = 0 },
        { $0.connectionLimitPerAddress = 0 },
        { $0.eventStreamLimit = -1 },
        { $0.bodyLimit = -1 },
        { $0.bodyMemoryLimit = $0.bodyLimit - 1 },
        { $0.minimumBodyRate = 0 },
        { $0.compressionThreshold = -1 },
        { $0.headTimeout = .zero },
        { $0.bodyTimeout = .seconds(-1) },
        { $0.idleTimeout = .milliseconds(999) },
        { $0.pingInterval = .zero },
        { $0.stallLimit = .zero },
    ]

    private func error(_ router: Router, _ configuration: Server.Configuration) -> ServerError? {
        do throws(ServerError) {
            _ = try Server.start(router, configuration: configuration)
            return nil
        } catch {
            return error
        }
    }

    @Test("values that make no sense are refused")
    func refused() {
        for (index, mistake) in Self.mistakes.enumerated() {
            var configuration = Server.Configuration()
            mistake(&configuration)
            #expect(self.error(Router(), configuration)?.code == .invalidConfiguration, "number \(index)")
        }
    }

    @Test("the description says which")
    func description() {
        var configuration = Server.Configuration()
        configuration.headTimeout = .zero
        #expect(
            self.error(Router(), configuration)?.description
                == "http server: headTimeout must be at least 0.001 seconds"
        )
        var router = Router()
        router.post("/large", body: .buffered(limit: 100_000_000)) { _ in .text("") }
        #expect(
            self.error(router, Server.Configuration())?.reason
                == "the body limit of POST /large must not exceed bodyMemoryLimit"
        )
        var negative = Router()
        negative.post("/less", body: .streamed(limit: -1)) { _ in .text("") }
        #expect(self.error(negative, Server.Configuration())?.code == .invalidConfiguration)
    }

    @Test("addresses are written in digits, IPv4 as such")
    func addresses() throws {
        for (text, expected) in [
            ("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("2001:db8::5", "2001:db8::5"), ("::ffff:10.0.0.1", "10.0.0.1"),
        ] {
            let address = try #require(SocketAddress(text, port: 80))
            #expect(address.withSocketAddress { address, _ in SocketAddress.text(of: address) } == expected)
        }
        #expect(SocketAddress("localhost", port: 80) == nil)
        #expect(SocketAddress.text(of: nil) == "")
    }

    @Test("a start that fails for want of descriptors says so, and leaves nothing open")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            // What the runtime opens for itself is open before anything is counted.
            try await Task.sleep(for: .milliseconds(1))
            try await Server.start(Router()).drain(within: .zero)
            var limit = rlimit(rlim_cur: 64, rlim_max: 64)
            setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
            // All are taken but two: one for the wake-up, one for the listener, none for what the library needs.
            var taken: [Int32] = []
            while case let descriptor = open("/dev/null", O_RDONLY), descriptor >= 0 { taken.append(descriptor) }
            close(taken.removeLast())
            close(taken.removeLast())
            let before = (0..<64).count { fcntl($0, F_GETFD) >= 0 }
            do throws(ServerError) {
                _ = try Server.start(Router())
                Issue.record("it started")
            } catch {
                #expect(error.code == .library)
                #expect(error.reason.hasSuffix("Too many open files"))
            }
            #expect((0..<64).count { fcntl($0, F_GETFD) >= 0 } <= before)
        }
    }
}
