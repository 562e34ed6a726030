import HTTP

/// Who may use a route.
enum Access: Sendable, Hashable {
    /// Anybody: what the request shows besides, the route looks at itself.
    case open
    /// Whoever has signed in or shows a key, with whatever permissions.
    case known
    /// Whoever has a permission.
    case with(Permission)
}

/// Which route needs which permission: the only place that says so, and the router asks it. A route that does not stand
/// here keeps the program from starting.
enum AccessTable {
    /// Routes below `/api/v1`, without a slash at their end.
    private static let routes: [(Permission, [String])] = [
        (
            .jobsView,
            [
                "GET /jobs", "GET /jobs/{id}", "GET /jobs/{id}/statistics", "GET /jobs/{id}/fires",
                "GET /jobs/{id}/occurrences", "POST /schedules/preview", "GET /runs", "GET /runs/{id}",
                "GET /runs/{id}/logs", "GET /models", "GET /events", "GET /jobs/{id}/triggers",
            ]
        ),
        (
            .jobsEdit,
            [
                "POST /jobs", "PUT /jobs/{id}", "PATCH /jobs/{id}", "DELETE /jobs/{id}", "POST /jobs/{id}/pause",
                "POST /jobs/{id}/resume", "POST /jobs/{id}/duplicate", "POST /jobs/preview", "POST /jobs/{id}/triggers",
                "DELETE /jobs/{id}/triggers/{triggerId}", "POST /jobs/{id}/triggers/{triggerId}/rotate",
                "POST /jobs/{id}/occurrences/skip",
            ]
        ),
        (
            .jobsRun,
            [
                "POST /jobs/{id}/run", "POST /jobs/{id}/test", "POST /runs/{id}/pause", "POST /runs/{id}/resume",
                "POST /runs/{id}/cancel", "POST /runs/{id}/retry", "POST /runs/{id}/send",
                "POST /dead_letters/{id}/requeue", "POST /dead_letters/{id}/discard", "POST /jobs/{id}/backfill",
            ]
        ),
        (
            .reportsView,
            [
                "GET /templates", "GET /templates/{id}", "GET /executions", "GET /executions/{id}",
                "GET /executions/{id}/snapshot", "GET /executions/{id}/diff",
            ]
        ),
        (
            .reportsEdit,
            [
                "POST /templates", "PUT /templates/{id}", "DELETE /templates/{id}", "POST /templates/{id}/pause",
                "POST /templates/{id}/resume",
            ]
        ),
        (.reportsRun, ["POST /templates/{id}/run", "POST /executions/{id}/replay"]),
        (
            .contentView,
            [
                "GET /sites", "GET /sites/{id}", "GET /items", "GET /contents", "GET /contents/{id}",
                "GET /contents/{id}/preview", "GET /artifacts/{id}", "GET /automation/current_run",
                "GET /automation/activity_log/{run_id}", "GET /automation/history", "GET /automation/logs/{run_id}",
                "GET /automation/estimate", "GET /automation/config",
            ]
        ),
        (
            .contentEdit,
            [
                "POST /sites", "PATCH /sites/{id}", "DELETE /sites/{id}", "POST /sites/{id}/keywords",
                "POST /items/disable", "POST /items/enable", "POST /items/delete", "PUT /automation/config",
            ]
        ),
        (
            .contentRun,
            [
                "POST /automation/run_now", "POST /automation/pause", "POST /automation/resume",
                "POST /automation/retry",
            ]
        ),
        (.contentReview, ["POST /contents/approve", "POST /contents/reject", "POST /contents/return"]),
        (
            .audienceView,
            ["GET /subscribers", "GET /subscribers/export", "GET /subscribers/{id}", "GET /lists"]
        ),
        (.audienceEdit, ["POST /subscribers/import", "POST /subscribers/{id}/suppress", "POST /lists"]),
        (
            .settingsView,
            [
                "GET /secrets", "GET /secrets/key", "GET /notifications", "GET /notifications/{id}",
                "GET /notifications/{id}/deliveries", "GET /retention",
            ]
        ),
        (
            .settingsEdit,
            [
                "PUT /secrets/{name}", "DELETE /secrets/{name}", "POST /notifications", "PUT /notifications/{id}",
                "DELETE /notifications/{id}", "POST /notifications/{id}/test", "PUT /retention", "POST /retention/run",
            ]
        ),
        (.creditsView, ["GET /credits"]),
        (.creditsEdit, ["POST /credits/top_up"]),
        (
            .usersManage,
            [
                "GET /users", "POST /users", "PATCH /users/{id}", "DELETE /users/{id}", "PATCH /organization",
            ]
        ),
        (.keysManage, ["GET /api_keys", "POST /api_keys", "DELETE /api_keys/{id}"]),
        (.systemView, ["GET /system", "GET /dead_letters", "GET /dead_letters/{id}"]),
        (.auditView, ["GET /audit"]),
        (.organizationsCreate, ["POST /organizations"]),
    ]

    /// What everybody may who is known: it is about themselves, or says no more than that they belong here.
    private static let known = [
        "GET /organization", "GET /session", "PATCH /session", "POST /session", "DELETE /session",
        "DELETE /sessions/current", "POST /users/{id}/password",
    ]

    /// What shows its own proof: a password, an invitation, a signature.
    private static let open = ["POST /sessions", "POST /invitations/accept", "POST /hooks/{triggerId}"]

    private static let table: [String: Access] = {
        let permitted = AccessTable.routes.flatMap { permission, routes in routes.map { ($0, Access.with(permission)) }
        }
        let others = AccessTable.known.map { ($0, Access.known) } + AccessTable.open.map { ($0, Access.open) }
        // A route that stands here twice is a mistake in the source.
        return Dictionary(uniqueKeysWithValues: permitted + others)
    }()

    /// All routes that stand here: `GET /jobs/{id}`.
    static var entries: [String] { self.table.keys.sorted() }

    /// - Parameter pattern: Below `/api/v1`, with a slash at its end or without.
    /// - Returns: `nil` for what does not stand here.
    static func access(_ method: Method, _ pattern: String) -> Access? {
        // `HEAD` is answered by the route for `GET`.
        let method = method == .head ? Method.get : method
        let path = pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern
        return self.table["\(method.rawValue) \(path)"]
    }
}
