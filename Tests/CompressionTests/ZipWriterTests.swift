import Glibc
import PythonTool
import Testing
import Values

@testable import Compression

@Suite struct ZipWriterTests {
    /// What Python's `zipfile` finds in an archive.
    private static func read(_ bytes: [UInt8]) async throws -> JSON {
        let path = "/tmp/compression-tests-\(getpid())-\(UInt64.random(in: 0 ... .max)).zip"
        guard let file = fopen(path, "w") else { throw CompressionError(description: "fopen: \(errno)") }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
        defer { unlink(path) }
        let script = String(#filePath.dropLast("ZipWriterTests.swift".count)) + "list_zip.py"
        return try JSON(parsing: try await PythonTool.run(script, [path]))
    }

    private static let time = Timestamp("2026-11-21T14:05:23Z") ?? Timestamp(seconds: 0)

    @Test("an archive written in parts is one that others read")
    func parts() async throws {
        var writer = ZipWriter(time: Self.time)
        var bytes = try writer.begin("logs/automation/demo/first.log")
        bytes += try writer.write(Array("14:05:23 - Automation started\n".utf8))
        bytes += try writer.write([])
        bytes += try writer.write(Array("14:05:24 - Stage 1: Found 47 pending keywords → go\n".utf8))
        bytes += try writer.end()
        bytes += try writer.begin("leer/größe.log")
        bytes += try writer.end()
        bytes += try writer.begin("long.log")
        let line = Array("14:05:23 - the same line again and again\n".utf8)
        for _ in 0..<50_000 { bytes += try writer.write(line) }
        bytes += try writer.end()
        bytes += try writer.finish()
        #expect(bytes.count < 50_000)
        let files = try #require(try await Self.read(bytes).array)
        #expect(files.map { $0["name"] } == ["logs/automation/demo/first.log", "leer/größe.log", "long.log"])
        #expect(files[0]["time"] == [2026, 11, 21, 14, 5, 22])
        #expect(files[0]["mode"] == 0o100644)
        #expect(
            files[0]["text"]
                == "14:05:23 - Automation started\n14:05:24 - Stage 1: Found 47 pending keywords → go\n"
        )
        #expect(files[1]["size"] == 0)
        #expect(files[2]["size"] == JSON.integer(Int64(50_000 * line.count)))
    }

    @Test("what cannot be made smaller comes out as it went in")
    func noise() async throws {
        var writer = ZipWriter(time: Timestamp(seconds: -5), level: 1)
        var seed: UInt64 = 1
        let text = (0..<200_000).map { _ -> UInt8 in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(33 + seed >> 33 % 90)
        }
        var bytes = try writer.begin("noise")
        bytes += try writer.write(text)
        bytes += try writer.end()
        bytes += try writer.finish()
        let files = try #require(try await Self.read(bytes).array)
        #expect(files[0]["text"]?.string == String(decoding: text.prefix(1000), as: UTF8.self))
        #expect(files[0]["time"] == [1980, 1, 1, 0, 0, 0])
    }

    @Test("an archive without files is one")
    func empty() async throws {
        var writer = ZipWriter(time: Self.time)
        #expect(try await Self.read(try writer.finish()) == [])
    }
}
