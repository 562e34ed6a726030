import Glibc

/// Unpacks with the system's `gzip`, so that no mistake of ours can hide a mistake of ours.
func gunzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let path = "/tmp/http-tests-\(getpid())-\(UInt64.random(in: 0 ... .max)).gz"
    guard let file = fopen(path, "w") else { throw RawClient.Failure(description: "fopen: \(errno)") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    defer { unlink(path) }
    guard let pipe = popen("gzip -dc \(path)", "r") else { throw RawClient.Failure(description: "popen: \(errno)") }
    var output: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&part, 1, part.count, pipe), count > 0 { output += part[..<count] }
    guard pclose(pipe) == 0 else { throw RawClient.Failure(description: "gzip refused it") }
    return output
}
