import Glibc
import Testing
import Threads

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct ShutdownTests {
    @Test("each handler is called once, in the order in which they came; later ones at once")
    func handlers() {
        let shutdown = Shutdown()
        let calls = Lock<[Int]>([])
        for number in 1...20 { shutdown.onRequest { calls.withLock { $0.append(number) } } }
        #expect(!shutdown.isRequested)
        #expect(calls.withLock { $0 } == [])
        shutdown.request()
        shutdown.request()
        #expect(shutdown.isRequested)
        #expect(calls.withLock { $0 } == Array(1...20))
        shutdown.onRequest { calls.withLock { $0.append(21) } }
        #expect(calls.withLock { $0.last } == 21)
    }

    @Test("a handler may ask what is asked of it, and add another")
    func reentrant() {
        let shutdown = Shutdown()
        let calls = Lock<[String]>([])
        shutdown.onRequest {
            #expect(shutdown.isRequested)
            shutdown.request()
            shutdown.onRequest { calls.withLock { $0.append("inner") } }
            calls.withLock { $0.append("outer") }
        }
        shutdown.request()
        #expect(calls.withLock { $0 } == ["inner", "outer"])
    }

    @Test("whoever waits goes on, before and after")
    func waiting() async {
        let shutdown = Shutdown()
        await withDiscardingTaskGroup { group in
            for _ in 0..<10 { group.addTask { await shutdown.wait() } }
            group.addTask { shutdown.request() }
        }
        await shutdown.wait()
    }

    @Test("both signals of a supervisor ask for it", arguments: [SIGTERM, SIGINT])
    func signals(number: Int32) async {
        await #expect(processExitsWith: .exitCode(7)) { [number = number as Int32] in
            let shutdown = Shutdown()
            let sources = shutdown.listenToSignals()
            kill(getpid(), number)
            await shutdown.wait()
            withExtendedLifetime(sources) { exit(7) }
        }
    }
}
