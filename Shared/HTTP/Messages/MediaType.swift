/// A media type as it stands in `Content-Type` (RFC 9110, section 8.3.1).
struct MediaType: Equatable {
    /// `type/subtype`, in lower case.
    let name: String
    /// Names in lower case; values without their quotes.
    let parameters: [(name: String, value: String)]

    /// - Returns: `nil` when `text` is no media type.
    init?(_ text: String) {
        var parts = text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
        guard let essence = parts.popFirst()?.trimmingBlanks else { return nil }
        let halves = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Token.contains) }) else { return nil }
        self.name = MediaType.lowercased(essence)
        var parameters: [(name: String, value: String)] = []
        for part in parts {
            let part = part.trimmingBlanks
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let name = part[..<equals]
            var value = part[part.index(after: equals)...]
            if value.count >= 2, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") {
                value = value.dropFirst().dropLast()
            }
            guard !name.isEmpty, name.allSatisfy(Token.contains), !value.isEmpty, value.allSatisfy(Token.contains)
            else { return nil }
            parameters.append((MediaType.lowercased(name), String(decoding: value, as: UTF8.self)))
        }
        self.parameters = parameters
    }

    static func == (left: MediaType, right: MediaType) -> Bool {
        left.name == right.name && left.parameters.elementsEqual(right.parameters, by: ==)
    }

    private static func lowercased(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.map(ASCII.lowercase), as: UTF8.self)
    }

    /// Whether gzip makes bodies of this type smaller.
    static func isCompressible(_ contentType: String) -> Bool {
        let name = contentType.utf8.prefix { $0 != UInt8(ascii: ";") }.trimmingBlanks
        if name.starts(with: "text/".utf8) { return !name.elementsEqual("text/event-stream".utf8) }
        return name.elementsEqual("application/json".utf8) || name.elementsEqual("application/problem+json".utf8)
            || name.elementsEqual("image/svg+xml".utf8) || name.elementsEqual("application/manifest+json".utf8)
            || name.elementsEqual("application/xml".utf8)
    }

    /// The `Content-Type` of a file by the extension of its name.
    static func ofFile(named name: String) -> HeaderValue {
        guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
        return self.byExtension[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }

    private static let byExtension: [String: HeaderValue] = [
        "avif": "image/avif",
        "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "gif": "image/gif",
        "html": "text/html; charset=utf-8",
        "ico": "image/x-icon",
        "jpeg": "image/jpeg",
        "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "map": "application/json",
        "md": "text/markdown; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8",
        "pdf": "application/pdf",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
        "wasm": "application/wasm",
        "webmanifest": "application/manifest+json",
        "webp": "image/webp",
        "woff": "font/woff",
        "woff2": "font/woff2",
        "xml": "application/xml",
    ]
}
