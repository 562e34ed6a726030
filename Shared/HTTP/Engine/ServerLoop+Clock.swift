import Glibc
import Threads

// The clock.
extension ServerLoop {
    static let tickInterval: Int64 = 1000

    /// Looks after everything that has a time, about once a second.
    func tick() {
        self.nextTick = self.now + ServerLoop.tickInterval
        var watched: [Connection] = []
        for connection in self.connections {
            switch connection.phase {
            case .head(let deadline), .idle(let deadline), .body(let deadline):
                if self.now >= deadline { self.timeOut(connection) } else { watched.append(connection) }
            case .answer(let since):
                // Most answers are long gone by then; the few that take longer are worth a look.
                if self.now - since >= ServerLoop.tickInterval && connection.exchange?.hasVanished == false {
                    watched.append(connection)
                }
            }
        }
        self.findVanished(watched)
        self.tickStreams()
        self.tickFarewell()
    }

    private func timeOut(_ connection: Connection) {
        self.statistics.withLock { $0.timeouts += 1 }
        connection.exchange?.timeOut()
        // The library finds the connection closed and cleans up.
        shutdown(connection.descriptor, Int32(SHUT_RDWR))
    }

    /// Finds the clients that have closed their side.
    ///
    /// The library does not look at connections that are suspended, so a handler would work on for a client that has long
    /// gone. A client that closes its sending side only is taken as gone too: the library does so as well. And it misses an
    /// end that arrives together with the last bytes, when it takes the short read for the end of what there is.
    private func findVanished(_ connections: [Connection]) {
        if connections.isEmpty { return }
        // Not among the constants that Swift sees: poll(2), Linux.
        let readHangup: Int16 = 0x2000
        var descriptors = connections.map { pollfd(fd: $0.descriptor, events: readHangup, revents: 0) }
        if poll(&descriptors, UInt(descriptors.count), 0) <= 0 { return }
        for (connection, polled) in zip(connections, descriptors) where polled.revents != 0 {
            if case .answer = connection.phase {
                connection.exchange?.vanish()
            } else if connection.isAtEnd {
                shutdown(connection.descriptor, Int32(SHUT_RDWR))
            }
        }
    }

    /// Under load the thread never waits, which is where farewells are looked after otherwise.
    private func tickFarewell() {
        if self.farewell.isEmpty { return }
        var descriptors = self.farewell.pollDescriptors
        poll(&descriptors, UInt(descriptors.count), 0)
        self.farewell.drain(descriptors[...], now: self.now)
    }

    private func tickStreams() {
        let ping = self.configuration.pingInterval.milliseconds
        let stall = self.configuration.stallLimit.milliseconds
        for exchange in self.streams.values {
            guard let channel = exchange.events else { continue }
            let isStalled = channel.tick(now: self.now, pingInterval: ping, stallLimit: stall)
            if isStalled { channel.end(.tooSlow) }
            // Still here although broken off: it takes nothing, so the library is not asked for more and does not learn of it.
            if isStalled || channel.isBrokenOff { shutdown(exchange.connection.descriptor, Int32(SHUT_RDWR)) }
        }
    }
}
