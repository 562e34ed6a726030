/// The target of a request, taken apart and decoded strictly, without normalising anything: what an authorization looks
/// at and what the router looks at are the same.
struct RequestTarget: Sendable {
    /// The path as it was sent, percent escapes included.
    let path: String
    /// The decoded parts between the slashes: `/` has none, `/a/` has `a` and an empty one.
    let segments: [String]
    let query: Query

    /// - Parameter target: What stands in the request line.
    init(_ target: ArraySlice<UInt8>) throws(Refusal) {
        guard target.first == UInt8(ascii: "/") else { throw RequestTarget.formRefusal(target) }
        for byte in target where !RequestTarget.isAllowed(byte) {
            throw .invalidTarget("the target holds a character that must be percent-encoded")
        }
        let mark = target.firstIndex(of: UInt8(ascii: "?"))
        let path = target[..<(mark ?? target.endIndex)]
        self.path = String(decoding: path, as: UTF8.self)
        self.segments = try RequestTarget.segments(of: path)
        self.query = try mark.map { mark throws(Refusal) in try Query(target[(mark + 1)...]) } ?? Query()
    }

    /// Targets that are no path (RFC 9112, section 3.2).
    private static func formRefusal(_ target: ArraySlice<UInt8>) -> Refusal {
        let isAbsolute = target.firstIndex(of: UInt8(ascii: ":")).map { colon in
            target[colon...].starts(with: "://".utf8)
        }
        if target.elementsEqual("*".utf8) || isAbsolute == true {
            return Refusal(
                .methodNotAllowed,
                .methodNotAllowed,
                "the target must be a path; this server is no proxy",
                allow: Method.allCases
            )
        }
        return .invalidTarget("the target must be a path")
    }

    /// Visible ASCII without what a URI cannot hold anywhere and a browser never sends as it is (RFC 3986, appendix A).
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: ">"): false
        case 0x21...0x7E: true
        default: false
        }
    }

    private static func segments(of path: ArraySlice<UInt8>) throws(Refusal) -> [String] {
        var segments: [String] = []
        var rest = path.dropFirst()
        if rest.isEmpty { return [] }
        while true {
            let slash = rest.firstIndex(of: UInt8(ascii: "/"))
            let segment = try self.segment(rest[..<(slash ?? rest.endIndex)])
            // An empty one is a slash at the end; anywhere else it is `//`.
            if segment.isEmpty && slash != nil { throw .notFound }
            segments.append(segment)
            guard let slash else { return segments }
            rest = rest[(slash + 1)...]
        }
    }

    private static func segment(_ raw: ArraySlice<UInt8>) throws(Refusal) -> String {
        let segment = try PercentEncoding.decode(raw, plusIsSpace: false)
        if segment.utf8.contains(where: ASCII.isControl) {
            throw .invalidTarget("the path holds a control character")
        }
        // Servers in front of this one may read these as something else than a name.
        if segment == "." || segment == ".."
            || segment.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
        {
            throw .notFound
        }
        return segment
    }
}
