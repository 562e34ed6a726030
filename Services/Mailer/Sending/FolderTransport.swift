import Glibc

/// Writes mails as `.eml` files into a folder, for development. A mail that is written again replaces itself.
struct FolderTransport: Transport {
    let folder: String

    func send(from sender: String, to recipient: String, id: String, message: [UInt8]) async -> Handover {
        let name = String(id.unicodeScalars.map { FolderTransport.isSafe($0) ? Character($0) : "_" })
        let path = "\(self.folder)/\(name).eml"
        // Written beside and renamed, so that whoever looks sees whole files.
        let temporary = "\(self.folder)/.\(name).tmp"
        guard let file = fopen(temporary, "w") else {
            return .unavailable(detail: "cannot write to \(self.folder): \(String(cString: strerror(errno)))")
        }
        let written = fwrite(message, 1, message.count, file)
        guard fclose(file) == 0, written == message.count, rename(temporary, path) == 0 else {
            unlink(temporary)
            return .unavailable(detail: "cannot write to \(self.folder): \(String(cString: strerror(errno)))")
        }
        return .sent(code: 250, detail: "written to \(name).eml")
    }

    func close() async {}

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "@")
            || scalar == "."
    }
}
