import Glibc

/// Milliseconds of a clock that never goes back.
enum Monotonic {
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

extension Duration {
    /// Whole milliseconds, rounded up.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = self.components
        let (product, overflowed) = seconds.multipliedReportingOverflow(by: 1000)
        if overflowed { return seconds < 0 ? .min / 4 : .max / 4 }
        return min(product, .max / 4) + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
