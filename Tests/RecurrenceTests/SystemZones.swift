import Glibc
import Recurrence

/// What lies in this machine's zone directory.
enum SystemZones {
    struct Failure: Error {
        let path: String
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        let path = "\(ZoneDatabase.systemDirectory)/\(name)"
        guard let file = fopen(path, "rbe") else { throw Failure(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&block, 1, block.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
        }
    }

    /// The names of `zone1970.tab`: one zone for each set of clocks that agree since 1970.
    static func names() throws -> [String] {
        String(decoding: try self.bytes("zone1970.tab"), as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { String($0.split(separator: "\t")[2]) }
    }
}
