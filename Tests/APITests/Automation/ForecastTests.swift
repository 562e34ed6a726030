import Contracts
import Testing
import Values

@testable import API

@Suite struct ForecastTests {
    private static let start = Timestamp(seconds: 1_800_000_000)

    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: self.start.seconds + seconds) }

    private static func stage(
        _ number: Int,
        _ status: StageStatus,
        _ total: Int,
        done: Int,
        failed: Int = 0,
        from: Int64? = nil,
        to: Int64? = nil
    ) -> Forecast.StageFacts {
        Forecast.StageFacts(
            number: number,
            status: status,
            total: total,
            processed: done,
            failed: failed,
            batches: done,
            startedAt: from.map(self.at),
            completedAt: to.map(self.at)
        )
    }

    /// Stage 4 of a run, with a third of its tasks done in ten minutes.
    private static var running: Forecast.Facts {
        Forecast.Facts(
            status: .running,
            stage: 4,
            stages: [
                self.stage(1, .completed, 47, done: 47, from: 0, to: 150),
                self.stage(2, .completed, 8, done: 8, from: 150, to: 650),
                self.stage(3, .completed, 56, done: 56, from: 650, to: 651),
                self.stage(4, .running, 56, done: 20, from: 651),
            ],
            batch: .init(number: 21, of: 56, size: 1, startedAt: self.at(1251)),
            waiting: [1: 5, 5: 20],
            paces: [4: 1000, 5: 10, 6: 2],
            startedAt: self.at(0)
        )
    }

    @Test("the stage that is under way goes by its own pace, the later ones by what earlier runs have taken")
    func times() throws {
        let forecast = Forecast(Self.running, now: Self.at(1261))
        let stage = forecast.stages[3]
        // 600 s for 20 tasks; 10 s of the next have gone by.
        #expect(stage.eta == 36 * 30 - 10)
        #expect(stage.elapsed == 610)
        #expect((stage.total, stage.processed, stage.remaining, stage.percent) == (56, 20, 36, 35))
        #expect((stage.batch, stage.batches) == (21, 56))
        // 20 contents wait, 36 will come; each gets four images.
        #expect(forecast.stages[4].total == 56)
        #expect(forecast.stages[4].eta == 560)
        #expect(forecast.stages[5].total == 224)
        #expect(forecast.stages[5].eta == 448)
        #expect(forecast.stages[6].total == 56)
        #expect(forecast.stages[6].eta == 0)
        #expect(forecast.eta == 1070 + 560 + 448)
        #expect(forecast.completion == Self.at(1261 + 2078))
        #expect(forecast.elapsed == 1261)
        #expect(forecast.stages.prefix(3).map(\.status) == [.completed, .completed, .completed])
        #expect(forecast.stages.suffix(3).map(\.status) == [.waiting, .waiting, .waiting])
        // Keywords that came meanwhile are for the next run.
        #expect(forecast.stages[0].remaining == 0)
        #expect(forecast.percent == (300 + 35) / 7)
    }

    @Test("what a run will need is counted from its keywords on: 47 of them are 8 clusters, 56 ideas, 224 images")
    func expectation() {
        let facts = Forecast.Facts(status: .pending, stage: 0, stages: [], waiting: [1: 47])
        let forecast = Forecast(facts, now: Self.start)
        #expect(forecast.stages.map(\.total) == [47, 8, 56, 56, 56, 224, 56])
        #expect(
            forecast.stages.allSatisfy { $0.status == .waiting && $0.eta == nil || $0.number == 3 || $0.number == 7 }
        )
        #expect(forecast.eta == nil)
        #expect(forecast.completion == nil)
        #expect(forecast.percent == 0)
    }

    @Test("a stage that nothing is known of is presumed to take as long as the slowest so far")
    func unknown() {
        var facts = Self.running
        facts.paces = [4: 1000, 5: 10]
        let forecast = Forecast(facts, now: Self.at(1261))
        #expect(forecast.stages[3].eta == 1070)
        #expect(forecast.stages[4].eta == 560)
        // 224 images, as long as a cluster took: 62.5 s.
        #expect(forecast.stages[5].eta == 14_000)
        #expect(forecast.eta == 1070 + 560 + 14_000)
        #expect(forecast.completion == Self.at(1261 + 15_630))
    }

    @Test("without anything to go by nothing is claimed")
    func nothing() {
        var facts = Self.running
        facts.paces = [:]
        facts.stage = 1
        facts.stages = [Self.stage(1, .running, 56, done: 0, from: 651)]
        let forecast = Forecast(facts, now: Self.at(1261))
        #expect(forecast.stages[0].eta == nil)
        #expect(forecast.eta == nil)
        #expect(forecast.completion == nil)
    }

    @Test("before its first item is done a stage goes by the runs before")
    func firstItem() {
        var facts = Self.running
        facts.stages[3] = Self.stage(4, .running, 56, done: 0, from: 651)
        facts.paces[4] = 40
        facts.batch = .init(number: 1, of: 56, size: 1, startedAt: Self.at(651))
        #expect(Forecast(facts, now: Self.at(661)).stages[3].eta == 56 * 40 - 10)
        // An item that takes longer than others does not make time run backwards.
        #expect(Forecast(facts, now: Self.at(5000)).stages[3].eta == 55 * 40)
    }

    @Test("a stage that was begun anew goes by the runs before")
    func anew() {
        var facts = Self.running
        facts.batch = nil
        facts.stages[3].attempt = 2
        #expect(Forecast(facts, now: Self.at(1261)).stages[3].eta == 36 * 1000)
        facts.paces[4] = nil
        #expect(Forecast(facts, now: Self.at(1251)).stages[3].eta == 36 * 30)
    }

    @Test("a pause that is over counts for nothing")
    func pauseBefore() {
        var facts = Self.running
        facts.batch = nil
        facts.pauses = [.init(start: Self.at(1000), end: Self.at(3600))]
        let forecast = Forecast(facts, now: Self.at(3851))
        #expect(forecast.stages[3].elapsed == 600)
        #expect(forecast.stages[3].eta == 36 * 30)
    }

    @Test("while it is paused time stands still, and there is no end in sight")
    func paused() {
        var facts = Self.running
        facts.status = .paused
        facts.batch = nil
        facts.pauses = [.init(start: Self.at(1000), end: nil)]
        let forecast = Forecast(facts, now: Self.at(50_000))
        #expect(forecast.stages[3].status == .paused)
        #expect(forecast.stages.allSatisfy { $0.eta == nil })
        #expect(forecast.eta == nil)
        #expect(forecast.completion == nil)
        #expect(forecast.stages[3].elapsed == 349)
        #expect(forecast.elapsed == 1000)
    }

    @Test("while it is being paused nobody says when it ends")
    func pausing() {
        var facts = Self.running
        facts.status = .pausing
        let forecast = Forecast(facts, now: Self.at(1261))
        #expect(forecast.eta == nil)
        #expect(forecast.stages[3].status == .running)
    }

    @Test("an end is an end")
    func ended() {
        var facts = Self.running
        facts.status = .completed
        facts.stage = 7
        facts.stages[3] = Self.stage(4, .completed, 56, done: 55, failed: 1, from: 651, to: 2000)
        facts.stages += [
            Self.stage(5, .completed, 55, done: 55, from: 2000, to: 2100),
            Self.stage(6, .completed, 220, done: 220, from: 2100, to: 2500),
            Self.stage(7, .completed, 55, done: 55, from: 2500, to: 2500),
        ]
        facts.completedAt = Self.at(2500)
        let forecast = Forecast(facts, now: Self.at(9999))
        #expect(forecast.percent == 100)
        #expect(forecast.elapsed == 2500)
        #expect(forecast.eta == nil)
        #expect(forecast.stages.allSatisfy { $0.status == .completed && $0.eta == nil && $0.remaining == 0 })
    }

    @Test("a run that failed shows where, and what it never came to")
    func failed() {
        var facts = Self.running
        facts.status = .failed
        facts.stages[3].status = .failed
        let forecast = Forecast(facts, now: Self.at(1300))
        #expect(forecast.stages[3].status == .failed)
        #expect(forecast.stages[4].status == .waiting)
        #expect(forecast.stages[4].total == 0)
        #expect(forecast.percent == (300 + 35) / 7)
        facts.status = .cancelled
        facts.stages[3].status = .running
        #expect(Forecast(facts, now: Self.at(1300)).stages[3].status == .failed)
    }

    @Test("empty stages are skipped and count as done; what lies behind and was not told yet as well")
    func skipped() {
        let facts = Forecast.Facts(
            status: .running,
            stage: 4,
            stages: [Self.stage(1, .skipped, 0, done: 0), Self.stage(4, .running, 2, done: 0, from: 0)],
            startedAt: Self.at(0)
        )
        let forecast = Forecast(facts, now: Self.at(1))
        #expect(
            forecast.stages.map(\.status) == [.skipped] + [.completed, .completed, .running] + [
                .waiting, .waiting, .waiting,
            ]
        )
        #expect(forecast.percent == 300 / 7)
    }

    @Test("it is never done before it is")
    func almost() {
        var facts = Self.running
        facts.stages = (1...7).map { Self.stage($0, .completed, 1, done: 1, from: 0, to: 1) }
        facts.stage = 7
        #expect(Forecast(facts, now: Self.at(2)).percent == 99)
    }

    @Test("the pace of earlier runs is the middle one of theirs")
    func paces() {
        let paces = Forecast.paces([
            (4, 10, 300), (4, 10, 100), (4, 10, 90_000), (5, 0, 10), (6, 4, 2), (6, 4, -1),
        ])
        #expect(paces == [4: 30, 6: 0.5])
        #expect(Forecast.paces([(1, 2, 8), (1, 2, 2)]) == [1: 1])
    }

    @Test("a run stands still from a pause or an end to when it goes on")
    func standstills() {
        let pauses = Forecast.pauses([
            (.running, Self.at(0)), (.pausing, Self.at(5)), (.paused, Self.at(10)), (.running, Self.at(20)),
            (.failed, Self.at(30)), (.pending, Self.at(50)), (.running, Self.at(51)), (.paused, Self.at(60)),
        ])
        #expect(
            pauses == [
                .init(start: Self.at(10), end: Self.at(20)), .init(start: Self.at(30), end: Self.at(50)),
                .init(start: Self.at(60), end: nil),
            ]
        )
        #expect(Forecast.pauses([]) == [])
    }
}
