/// A strictly checked JSON text (RFC 8259), indexed for reading.
///
/// What others read differently from one another is refused: duplicate keys, a byte order mark, trailing commas, bytes
/// after the value, invalid UTF-8, lone surrogates, U+0000 in a string, numbers beyond a double, deep nesting.
public struct JSONDocument: Sendable {
    enum Kind: UInt8 { case null, bool, number, string, array, object }

    /// One value. Object members are two tokens, key and value; `next` is the index behind the value and all in it.
    struct Token {
        var kind: Kind
        /// Of a string: contains an escape. Of a number: has a fraction or an exponent.
        var isComplex = false
        var start: UInt32
        var end: UInt32
        var next: UInt32 = 0
    }

    /// The text itself.
    public let bytes: [UInt8]
    let tokens: [Token]

    /// Checks the whole text.
    ///
    /// - Parameters:
    ///   - bytes: At most 4 GiB.
    ///   - maximumDepth: How deep arrays and objects may nest. Default 32.
    public init(_ bytes: [UInt8], maximumDepth: Int = 32) throws(JSONError) {
        var scanner = JSONScanner(maximumDepth: maximumDepth)
        let failure: JSONError? = bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONError) {
                try scanner.scan(buffer)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        self.bytes = bytes
        self.tokens = scanner.tokens
    }

    /// The value of the whole text.
    public var root: JSONElement { JSONElement(document: self, index: 0) }
}

/// Checks a text and lists its values in one pass, without recursion.
struct JSONScanner {
    private(set) var tokens: [JSONDocument.Token] = []
    private let maximumDepth: Int
    private var position = 0

    private enum Open { case array, object }

    private struct Level {
        var open: Open
        var token: Int
        var keys = 0
        /// A bit for each key so far: one whose bit is not set is new for sure.
        var marks: UInt64 = 0
        /// The keys so far of an object with many of them.
        var seen: Set<[UInt8]> = []
    }

    /// Up to this many keys are compared one by one; beyond, that would grow with the square of their number.
    private static let comparedKeys = 32

    init(maximumDepth: Int) {
        self.maximumDepth = maximumDepth
    }

    mutating func scan(_ input: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        self.tokens.reserveCapacity(input.count / 8 + 4)
        self.skipSpace(input)
        if self.position == input.count { throw JSONError(code: .empty, offset: 0) }
        var levels: [Level] = []
        levels.reserveCapacity(8)
        var expectsValue = true
        repeat {
            if expectsValue {
                expectsValue = try self.value(input, &levels)
            } else {
                expectsValue = try self.afterValue(input, &levels)
            }
        } while expectsValue || !levels.isEmpty
        self.skipSpace(input)
        if self.position != input.count { throw self.error(.malformed) }
    }

    /// Reads a value, or the opening of one.
    ///
    /// - Returns: Whether a value must follow, as after `[` and after the first key of an object.
    private mutating func value(
        _ input: UnsafeBufferPointer<UInt8>,
        _ levels: inout [Level]
    ) throws(JSONError) -> Bool {
        self.skipSpace(input)
        guard self.position < input.count else { throw self.error(.malformed) }
        switch input[self.position] {
        case UInt8(ascii: "{"):
            try self.open(.object, .object, &levels)
            self.skipSpace(input)
            if self.take(UInt8(ascii: "}"), input) {
                self.close(&levels)
                return false
            }
            try self.key(input, &levels)
            return true
        case UInt8(ascii: "["):
            try self.open(.array, .array, &levels)
            self.skipSpace(input)
            if self.take(UInt8(ascii: "]"), input) {
                self.close(&levels)
                return false
            }
            return true
        case UInt8(ascii: "\""):
            try self.string(input)
        case UInt8(ascii: "t"):
            try self.word("true", .bool, input)
        case UInt8(ascii: "f"):
            try self.word("false", .bool, input)
        case UInt8(ascii: "n"):
            try self.word("null", .null, input)
        default:
            try self.number(input)
        }
        return false
    }

