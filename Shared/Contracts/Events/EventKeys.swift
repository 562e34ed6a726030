/// The routing keys of events on `stagecoach.events`. They end with the organization.
public enum EventKeys {
    /// `run.completed.newsletter.demo`; with a stage `stage.completed.newsletter.2.demo`.
    public static func run(_ name: String, _ type: JobType, stage: Int, _ organization: OrganizationID) -> String {
        stage > 0 ? "\(name).\(type.rawValue).\(stage).\(organization)" : "\(name).\(type.rawValue).\(organization)"
    }

    /// `job.changed.newsletter.demo`
    public static func job(_ name: String, _ type: JobType, _ organization: OrganizationID) -> String {
        "\(name).\(type.rawValue).\(organization)"
    }

    /// `schedule.skipped.newsletter.demo`
    public static func schedule(_ name: String, _ type: JobType, _ organization: OrganizationID) -> String {
        "\(name).\(type.rawValue).\(organization)"
    }

    /// `mail.bounced.demo`
    public static func plain(_ name: String, _ organization: OrganizationID) -> String { "\(name).\(organization)" }
}
