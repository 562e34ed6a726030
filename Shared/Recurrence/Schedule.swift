/// When something runs by itself, and what is done about times that do not go as planned.
public struct Schedule: Hashable, Sendable {
    public let recurrence: Recurrence
    public let zone: Zone
    public let policy: SchedulePolicy

    public init(recurrence: Recurrence, zone: Zone, policy: SchedulePolicy = SchedulePolicy()) {
        self.recurrence = recurrence
        self.zone = zone
        self.policy = policy
    }
}
