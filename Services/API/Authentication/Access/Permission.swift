import Values

/// What somebody may do in an organization. The raw value is stable: keys are made with it, and refusals name it.
enum Permission: String, Sendable, CaseIterable {
    case jobsView = "jobs:view"
    case jobsEdit = "jobs:edit"
    case jobsRun = "jobs:run"
    case reportsView = "reports:view"
    case reportsEdit = "reports:edit"
    case reportsRun = "reports:run"
    case contentView = "content:view"
    case contentEdit = "content:edit"
    case contentRun = "content:run"
    case contentReview = "content:review"
    case audienceView = "audience:view"
    case audienceEdit = "audience:edit"
    case settingsView = "settings:view"
    case settingsEdit = "settings:edit"
    case creditsView = "credits:view"
    case creditsEdit = "credits:edit"
    case usersManage = "users:manage"
    case keysManage = "keys:manage"
    case systemView = "system:view"
    case auditView = "audit:view"
    /// Of the operator alone: it reaches beyond an organization, so no role has it and no key can be made with it.
    case organizationsCreate = "organizations:create"

    /// Whether it lets nobody change anything.
    var isView: Bool { self.rawValue.hasSuffix(":view") }
}

/// What a user is in an organization: a name for a set of permissions.
enum Role: String, Sendable, CaseIterable {
    case owner
    case editor
    case `operator`
    case viewer

    /// Everything that may be looked at.
    private static let viewing: Set<Permission> = [
        .jobsView, .reportsView, .contentView, .audienceView, .settingsView, .creditsView, .auditView,
    ]

    /// Sees to it that things run: starts, stops and reviews what others have set up.
    private static let operating: Set<Permission> = Role.viewing.union([
        .jobsRun, .reportsRun, .contentRun, .contentReview, .systemView,
    ])

    var permissions: Set<Permission> {
        switch self {
        case .viewer: Role.viewing
        case .operator: Role.operating
        case .editor: Role.operating.union([.jobsEdit, .reportsEdit, .contentEdit, .audienceEdit, .settingsEdit])
        case .owner: Set(Permission.allCases).subtracting([.organizationsCreate])
        }
    }
}

extension Set<Permission> {
    /// In the order in which they are declared.
    var names: [String] { Permission.allCases.filter { self.contains($0) }.map(\.rawValue) }

    /// Reads names that were stored. A name of another version of the program permits nothing.
    init(names: [String]) { self = Set(names.compactMap { Permission(rawValue: $0) }) }
}
