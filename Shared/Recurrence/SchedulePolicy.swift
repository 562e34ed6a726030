/// What is done about planned times that do not go as planned.
public struct SchedulePolicy: Hashable, Sendable {
    /// While a run is active; a paused one is. The raw value is its one spelling in JSON.
    public enum Overlap: String, Hashable, Sendable, CaseIterable, Codable {
        /// Nothing is started.
        case skip
        /// One start waits for the active run to end.
        case queueOne = "queue_one"
        /// The active run is cancelled.
        case cancelOther = "cancel_other"
    }

    /// When nobody was there at the planned time. The raw value is its one spelling in JSON.
    public enum CatchUp: String, Hashable, Sendable, CaseIterable {
        /// Of the times within the window the latest is started.
        case latest
        /// Each time within the window is started, one after the other.
        case all
        /// Nothing is started that is over a minute late.
        case none
    }

    public var overlap: Overlap
    public var catchUp: CatchUp
    /// How late a run may start, in minutes. `nil`: as its owner usually has it.
    public var windowMinutes: Int?
    /// Over how many minutes the starts of all schedules that are planned for one time are spread; 0: not at all.
    public var spreadMinutes: Int

    public init(
        overlap: Overlap = .skip,
        catchUp: CatchUp = .latest,
        windowMinutes: Int? = nil,
        spreadMinutes: Int = 0
    ) {
        self.overlap = overlap
        self.catchUp = catchUp
        self.windowMinutes = windowMinutes
        self.spreadMinutes = spreadMinutes
    }

    /// A week at the most: what is older is no news any more.
    public static let windowRange = 1...10_080
    /// A day at the most.
    public static let spreadRange = 0...1440
}
