public import Values

/// How starts that are planned for one time are kept from coming all at once.
public enum Spread {
    /// How long after its planned time something starts: the same for the same id, and so the same each time.
    ///
    /// - Parameters:
    ///   - minutes: Over how many minutes starts are spread.
    ///   - next: The planned time after `planned`: what is planned for one time starts before the next one comes.
    /// - Returns: Whole seconds, from 0.
    public static func delay(of id: ID, over minutes: Int, planned: Timestamp, next: Timestamp?) -> Duration {
        var range = UInt64(clamping: minutes) * 60
        if let next { range = min(range, UInt64(clamping: (next - planned).components.seconds)) }
        if range == 0 { return .zero }
        return .seconds(Int64(self.hash(id).multipliedFullWidth(by: range).high))
    }

    /// Spreads ids that were made one after the other evenly over all numbers (the finalizer of MurmurHash3).
    private static func hash(_ id: ID) -> UInt64 {
        var hash = id.high ^ id.low.byteSwapped
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }
}
