import Testing

@testable import Mailer

@Suite struct RateLimitTests {
    /// A clock that only the test moves.
    private final class Hand: @unchecked Sendable {
        var now = ContinuousClock.now
    }

    @Test("without a limit there is always room")
    func unlimited() {
        let limit = RateLimit(perSecond: 0)
        limit.take(1_000_000)
        #expect(limit.available() == .max)
    }

    @Test("a second's worth at once, and no more until time has passed")
    func burst() {
        let hand = Hand()
        let limit = RateLimit(perSecond: 10) { hand.now }
        #expect(limit.available() == 10)
        limit.take(10)
        #expect(limit.available() == 0)
        hand.now += .milliseconds(99)
        #expect(limit.available() == 0)
        hand.now += .milliseconds(1)
        #expect(limit.available() == 1)
        hand.now += .seconds(3600)
        #expect(limit.available() == 10)
    }

    @Test("over a long time as many go out as may, however often it is asked", arguments: [1, 7, 100, 1000])
    func longRun(perSecond: Int) {
        let hand = Hand()
        let limit = RateLimit(perSecond: perSecond) { hand.now }
        var sent = 0
        for _ in 0..<60_000 {
            let room = limit.available()
            limit.take(room)
            sent += room
            hand.now += .milliseconds(1)
        }
        // A minute's worth, and the second's worth from the start; one may be on its way.
        #expect((perSecond * 61 - 1...perSecond * 61).contains(sent))
    }

    @Test("what was taken beyond the limit is made up for")
    func debt() {
        let hand = Hand()
        let limit = RateLimit(perSecond: 10) { hand.now }
        limit.take(15)
        #expect(limit.available() <= 0)
        hand.now += .milliseconds(500)
        #expect(limit.available() == 0)
        hand.now += .milliseconds(100)
        #expect(limit.available() == 1)
    }
}
