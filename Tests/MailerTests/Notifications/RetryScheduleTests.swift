import Testing
import Values

@testable import Mailer

@Suite struct RetryScheduleTests {
    private let standard = RetrySchedule.standard

    @Test("the waits are those that Standard Webhooks recommends, give or take a tenth")
    func waits() throws {
        let seconds: [Double] = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
        for (index, base) in seconds.enumerated() {
            for step in 0...20 {
                let jitter = Double(step) / 20
                let wait = try #require(self.standard.wait(after: index + 1, asked: nil, jitter: jitter))
                let expected = base * (0.9 + 0.2 * jitter)
                #expect(abs(Double(wait.milliseconds) / 1000 - expected) < 0.002)
            }
        }
    }

    @Test("after the tenth try it is given up, whatever the other side asks for")
    func end() {
        for tries in [10, 11, 1000, .max] {
            for asked in [nil, Duration.seconds(1), .seconds(86400)] {
                #expect(self.standard.wait(after: tries, asked: asked, jitter: 0.5) == nil)
            }
        }
        for tries in [0, -1, .min] { #expect(self.standard.wait(after: tries, asked: nil, jitter: 0.5) == nil) }
        #expect(RetrySchedule(waits: []).wait(after: 1, asked: nil, jitter: 0) == nil)
    }

    @Test("it never comes sooner than it was asked to, and never later than in a day because of that")
    func asked() throws {
        for tries in 1...9 {
            for seconds in [0, 1, 5, 299, 301, 7200, 86399, 86400, 86401, 1_000_000] {
                let asked = Duration.seconds(seconds)
                let own = try #require(self.standard.wait(after: tries, asked: nil, jitter: 0.3))
                let wait = try #require(self.standard.wait(after: tries, asked: asked, jitter: 0.3))
                #expect(wait == max(own, min(asked, .seconds(86400))))
            }
        }
    }

    @Test("chance out of its bounds counts as its bounds")
    func jitter() {
        func wait(_ jitter: Double) -> Duration? { self.standard.wait(after: 1, asked: nil, jitter: jitter) }
        #expect(wait(-5) == wait(0))
        #expect(wait(5) == wait(1))
    }

    @Test("it is read from a list of seconds")
    func reading() throws {
        #expect(RetrySchedule("5")?.waits == [.seconds(5)])
        #expect(RetrySchedule("1, 60,86400")?.waits == [.seconds(1), .seconds(60), .seconds(86400)])
        let many = Array(repeating: "1", count: 21).joined(separator: ",")
        for text in ["", "0", "-1", "86401", "5,", "5,,6", "5s", "1.5", many] {
            #expect(RetrySchedule(text) == nil, "\(text)")
        }
    }
}