    /// Reads what follows a value inside an array or object: a comma, or the end.
    ///
    /// - Returns: Whether another value must follow.
    private mutating func afterValue(
        _ input: UnsafeBufferPointer<UInt8>,
        _ levels: inout [Level]
    ) throws(JSONError) -> Bool {
        // Only the kind: a copy of the whole level would make its set of keys be copied at the next insertion.
        guard let open = levels.last?.open else { return false }
        self.skipSpace(input)
        let end = open == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if self.take(end, input) {
            self.close(&levels)
            return false
        }
        guard self.take(UInt8(ascii: ","), input) else { throw self.error(.malformed) }
        if open == .object { try self.key(input, &levels) }
        return true
    }

    private mutating func open(
        _ open: Open,
        _ kind: JSONDocument.Kind,
        _ levels: inout [Level]
    ) throws(JSONError) {
        if levels.count == self.maximumDepth { throw self.error(.tooDeep) }
        levels.append(Level(open: open, token: self.tokens.count))
        self.tokens.append(.init(kind: kind, start: UInt32(self.position), end: 0))
        self.position += 1
    }

    private mutating func close(_ levels: inout [Level]) {
        let token = levels.removeLast().token
        self.tokens[token].end = UInt32(self.position)
        self.tokens[token].next = UInt32(self.tokens.count)
    }

    private mutating func key(_ input: UnsafeBufferPointer<UInt8>, _ levels: inout [Level]) throws(JSONError) {
        self.skipSpace(input)
        guard self.position < input.count, input[self.position] == UInt8(ascii: "\"") else {
            throw self.error(.malformed)
        }
        let key = self.tokens.count
        try self.string(input)
        if self.isDuplicate(key, &levels[levels.count - 1], input) {
            throw JSONError(code: .duplicateKey, offset: Int(self.tokens[key].start))
        }
        self.skipSpace(input)
        guard self.take(UInt8(ascii: ":"), input) else { throw self.error(.malformed) }
    }

    private func isDuplicate(_ key: Int, _ level: inout Level, _ input: UnsafeBufferPointer<UInt8>) -> Bool {
        level.keys += 1
        let mark = JSONScanner.mark(of: self.tokens[key], input)
        defer { level.marks |= mark }
        if level.marks & mark == 0, level.seen.isEmpty { return false }
        if level.keys > JSONScanner.comparedKeys {
            if level.seen.isEmpty {
                self.forEachKey(of: level.token, before: key) { earlier in
                    level.seen.insert(JSONText.unescape(input, earlier))
                    return true
                }
            }
            return !level.seen.insert(JSONText.unescape(input, self.tokens[key])).inserted
        }
        var found = false
        self.forEachKey(of: level.token, before: key) { earlier in
            found = JSONScanner.sameKey(earlier, self.tokens[key], input)
            return !found
        }
        return found
    }

    /// Calls `body` with the keys of an object that is being read, until it returns `false`.
    private func forEachKey(of object: Int, before end: Int, _ body: (JSONDocument.Token) -> Bool) {
        var key = object + 1
        while key < end, body(self.tokens[key]) { key = Int(self.tokens[key + 1].next) }
    }

    /// A bit that equal keys have in common; all bits for a key with escapes, which may be written in many ways.
    private static func mark(of key: JSONDocument.Token, _ input: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if key.isComplex { return .max }
        let count = Int(key.end - key.start)
        if count == 0 { return 1 }
        let (first, middle, last) = (input[Int(key.start)], input[Int(key.start) + count / 2], input[Int(key.end) - 1])
        return 1 << UInt64((count &* 7 &+ Int(first) &* 3 &+ Int(middle) &* 5 &+ Int(last)) & 63)
    }

    private static func sameKey(
        _ left: JSONDocument.Token,
        _ right: JSONDocument.Token,
        _ input: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        if left.isComplex || right.isComplex {
            return JSONText.unescape(input, left).elementsEqual(JSONText.unescape(input, right))
        }
        let count = left.end - left.start
        guard count == right.end - right.start else { return false }
        for offset in 0..<Int(count) where input[Int(left.start) + offset] != input[Int(right.start) + offset] {
            return false
        }
        return true
    }

