public import Contracts
public import Recurrence

extension ScheduleRules {
    /// The schedules that jobs of a type take.
    ///
    /// - Parameter type: `nil` when it is not known yet: whatever some type takes.
    public init(for type: JobType?) {
        switch type {
        case .newsletter: self.init([.daily, .weekly])
        case .content: self.init(weekday: .monday)
        case .report, .custom, .echo, nil: self.init()
        }
    }
}
