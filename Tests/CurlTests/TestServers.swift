import FoundationEssentials
import Glibc
import PythonTool

/// Certificates made for one test; removed with ``run(_:)``.
struct Certificates {
    let folder: String

    var authority: String { self.folder + "/authority.pem" }
    var otherAuthority: String { self.folder + "/other-authority.pem" }
    /// For localhost and 127.0.0.1.
    var server: String { self.folder + "/server.pem" }
    /// For elsewhere.test.
    var otherName: String { self.folder + "/other-name.pem" }

    static func run<Result>(_ body: (Certificates) async throws -> Result) async throws -> Result {
        var template = Array("/tmp/stagecoach-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ScriptedServer.Failed(errno: errno) }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var files: [String] = []
        defer {
            for file in files { unlink(file) }
            rmdir(folder)
        }
        let output = try await PythonTool.run(TestScript.path("certificates.py"), [folder])
        files = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        return try await body(Certificates(folder: folder))
    }
}

enum TestScript {
    static func path(_ name: String) -> String {
        String(#filePath.dropLast("TestServers.swift".count)) + name
    }
}

/// aiosmtpd, a mail server that others have written.
struct MailServer {
    enum Encryption: String {
        case implicit, required, offered, off
    }

    /// A message as the server took it.
    struct Message: Decodable {
        let from: String
        let to: [String]
        let content: Data
        let encrypted: Bool
        let authenticated: Bool
        let client: String
        /// The client's: another port is another connection.
        let port: Int
    }

    let port: UInt16
    private let process: ChildProcess

    func next() async throws -> Message {
        try JSONDecoder().decode(Message.self, from: Data(try await self.process.readLine().utf8))
    }

    static func run<Result>(
        _ encryption: Encryption,
        certificate: String? = nil,
        login: String = "-",
        _ body: (MailServer) async throws -> Result
    ) async throws -> Result {
        let arguments = [certificate ?? "-", encryption.rawValue, login]
        return try await Self.start("smtp_server.py", arguments) { process, port in
            try await body(MailServer(port: port, process: process))
        }
    }

    /// Runs `body` while a script serves the port that it has printed.
    static func start<Result>(
        _ script: String,
        _ arguments: [String],
        _ body: (ChildProcess, UInt16) async throws -> Result
    ) async throws -> Result {
        let process = try PythonTool.start(TestScript.path(script), arguments)
        do {
            let line = try await process.readLine()
            guard let port = UInt16(line) else { throw ChildProcess.Ended() }
            let result = try await body(process, port)
            try await process.stop()
            return result
        } catch {
            try await process.stop()
            throw error
        }
    }
}
