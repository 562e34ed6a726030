import Values

/// Finds what opens something in texts that everybody in the organization may read, by how it looks. Pure.
///
/// It finds what was pasted by mistake, not what somebody hides.
enum Credentials {
    static let message = "looks like a credential: keep it in the store of secrets, and refer to it by its name"
    /// Of a header that opens something.
    static let header = "must take what is secret from the store of secrets: {{secret:name}}"
    static let messages: Set<String> = [message, header]

    /// How the keys of well-known services begin, and how many characters there are behind that at least.
    private static let prefixes: [(String, Int)] = [
        ("AKIA", 16), ("ASIA", 16), ("AIza", 35), ("ghp_", 30), ("gho_", 30), ("ghu_", 30), ("ghs_", 30), ("ghr_", 30),
        ("github_pat_", 20), ("glpat-", 20), ("xoxa-", 10), ("xoxb-", 10), ("xoxp-", 10), ("xoxr-", 10), ("xoxs-", 10),
        ("xapp-", 10), ("sk_live_", 10), ("sk_test_", 10), ("rk_live_", 10), ("whsec_", 16), ("npm_", 30), ("hf_", 30),
    ]
    /// Parameters of a URL that carry what must not be seen.
    private static let parameters: Set<String> = [
        "access_token", "api_key", "api-key", "apikey", "client_secret", "password", "passwd", "secret",
    ]

    /// - Parameter pointer: Where the value stands in the message.
    static func problems(_ value: JSON, at pointer: String) -> [FieldError] {
        switch value {
        case .string(let text): self.isIn(text) ? [FieldError(pointer: pointer, message: self.message)] : []
        case .array(let elements):
            elements.enumerated().flatMap { self.problems($1, at: "\(pointer)/\($0)") }
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { name, value in
                self.problems(value, at: pointer + JSONPointer([name]).description)
            }
        case .null, .bool, .integer, .number: []
        }
    }

    static func isIn(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return self.hasPrivateKey(bytes) || self.hasPassword(bytes) || self.hasAuthorization(bytes)
            || bytes.split { !self.isOfToken($0) }.contains {
                $0.count > 12 && self.isToken(String(decoding: $0, as: UTF8.self))
            }
    }

    /// Whether the value of a header shows something: `Bearer …`, `Basic …`.
    static func isAuthorization(_ value: String) -> Bool {
        let words = value.split(separator: " ")
        guard words.count == 2, ["bearer", "basic", "token", "apikey"].contains(words[0].lowercased()) else {
            return false
        }
        return !words[1].contains("{{secret:")
    }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// One word of the characters that keys are made of.
    private static func isToken(_ word: String) -> Bool {
        if self.prefixes.contains(where: { word.hasPrefix($0) && word.utf8.count >= $0.utf8.count + $1 }) {
            return true
        }
        if word.hasPrefix("eyJ") {  // A JSON object in base64: the head of a token (RFC 7519), and its claims.
            let parts = word.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 3 && parts[1].hasPrefix("eyJ")
        }
        // Ours, and those of providers of models. A word with hyphens that only begins so has no digits.
        guard word.hasPrefix("sk-") || word.hasPrefix("sk_") else { return false }
        let rest = word.dropFirst(3)
        let longest = rest.split { "-_".contains($0) }.map(\.utf8.count).max() ?? 0
        return longest >= 20 || rest.utf8.count >= 16 && rest.contains(where: \.isNumber)
    }

    private static func hasPrivateKey(_ bytes: [UInt8]) -> Bool {
        self.places(behind: "-----begin ", in: bytes).contains { start in
            self.text(bytes[start...].prefix(60)).contains("PRIVATE KEY")
        }
    }

    /// A line of a header in a text.
    private static func hasAuthorization(_ bytes: [UInt8]) -> Bool {
        self.places(behind: "authorization:", in: bytes).contains { start in
            let line = self.text(bytes[start...].prefix(400).prefix { !"\r\n\"'".utf8.contains($0) })
            return self.isAuthorization(line.split(separator: " ").prefix(2).joined(separator: " "))
        }
    }

    /// `https://user:password@host`, and a URL with a parameter that is one.
    private static func hasPassword(_ bytes: [UInt8]) -> Bool {
        func isOfURL(_ byte: UInt8) -> Bool { byte > 0x20 && !"\"'<>".utf8.contains(byte) }
        var end = 0
        for start in self.places(behind: "://", in: bytes) {
            let authority = bytes[start...].prefix(300).prefix { isOfURL($0) && !"/?#".utf8.contains($0) }
            if let at = authority.lastIndex(of: UInt8(ascii: "@")),
                let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":"))
            {
                let password = authority[(colon + 1)..<at]
                if !password.isEmpty, !self.text(password).hasPrefix("{{secret:") { return true }
            }
            // What stands in one URL is looked at once, however many are in it.
            guard start >= end else { continue }
            let url = bytes[start...].prefix(while: isOfURL)
            end = url.endIndex
            guard let query = url.firstIndex(of: UInt8(ascii: "?")) else { continue }
            for pair in url[query...].dropFirst().split(whereSeparator: { "&#?".utf8.contains($0) }) {
                guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), equals < pair.endIndex - 1 else { continue }
                if self.parameters.contains(self.text(pair[..<equals]).lowercased()) { return true }
            }
        }
        return false
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The places behind a word, which is in lower case; how it is written in the text does not matter.
    private static func places(behind word: StaticString, in bytes: [UInt8]) -> [Int] {
        let word = Array("\(word)".utf8)
        guard bytes.count > word.count else { return [] }
        var places: [Int] = []
        for start in 0..<(bytes.count - word.count) where self.isEqual(bytes[start], word[0]) {
            if word.indices.allSatisfy({ self.isEqual(bytes[start + $0], word[$0]) }) {
                places.append(start + word.count)
            }
        }
        return places
    }

    private static func isEqual(_ byte: UInt8, _ lower: UInt8) -> Bool {
        byte == lower || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte + 32 == lower
    }
}
