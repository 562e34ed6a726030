/// What a file is, by its first bytes: neither a provider nor a server on the way is asked.
enum ImageBytes {
    /// `image/png`, `image/jpeg` or `image/webp`; `nil` for anything else.
    static func mediaType(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        let isRIFF = bytes.count >= 12 && bytes.starts(with: "RIFF".utf8)
        return isRIFF && bytes[8..<12].elementsEqual("WEBP".utf8) ? "image/webp" : nil
    }

    /// How large an image is, in pixels; `nil` when its first bytes do not say.
    static func size(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        let size: (width: Int, height: Int)? =
            switch self.mediaType(bytes) {
            case "image/png": self.pair(bytes, 16, 20) { self.big(bytes, $0, 4) }
            case "image/jpeg": self.sizeOfJPEG(bytes)
            case "image/webp": self.sizeOfWebP(bytes)
            default: nil
            }
        guard let size, size.width > 0, size.height > 0 else { return nil }
        return size
    }

    /// In the first frame header; before it are segments with their lengths (ITU T.81, annex B).
    private static func sizeOfJPEG(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        var index = 2
        while index + 9 <= bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame { return self.pair(bytes, index + 7, index + 5) { self.big(bytes, $0, 2) } }
            let isAlone = marker == 0xFF || marker == 0x01 || (0xD0...0xD8).contains(marker)
            index += isAlone ? 1 : 2 + (self.big(bytes, index + 2, 2) ?? bytes.count)
        }
        return nil
    }

    /// In the first chunk, which has one of three forms (RFC 9649, section 2).
    private static func sizeOfWebP(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count >= 30 else { return nil }
        switch String(decoding: bytes[12..<16], as: UTF8.self) {
        case "VP8 ": return self.pair(bytes, 26, 28) { self.little(bytes, $0, 2).map { $0 & 0x3FFF } }
        case "VP8L": return self.little(bytes, 21, 4).map { ($0 & 0x3FFF + 1, $0 >> 14 & 0x3FFF + 1) }
        case "VP8X": return self.pair(bytes, 24, 27) { self.little(bytes, $0, 3).map { $0 + 1 } }
        default: return nil
        }
    }

    private static func pair(
        _ bytes: [UInt8],
        _ width: Int,
        _ height: Int,
        _ read: (Int) -> Int?
    ) -> (width: Int, height: Int)? {
        guard let width = read(width), let height = read(height) else { return nil }
        return (width, height)
    }

    private static func big(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int? {
        guard place + count <= bytes.count else { return nil }
        return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func little(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int? {
        guard place + count <= bytes.count else { return nil }
        return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