    /// Reads a string. Its token spans the characters between the quotes.
    private mutating func string(_ input: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        self.position += 1
        let start = self.position
        var isComplex = false
        while true {
            guard self.position < input.count else { throw self.error(.malformed) }
            let byte = input[self.position]
            switch byte {
            case UInt8(ascii: "\""):
                let next = UInt32(self.tokens.count + 1)
                self.tokens.append(
                    .init(
                        kind: .string,
                        isComplex: isComplex,
                        start: UInt32(start),
                        end: UInt32(self.position),
                        next: next
                    )
                )
                self.position += 1
                return
            case UInt8(ascii: "\\"):
                isComplex = true
                try self.escape(input)
            case 0:
                throw self.error(.nul)
            case 1..<0x20:
                throw self.error(.malformed)
            case 0x20..<0x80:
                self.position += 1
            default:
                guard let length = UTF8Check.length(at: self.position, in: input) else { throw self.error(.encoding) }
                self.position += length
            }
        }
    }

    private mutating func escape(_ input: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        guard self.position + 1 < input.count else { throw self.error(.malformed) }
        switch input[self.position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            self.position += 2
        case UInt8(ascii: "u"):
            guard let unit = JSONText.codeUnit(input, self.position) else { throw self.error(.malformed) }
            switch unit {
            case 0:
                throw self.error(.nul)
            case 0xD800..<0xDC00:
                guard let low = JSONText.codeUnit(input, self.position + 6), (0xDC00..<0xE000).contains(low) else {
                    throw self.error(.encoding)
                }
                self.position += 12
            case 0xDC00..<0xE000:
                throw self.error(.encoding)
            default:
                self.position += 6
            }
        default:
            throw self.error(.malformed)
        }
    }

    private mutating func number(_ input: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        let start = self.position
        var isComplex = false
        _ = self.take(UInt8(ascii: "-"), input)
        let whole = self.digits(input)
        guard whole > 0, whole == 1 || input[self.position - whole] != UInt8(ascii: "0") else {
            throw self.error(.malformed)
        }
        if self.take(UInt8(ascii: "."), input) {
            isComplex = true
            if self.digits(input) == 0 { throw self.error(.malformed) }
        }
        if self.take(UInt8(ascii: "e"), input) || self.take(UInt8(ascii: "E"), input) {
            isComplex = true
            if !self.take(UInt8(ascii: "+"), input) { _ = self.take(UInt8(ascii: "-"), input) }
            if self.digits(input) == 0 { throw self.error(.malformed) }
        }
        let token = JSONDocument.Token(
            kind: .number,
            isComplex: isComplex,
            start: UInt32(start),
            end: UInt32(self.position),
            next: UInt32(self.tokens.count + 1)
        )
        // 18 digits and no exponent always fit; anything longer is tried.
        if isComplex || self.position - start > 18 {
            let text = String(decoding: UnsafeBufferPointer(rebasing: input[start..<self.position]), as: UTF8.self)
            guard let value = Double(text), value.isFinite else { throw JSONError(code: .range, offset: start) }
        }
        self.tokens.append(token)
    }

    private mutating func digits(_ input: UnsafeBufferPointer<UInt8>) -> Int {
        let start = self.position
        while self.position < input.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(input[self.position]) {
            self.position += 1
        }
        return self.position - start
    }

    private mutating func word(
        _ word: StaticString,
        _ kind: JSONDocument.Kind,
        _ input: UnsafeBufferPointer<UInt8>
    ) throws(JSONError) {
        let start = self.position
        let matches = word.withUTF8Buffer { word in
            start + word.count <= input.count
                && word.elementsEqual(UnsafeBufferPointer(rebasing: input[start..<start + word.count]))
        }
        guard matches else { throw self.error(.malformed) }
        self.position += word.utf8CodeUnitCount
        self.tokens.append(
            .init(
                kind: kind,
                start: UInt32(start),
                end: UInt32(self.position),
                next: UInt32(self.tokens.count + 1)
            )
        )
    }

    private mutating func skipSpace(_ input: UnsafeBufferPointer<UInt8>) {
        while self.position < input.count {
            switch input[self.position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): self.position += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8, _ input: UnsafeBufferPointer<UInt8>) -> Bool {
        guard self.position < input.count, input[self.position] == byte else { return false }
        self.position += 1
        return true
    }

    private func error(_ code: JSONError.Code) -> JSONError { JSONError(code: code, offset: self.position) }
}
