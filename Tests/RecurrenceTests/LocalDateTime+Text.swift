import Recurrence
import Values

extension LocalDateTime {
    /// Reads for example `2026-11-23T09:00`.
    init?(_ text: String) {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let midnight = Timestamp("\(parts[0])T00:00:00Z"),
            let time = LocalTime(String(parts[1]))
        else { return nil }
        self.init(CivilDate(daysSince1970: midnight.seconds / 86_400), time)
    }
}
