import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct ThreadsTests {
    @Test("a serial thread runs its work in order, and what was queued before the stop")
    func serialThread() async throws {
        let thread = SerialThread(name: "test")
        let seen = Lock<[Int]>([])
        for number in 0..<1000 { thread.enqueue { seen.withLock { $0.append(number) } } }
        #expect(try await thread.run { 7 } == 7)
        #expect(seen.withLock { $0 } == Array(0..<1000))
        thread.stop()
        await #expect(throws: SerialThread.Stopped.self) { try await thread.run {} }
    }

    @Test("a job may be the last to hold something whose end needs the thread")
    func lastReference() async throws {
        final class Owner: Sendable {
            let thread: SerialThread
            let ended: @Sendable () -> Void
            init(_ thread: SerialThread, _ ended: @escaping @Sendable () -> Void) {
                self.thread = thread
                self.ended = ended
            }
            deinit { self.thread.enqueue(self.ended) }
        }
        let thread = SerialThread(name: "test")
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        for _ in 0..<100 {
            let owner = Owner(thread) { end.yield() }
            thread.enqueue { withExtendedLifetime(owner) {} }
        }
        var count = 0
        for await _ in ends.prefix(100) { count += 1 }
        #expect(count == 100)
    }

    @Test("a mutex lets one task at a time through, across suspensions")
    func mutex() async {
        let mutex = AsyncMutex()
        let inside = Lock((now: 0, most: 0, passes: 0))
        await withDiscardingTaskGroup { group in
            for _ in 0..<200 {
                group.addTask {
                    await mutex.withLock {
                        inside.withLock {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                        }
                        await Task.yield()
                        inside.withLock {
                            $0.now -= 1
                            $0.passes += 1
                        }
                    }
                }
            }
        }
        #expect(inside.withLock { $0.most } == 1)
        #expect(inside.withLock { $0.passes } == 200)
    }

    @Test("a signal that nobody waited for is kept")
    func keptSignal() async {
        let signal = Signal()
        signal.send()
        #expect(await signal.wait(for: .seconds(30)))
    }

    @Test("a wait ends with the signal, with the time, and with the task")
    func waits() async {
        let signal = Signal()
        #expect(await !signal.wait(for: .zero))
        async let woken = signal.wait(for: .seconds(30))
        signal.send()
        #expect(await woken)
        let cancelled = Task { await signal.wait(for: .seconds(30)) }
        cancelled.cancel()
        #expect(await !cancelled.value)
    }

    @Test("the bound of a wait doubles up to its limit; the jitter stays inside")
    func backoff() {
        var backoff = Backoff(base: .milliseconds(100), limit: .seconds(1))
        let longest = (0..<6).map { _ in backoff.next(jitter: 1) }
        #expect(longest == [100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
        backoff.reset()
        #expect(backoff.next(jitter: 0) == .milliseconds(10))
        #expect(Backoff.bound(base: .seconds(1), limit: .seconds(60), failures: .max) == .seconds(60))
    }
}
