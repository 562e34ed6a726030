import Contracts
import HTTP
import Testing
import Values

@testable import API

@Suite struct AutomationConfigTests {
    private static func changed(
        _ body: JSON,
        from config: AutomationConfig = .standard
    ) throws -> AutomationConfig {
        var config = config
        try config.apply(JSONDocument(body.bytes).root, organizationTimezone: "Europe/Berlin")
        return config
    }

    /// The members that a body is refused for.
    private static func refused(_ body: JSON, from config: AutomationConfig = .standard) -> [String] {
        do {
            _ = try self.changed(body, from: config)
            return []
        } catch let problem as Problem {
            #expect(problem.code == .invalidMessage)
            return problem.errors.map(\.pointer)
        } catch let refusal as Refusal {
            return ["? " + refusal.detail.prefix { $0 != ":" }]
        } catch {
            return ["\(error)"]
        }
    }

    private static let monthly = AutomationConfig(
        isEnabled: true,
        frequency: "monthly",
        time: "06:30",
        day: 15,
        timezone: "Asia/Tokyo",
        batchSizes: [10, 2, 50, 1, 1, 1]
    )

    @Test("a body changes what it has and leaves the rest")
    func partial() throws {
        #expect(try Self.changed([:]) == .standard)
        #expect(try Self.changed([:], from: Self.monthly) == Self.monthly)
        let changed = try Self.changed(["scheduled_time": "23:05", "stage_3_batch_size": 100], from: Self.monthly)
        #expect((changed.time, changed.batchSizes) == ("23:05", [10, 2, 100, 1, 1, 1]))
        #expect((changed.frequency, changed.day, changed.timezone) == ("monthly", 15, "Asia/Tokyo"))
        #expect(try Self.changed(["is_enabled": true]).isEnabled)
        #expect(try Self.changed(["scheduled_time": "02:30:00"]).time == "02:30")
        #expect(try Self.changed(["last_run_at": nil, "next_run_at": "2026-01-01T00:00:00Z"]) == .standard)
    }

    @Test(
        "a frequency has a day that fits it",
        arguments: [
            (["frequency": "weekly"], "monday"), (["frequency": "weekly", "day": "friday"], "friday"),
            (["frequency": "weekly", "day": ["monday", "friday"]], ["monday", "friday"]),
            (["frequency": "monthly"], 1), (["frequency": "monthly", "day": 31], 31),
            (["frequency": "monthly", "day": "last"], "last"), (["frequency": "daily"], nil),
            (["frequency": "daily", "day": nil], nil), (["frequency": "weekly", "day": nil], "monday"),
        ] as [(JSON, JSON?)]
    )
    func days(body: JSON, day: JSON?) throws {
        #expect(try Self.changed(body).day == day)
        // A day of another frequency is no wish for this one.
        let from = AutomationConfig(
            isEnabled: false,
            frequency: body["frequency"] == "daily" ? "weekly" : "daily",
            time: "02:00",
            day: nil,
            timezone: nil,
            batchSizes: [20, 1, 20, 1, 1, 1]
        )
        #expect(try Self.changed(body, from: from).day == day)
    }

    @Test("a day may be changed alone, and stays when others change")
    func dayAlone() throws {
        #expect(try Self.changed(["day": "last"], from: Self.monthly).day == "last")
        #expect(try Self.changed(["is_enabled": false], from: Self.monthly).day == 15)
        #expect(try Self.changed(["frequency": "monthly"], from: Self.monthly).day == 15)
    }

    @Test("the organization's time zone is followed, not kept, unless another one is asked for")
    func timezones() throws {
        #expect(try Self.changed(["timezone": "Europe/Berlin"]).timezone == nil)
        #expect(try Self.changed(["timezone": "Asia/Tokyo"]).timezone == "Asia/Tokyo")
        #expect(try Self.changed(["timezone": nil], from: Self.monthly).timezone == nil)
        #expect(try Self.changed(["timezone": "Europe/Berlin"], from: Self.monthly).timezone == "Europe/Berlin")
    }

