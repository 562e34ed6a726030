import ServiceKit
import Testing

/// W3C Trace Context, version 00.
@Suite struct TraceTests {
    private static let known = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test("a traceparent is read and written")
    func known() throws {
        let trace = try #require(Trace(TraceTests.known))
        #expect(trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(trace.spanID == "00f067aa0ba902b7")
        #expect(trace.traceparent == TraceTests.known)
    }

    @Test("a child is in the same trace, in a span of its own")
    func children() throws {
        let trace = try #require(Trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"))
        let child = trace.child()
        #expect(child.traceID == trace.traceID)
        #expect(child.spanID != trace.spanID)
        #expect(child.traceparent.hasSuffix("-00"))
        #expect(Trace(child.traceparent) == child)
    }

    @Test("traces that are made are valid, and no two the same")
    func fresh() {
        let traces = (0..<1000).map { _ in Trace() }
        #expect(traces.allSatisfy { Trace($0.traceparent) == $0 })
        #expect(Set(traces.map(\.traceID)).count == traces.count)
        #expect(Set(traces.map(\.spanID)).count == traces.count)
    }

    @Test(
        "anything else begins a new trace",
        arguments: [
            nil, "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e47361-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
        ]
    )
    func invalid(text: String?) { #expect(Trace(text) == nil) }

    @Test("later versions may have more behind, and are written on as version 00")
    func later() throws {
        let trace = try #require(Trace("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes"))
        #expect(trace.traceparent == TraceTests.known)
        #expect(Trace("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")?.traceparent == TraceTests.known)
        #expect(Trace("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01what") == nil)
    }
}
