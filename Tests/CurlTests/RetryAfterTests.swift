import Curl
import Testing
import Values

@Suite struct RetryAfterTests {
    private static let now = Timestamp("2026-11-21T12:00:00Z") ?? Timestamp(seconds: 0)

    private static func find(_ headers: HTTPClient.Headers = [:], body: String = "") -> Duration? {
        RetryAfter.find(headers, body: body, now: self.now)
    }

    @Test(
        "a header says it in seconds, in milliseconds, or as a date",
        arguments: [
            (["Retry-After": "20"], .seconds(20)), (["retry-after": "0"], .zero),
            (["Retry-After": "1.5"], .milliseconds(1500)),
            (["retry-after-ms": "350", "Retry-After": "1"], .milliseconds(350)),
            (["Retry-After": "Sat, 21 Nov 2026 12:00:30 GMT"], .seconds(30)),
            (["Retry-After": "Saturday, 21-Nov-26 12:00:30 GMT"], .seconds(30)),
            (["Retry-After": "Sat Nov 21 12:00:30 2026"], .seconds(30)),
            (["Retry-After": "Sat, 21 Nov 2026 11:00:00 GMT"], .zero),
            // The server's own clock, where it says which time it has.
            (["Retry-After": "Sat, 21 Nov 2026 13:00:30 GMT", "Date": "Sat, 21 Nov 2026 13:00:00 GMT"], .seconds(30)),
            (["Retry-After": "Mon, 23 Nov 2026 12:00:30 GMT"], .seconds(86400)),
            (["Retry-After": "9999999"], .seconds(86400)), (["Retry-After": "soon"], nil), (["Retry-After": ""], nil),
            (["Retry-After": "-5"], nil), (["Retry-After": "Sat, 31 Feb 2026 12:00:30 GMT"], nil),
            (["Retry-After": "99999999999999999999999"], nil), ([:], nil),
        ] as [(HTTPClient.Headers, Duration?)]
    )
    func headers(headers: HTTPClient.Headers, expected: Duration?) {
        #expect(RetryAfterTests.find(headers) == expected)
    }

    @Test(
        "a body says it in a member, or in words",
        arguments: [
            (#"{"error": {"retry_after": 7}}"#, .seconds(7)), (#"{"retryAfter": "7"}"#, .seconds(7)),
            (#"{"error": {"retry_after_ms": 250}}"#, .milliseconds(250)),
            (#"{"error": {"details": [{"@type": "x"}, {"retryDelay": "34.5s"}]}}"#, .milliseconds(34500)),
            (#"{"error": {"message": "Rate limit reached. Please try again in 20s. Visit"}}"#, .seconds(20)),
            (#"{"error": {"message": "Please try again in 1m20.5s."}}"#, .milliseconds(80500)),
            (#"{"error": {"message": "Please retry after 6 seconds."}}"#, .seconds(6)),
            ("Try again in 350ms", .milliseconds(350)), ("try again in 2 hours", .seconds(7200)),
            ("try again in a while", nil), ("try again in 5 apples", nil), ("", nil), (#"{"retry_after": -1}"#, nil),
            (#"{"retry_after": null}"#, nil),
        ] as [(String, Duration?)]
    )
    func bodies(body: String, expected: Duration?) {
        #expect(RetryAfterTests.find(body: body) == expected)
        #expect(RetryAfterTests.find(["Retry-After": "3"], body: body) == .seconds(3))
    }
}
