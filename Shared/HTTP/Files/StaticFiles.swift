/// A folder of files, read once and kept in memory, for a web interface.
///
/// Every file gets an entity tag from its content, and a compressed form when it is text. `index.html` also answers for its
/// folder. Names that start with a dot are left out. Links to files are followed, links to folders are not.
public struct StaticFiles: Sendable {
    private let files: [String: StaticFile]
    private let headers: Headers

    /// Reads all files in and below `directory`.
    ///
    /// - Parameters:
    ///   - cacheControl: Default `no-cache`: kept by browsers, asked for each time, answered with 304 while unchanged. So a
    ///     new version shows at once.
    ///   - headers: Added to each answer, such as a content security policy.
    ///   - limit: Bytes of all files together. Default 64 MiB, as a guard against a wrong folder.
    /// - Throws: ``StaticFilesError``, naming the path.
    public init(
        directory: String,
        cacheControl: HeaderValue = "no-cache",
        headers: Headers = [:],
        limit: Int = 67_108_864
    ) throws(StaticFilesError) {
        var files: [String: StaticFile] = [:]
        var total = 0
        for path in try FileTree.list(directory) {
            let bytes = try FileTree.read("\(directory)/\(path)", limit: limit - total)
            total += bytes.count
            let file = StaticFile(name: path, bytes: bytes)
            files["/\(path)"] = file
            if path == "index.html" || path.hasSuffix("/index.html") { files["/\(path.dropLast(10))"] = file }
        }
        self.files = files
        var headers = headers
        headers[.cacheControl] = cacheControl
        self.headers = headers
    }

    /// What is answered for, in order: `/`, `/app.js`, `/css/app.css`.
    public var paths: [String] { self.files.keys.sorted() }

    /// The answer for one file; `nil` when there is none at that path.
    ///
    /// For routes that show a file under other addresses, as a page whose address holds an identifier.
    public func response(for path: String, to request: Request) -> Response? {
        self.files[path]?.response(to: request, headers: self.headers)
    }
}
