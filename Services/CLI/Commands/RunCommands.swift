import Values

/// `stagecoach run <job> [--wait]`: starts a run now.
enum RunCommand {
    static func run(_ arguments: [String], _ environment: [String: String]) async throws {
        let names = arguments.filter { !$0.hasPrefix("-") }
        let flags = arguments.filter { $0.hasPrefix("-") }
        guard names.count == 1, flags.allSatisfy({ $0 == "--wait" }) else {
            throw UsageError("usage: stagecoach run <job id or name> [--wait]")
        }
        let client = try APIClient(environment)
        let job = try await client.job(names[0])
        let run = try await client.send("POST", "/jobs/\(job)/run", ["trigger": "manual"])
        let id = run["runId"]?.string ?? ""
        Output.line("\(id) \(run["runKey"]?.string ?? "") \(run["status"]?.string ?? "")")
        if !flags.isEmpty { try await LogsCommand.follow(id, client) }
    }
}

/// `stagecoach runs [job]`: the latest runs.
enum RunsCommand {
    static func run(_ arguments: [String], _ environment: [String: String]) async throws {
        guard arguments.count <= 1 else { throw UsageError("usage: stagecoach runs [job id or name]") }
        let client = try APIClient(environment)
        var path = "/runs?limit=20"
        if let job = arguments.first { path += "&jobId=\(try await client.job(job))" }
        let runs = try await client.send("GET", path)["items"]?.array ?? []
        for run in runs {
            func text(_ key: String) -> String { run[key]?.string ?? "-" }
            let recipients = run["recipients"]?.integer ?? 0
            Output.line(
                [text("id"), text("runAt"), text("status"), text("trigger"), "\(recipients) sent", text("jobName")]
                    .joined(separator: "  ")
            )
        }
        if runs.isEmpty { Output.line("no runs yet") }
    }
}

/// `stagecoach logs [-f] <run>`: the log of a run, and with `-f` what comes until it has ended.
enum LogsCommand {
    /// A run that did not end well.
    struct Unsuccessful: Error, CustomStringConvertible {
        let description: String
    }

    static func run(_ arguments: [String], _ environment: [String: String]) async throws {
        let names = arguments.filter { !$0.hasPrefix("-") }
        let flags = arguments.filter { $0.hasPrefix("-") }
        guard names.count == 1, flags.allSatisfy({ $0 == "-f" }) else {
            throw UsageError("usage: stagecoach logs [-f] <run id or key>")
        }
        let client = try APIClient(environment)
        if flags.isEmpty {
            _ = try await self.lines(names[0], after: 0, client)
        } else {
            try await self.follow(names[0], client)
        }
    }

    /// Prints lines until the run has ended.
    ///
    /// - Throws: ``Unsuccessful`` when it failed or was cancelled.
    static func follow(_ run: String, _ client: APIClient) async throws {
        var last = 0
        while true {
            // First the state, then the lines: what was logged before the end is not missed.
            let state = try await client.send("GET", "/runs/\(run)")
            last = try await self.lines(run, after: last, client)
            let status = state["status"]?.string ?? ""
            switch status {
            case "completed", "partial": return
            case "failed", "cancelled":
                throw Unsuccessful(description: "the run is \(status): \(state["error"]?.string ?? "no reason given")")
            default: try await Task.sleep(for: .milliseconds(300))
            }
        }
    }

    private static func lines(_ run: String, after start: Int, _ client: APIClient) async throws -> Int {
        var last = start
        while true {
            let page = try await client.send("GET", "/runs/\(run)/logs?limit=1000&cursor=\(last)")
            for line in page["items"]?.array ?? [] {
                last = Int(line["seq"]?.integer ?? 0)
                let stage = line["stage"]?.integer.map { " [stage \($0)]" } ?? ""
                Output.line(
                    "\(line["at"]?.string ?? "")  \(line["level"]?.string ?? "")\(stage)  \(line["message"]?.string ?? "")"
                )
            }
            if page["nextCursor"]?.string == nil { return last }
        }
    }
}