    @Test(
        "a member that is wrong is named",
        arguments: [
            (["is_enabled": "yes"], "/is_enabled"), (["is_enabled": nil], "/is_enabled"),
            (["frequency": "hourly"], "/frequency"), (["frequency": "Daily"], "/frequency"),
            (["frequency": 1], "/frequency"), (["scheduled_time": "2:00"], "/scheduled_time"),
            (["scheduled_time": "24:00"], "/scheduled_time"), (["scheduled_time": "02:00:30"], "/scheduled_time"),
            (["scheduled_time": nil], "/scheduled_time"), (["day": "monday"], "/day"),
            (["frequency": "weekly", "day": "Mon"], "/day"), (["frequency": "weekly", "day": []], "/day"),
            (["frequency": "weekly", "day": 3], "/day"), (["frequency": "monthly", "day": 0], "/day"),
            (["frequency": "monthly", "day": 32], "/day"), (["frequency": "monthly", "day": "monday"], "/day"),
            (["timezone": 7], "/timezone"), (["stage_1_batch_size": 21], "/stage_1_batch_size"),
            (["stage_1_batch_size": 0], "/stage_1_batch_size"), (["stage_2_batch_size": 6], "/stage_2_batch_size"),
            (["stage_3_batch_size": 101], "/stage_3_batch_size"), (["stage_4_batch_size": 2], "/stage_4_batch_size"),
            (["stage_5_batch_size": 2], "/stage_5_batch_size"), (["stage_6_batch_size": 2], "/stage_6_batch_size"),
            (["stage_1_batch_size": "5"], "/stage_1_batch_size"),
            (["stage_1_batch_size": .number(1.5)], "/stage_1_batch_size"),
            (["stage_7_batch_size": 1], "? /stage_7_batch_size"), (["is_enbaled": true], "? /is_enbaled"),
        ] as [(JSON, String)]
    )
    func wrong(body: JSON, pointer: String) { #expect(Self.refused(body) == [pointer]) }

    @Test("all that is wrong is named at once")
    func together() {
        let body: JSON = ["is_enabled": 1, "scheduled_time": "x", "frequency": "x", "stage_2_batch_size": 9]
        let named = ["/is_enabled", "/scheduled_time", "/frequency", "/stage_2_batch_size"]
        #expect(Self.refused(body) == named)
    }

    // MARK: - Jobs

    private static func job(_ definition: JSON, status: JobStatus = .paused) -> JobView {
        JobView(
            id: ID(),
            siteID: ID(),
            type: "content",
            name: "Pipeline",
            status: status,
            version: 1,
            revision: 1,
            definition: definition,
            organizationTimezone: "Europe/Berlin",
            createdAt: .now(),
            updatedAt: .now(),
            lastRun: nil,
            statistics: JobStatistics()
        )
    }

    private static let definition: JSON = [
        "name": "Pipeline", "type": "content", "status": "paused",
        "schedule": ["frequency": "daily", "time": "02:00"],
        "tasks": ["auto_cluster": ["batchSize": 5, "model": "openai/writer"], "generate_content": ["words": 900]],
    ]

    @Test("a job's settings are read, and what it does not say is the standard")
    func reading() {
        let config = AutomationConfig(Self.job(Self.definition, status: .active))
        #expect(config.isEnabled)
        #expect((config.frequency, config.time, config.day, config.timezone) == ("daily", "02:00", nil, nil))
        #expect(config.batchSizes == [5, 1, 20, 1, 1, 1])
        #expect(AutomationConfig(Self.job(["name": "Bare"])) == .standard)
    }

    @Test("a definition gets the settings, and keeps what it has besides")
    func writing() throws {
        var config = Self.monthly
        config.timezone = nil
        let definition = try config.definition(of: Self.job(Self.definition))
        #expect(definition.status == .active)
        #expect(definition.schedule == ["frequency": "monthly", "time": "06:30", "day": 15])
        #expect(definition.tasks["auto_cluster"] == ["batchSize": 10, "model": "openai/writer"])
        #expect(definition.tasks["generate_content"] == ["words": 900, "batchSize": 1])
        #expect(definition.tasks["bulk_queue_to_writer"] == ["batchSize": 50])
    }

    @Test("what the orchestrator refuses is told in the words of the configuration")
    func translation() {
        let pointers = [
            "/definition/schedule/time", "/schedule/day/1", "/definition/schedule/timezone", "/definition/schedule",
            "/definition/tasks/generate_images/batchSize", "/definition/status", "/definition/name",
        ]
        let problem = Problem(pointers.map { FieldError(pointer: $0, message: "is wrong") })
        #expect(
            AutomationConfig.translated(problem).errors.map(\.pointer) == [
                "/scheduled_time", "/day/1", "/timezone", "/frequency", "/stage_6_batch_size", "/is_enabled", "",
            ]
        )
    }

    // MARK: - Words

    @Test("states at the edge of /automation")
    func words() {
        let words = RunStatus.allCases.map { EdgeWords.status($0) }
        #expect(
            words == [
                "running", "running", "running", "paused", "running", "completed", "completed", "failed", "failed",
            ]
        )
        #expect(EdgeWords.errorMessage(.cancelled, nil) == "cancelled")
        #expect(EdgeWords.errorMessage(.failed, "no answer") == "no answer")
        #expect(EdgeWords.errorMessage(.running, "left over") == nil)
    }
}
