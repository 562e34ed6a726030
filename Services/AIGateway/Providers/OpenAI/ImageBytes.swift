/// What a file is, by its first bytes: neither a provider nor a server on the way is asked.
enum ImageBytes {
    /// `image/png`, `image/jpeg` or `image/webp`; `nil` for anything else.
    static func mediaType(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        let isRIFF = bytes.count >= 12 && bytes.starts(with: "RIFF".utf8)
        return isRIFF && bytes[8..<12].elementsEqual("WEBP".utf8) ? "image/webp" : nil
    }
}
