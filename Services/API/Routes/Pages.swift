import HTTP

/// The files of the dashboard.
struct Pages: Sendable {
    private let files: StaticFiles

    /// - Throws: `StaticFilesError`, naming the path.
    init(folder: String) throws {
        self.files = try StaticFiles(
            directory: folder,
            headers: [
                .contentSecurityPolicy: """
                default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
                require-trusted-types-for 'script'
                """,
                "Referrer-Policy": "same-origin",
            ]
        )
    }

    func add(to router: inout Router) { router.serve(self.files) }
}
