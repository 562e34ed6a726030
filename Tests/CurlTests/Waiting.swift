import CLinux
import Glibc
import Threads

/// Opened once; lets threads and tasks wait for that.
final class Gate: Sendable {
    private let wakeup = Wakeup()
    private let opened = Recorder<Void>()

    func open() {
        self.wakeup.signal()
        self.opened.add(())
    }

    /// For a task.
    func wait() async { await self.opened.wait { !$0.isEmpty } }

    /// For a thread of its own.
    func block() {
        var descriptor = pollfd(fd: self.wakeup.descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&descriptor, 1, -1) <= 0 {}
    }
}

/// What happened elsewhere, in its order, and a way to wait for it.
final class Recorder<Element: Sendable>: Sendable {
    private let elements = Lock<[Element]>([])
    private let added = Signal()

    var all: [Element] { self.elements.withLock { $0 } }

    func add(_ element: Element) {
        self.elements.withLock { $0.append(element) }
        self.added.send()
    }

    /// Waits until what has happened is enough; the suite's time limit bounds it.
    @discardableResult
    func wait(until isEnough: ([Element]) -> Bool) async -> [Element] {
        while true {
            let all = self.all
            if isEnough(all) { return all }
            await self.added.wait(for: .seconds(1))
            if Task.isCancelled { return all }
        }
    }
}
