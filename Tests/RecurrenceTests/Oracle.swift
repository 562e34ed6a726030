import Recurrence
import Testing
import Values

/// A run of `oracle.py`, and the comparison with it.
struct Oracle {
    enum Mode {
        case years
        case changes(stride: Int)
    }

    /// What was compared.
    struct Seen {
        var windows = 0
        var fires = 0
        /// Planned times that did not exist.
        var skipped = 0
        /// Planned times that came twice.
        var repeated = 0
    }

    var directory = ZoneDatabase.systemDirectory
    var mode: Mode
    var years: ClosedRange<Int>
    var specs: [String]
    var zones: [String]

    /// Records an issue for the first difference of each window and spec.
    func compare() async throws -> Seen {
        var numbers = Numbers(try await self.output())
        let recurrences = try self.specs.map { try self.recurrence($0) }
        let database = ZoneDatabase(directory: self.directory)
        var seen = Seen()
        while let index = numbers.next(), let start = numbers.next(), let end = numbers.next() {
            let zone = try database.zone(self.zones[Int(index)])
            for (recurrence, spec) in zip(recurrences, self.specs) {
                self.compare(recurrence, zone, start, end, &numbers, &seen) {
                    "\(zone), \(spec), from \(Timestamp(seconds: start)): \($0)"
                }
            }
            seen.windows += 1
        }
        return seen
    }

    private func compare(
        _ recurrence: Recurrence,
        _ zone: Zone,
        _ start: Int64,
        _ end: Int64,
        _ numbers: inout Numbers,
        _ seen: inout Seen,
        _ place: (String) -> String
    ) {
        var instant = Timestamp(seconds: start)
        var isSame = true
        for _ in 0..<(numbers.next() ?? 0) {
            guard let at = numbers.next(), let planned = numbers.next() else {
                Issue.record("the oracle's output is cut off")
                return
            }
            guard isSame else { continue }
            let fire = recurrence.next(after: instant, in: zone)
            seen.fires += 1
            if planned & 3 == 1 { seen.skipped += 1 }
            if planned & 3 == 2 { seen.repeated += 1 }
            isSame =
                fire?.at.seconds == at && fire?.isPlanned(forMinute: planned >> 2) == true
                && self.kind(fire?.reason) == planned & 3
            if !isSame {
                Issue.record("\(place("expected \(Timestamp(seconds: at)) code \(planned & 3), found \(fire as Any)"))")
            }
            instant = Timestamp(seconds: at)
        }
        let beyond = recurrence.next(after: instant, in: zone)
        if isSame, let beyond, beyond.at.seconds <= end { Issue.record("\(place("not expected: \(beyond)"))") }
    }

    private func kind(_ reason: String?) -> Int64 {
        guard let reason, reason.contains("clock change: ") else { return 0 }
        return reason.hasSuffix("occurs twice, fires the first time") ? 2 : 1
    }

    private func recurrence(_ spec: String) throws -> Recurrence {
        let parts = spec.split(separator: " ")
        let time = try #require(LocalTime(String(parts.last ?? "")))
        if parts[0] == "daily" { return .daily(at: time) }
        if parts[0] == "monthly" {
            let day = parts[1] == "last" ? .last : try #require(Int(parts[1]).flatMap { MonthDay($0) })
            return .monthly(on: day, shortMonth: try #require(ShortMonth(rawValue: String(parts[2]))), at: time)
        }
        let days = parts[1].split(separator: ",").compactMap { Weekday(rawValue: String($0)) }
        return .weekly(on: try #require(Weekdays(days)), at: time)
    }

    private func output() async throws -> [UInt8] {
        let mode: String
        let stride: Int
        switch self.mode {
        case .years: (mode, stride) = ("years", 1)
        case .changes(let step): (mode, stride) = ("changes", step)
        }
        return try await Subprocess.output(of: [
            "python3", "-c", String(decoding: PackageResources.oracle_py, as: UTF8.self), self.directory, mode,
            "\(self.years.lowerBound)", "\(self.years.upperBound)", "\(stride)",
            self.specs.joined(separator: ";"), self.zones.joined(separator: ";"),
        ])
    }
}

/// Reads 64-bit integers one after the other.
private struct Numbers {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Int64? {
        guard self.position + 8 <= self.bytes.count else { return nil }
        defer { self.position += 8 }
        return self.bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: self.position, as: Int64.self) }
    }
}

extension Fire {
    fileprivate func isPlanned(forMinute minute: Int64) -> Bool {
        let days = self.planned.date.daysSince1970
        return days * 1440 + Int64(self.planned.time.hour * 60 + self.planned.time.minute) == minute
    }
}
