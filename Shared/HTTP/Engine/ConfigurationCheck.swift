extension Server.Configuration {
    /// - Throws: ``ServerError``, naming what makes no sense.
    func check(_ router: Router) throws(ServerError) {
        let counts = [
            ("connectionLimit", self.connectionLimit, 1),
            ("connectionLimitPerAddress", self.connectionLimitPerAddress, 1),
            ("eventStreamLimit", self.eventStreamLimit, 0), ("bodyLimit", self.bodyLimit, 0),
            ("minimumBodyRate", self.minimumBodyRate, 1), ("compressionThreshold", self.compressionThreshold, 0),
        ]
        for (name, value, least) in counts where value < least {
            throw .configuration("\(name) must be at least \(least)")
        }
        let times = [
            ("headTimeout", self.headTimeout, Duration.milliseconds(1)),
            ("bodyTimeout", self.bodyTimeout, .milliseconds(1)),
            ("idleTimeout", self.idleTimeout, .seconds(1)), ("pingInterval", self.pingInterval, .milliseconds(1)),
            ("stallLimit", self.stallLimit, .milliseconds(1)),
        ]
        for (name, value, least) in times where value < least {
            throw .configuration("\(name) must be at least \(least)")
        }
        // Or the longest bodies would be put off for ever.
        if self.bodyMemoryLimit < self.bodyLimit { throw .configuration("bodyMemoryLimit must be at least bodyLimit") }
        for route in router.routes {
            guard let limit = route.body.limit else { continue }
            let place = "the body limit of \(route.method) \(route.pattern.text)"
            if limit < 0 { throw .configuration("\(place) must not be negative") }
            if route.body.kind == .buffered && limit > self.bodyMemoryLimit {
                throw .configuration("\(place) must not exceed bodyMemoryLimit")
            }
        }
    }
}

extension ServerError {
    fileprivate static func configuration(_ reason: String) -> ServerError {
        ServerError(code: .invalidConfiguration, reason: reason)
    }
}
