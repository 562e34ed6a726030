import FoundationEssentials
import PythonTool

/// Python's `email` package: reads what we write.
struct MailReader {
    struct Header: Decodable, Equatable {
        let name: String
        let value: String
    }

    struct Person: Decodable, Equatable {
        let name: String
        let address: String
    }

    struct Part: Decodable, Equatable {
        let type: String
        let charset: String
        let content: String
    }

    struct Message: Decodable {
        let headers: [Header]
        let date: Int64
        let from: [Person]
        let to: [Person]
        let replyTo: [Person]
        let subject: String
        let type: String
        let parts: [Part]
        /// What a program that can show both would show.
        let preferred: String
        let defects: [String]

        func values(_ name: String) -> [String] { self.headers.filter { $0.name == name }.map(\.value) }
    }

    private let process: ChildProcess

    func read(_ message: [UInt8]) async throws -> Message {
        try await self.process.writeLine(Data(message).base64EncodedString())
        return try JSONDecoder().decode(Message.self, from: Data(try await self.process.readLine().utf8))
    }

    static func run<Result>(_ body: (MailReader) async throws -> Result) async throws -> Result {
        let script = String(#filePath.dropLast("MailReader.swift".count)) + "read_mail.py"
        let process = try PythonTool.start(script)
        do {
            let result = try await body(MailReader(process: process))
            try await process.stop()
            return result
        } catch {
            try await process.stop()
            throw error
        }
    }
}
