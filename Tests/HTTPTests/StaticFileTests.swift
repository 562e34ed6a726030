import Glibc
import HTTP
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StaticFileTests {
    /// Makes a folder, runs `body` with it, removes it.
    private func withFolder(_ files: [String: [UInt8]], _ body: (String) async throws -> Void) async throws {
        let folder = "/tmp/http-tests-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        mkdir(folder, 0o700)
        defer { system("rm -rf '\(folder)'") }
        for (name, bytes) in files {
            if let slash = name.lastIndex(of: "/") { mkdir("\(folder)/\(name[..<slash])", 0o700) }
            guard let file = fopen("\(folder)/\(name)", "w") else {
                throw RawClient.Failure(description: "fopen: \(errno)")
            }
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
        }
        try await body(folder)
    }

    private static let script = Array(String(repeating: "export const x = 1;\n", count: 200).utf8)
    private static let image = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    private let site: [String: [UInt8]] = [
        "index.html": Array("<!doctype html><title>Hello</title>".utf8),
        "js/app.js": Self.script,
        "image.png": Self.image,
        "icons.svg": Array("<svg/>".utf8),
        "inter.woff2": Self.image,
        ".hidden": [1],
        "sub/index.html": Array("sub".utf8),
        "empty.txt": [],
    ]

    @Test("files are served with their types, tags and headers")
    func types() async throws {
        try await self.withFolder(self.site) { folder in
            var router = Router()
            let files = try StaticFiles(directory: folder, headers: [.contentSecurityPolicy: "default-src 'none'"])
            router.serve(files)
            #expect(
                files.paths == [
                    "/", "/empty.txt", "/icons.svg", "/image.png", "/index.html", "/inter.woff2", "/js/app.js", "/sub/",
                    "/sub/index.html",
                ]
            )
            try await withServer(router) { server in
                let types = [
                    "/": "text/html; charset=utf-8", "/index.html": "text/html; charset=utf-8",
                    "/js/app.js": "text/javascript; charset=utf-8", "/image.png": "image/png",
                    "/icons.svg": "image/svg+xml",
                    "/inter.woff2": "font/woff2", "/sub/": "text/html; charset=utf-8",
                    "/empty.txt": "text/plain; charset=utf-8",
                ]
                for (path, type) in types {
                    let answer = try await RawClient.ask(server, RawClient.get(path))
                    #expect(answer.status == 200)
                    #expect(answer["content-type"] == type)
                    #expect(answer["cache-control"] == "no-cache")
                    #expect(answer["content-security-policy"] == "default-src 'none'")
                    #expect(answer["x-content-type-options"] == "nosniff")
                    #expect(answer["etag"]?.hasPrefix("\"") == true)
                    #expect(answer.count("cache-control") == 1)
                }
                for path in ["/.hidden", "/sub", "/js", "/js/", "/none", "/%2ehidden"] {
                    let answer = try await RawClient.ask(server, RawClient.get(path))
                    #expect(answer.status == 404)
                }
                let posted = try await RawClient.ask(server, RawClient.post("/js/app.js", "x"))
                #expect(posted.status == 405)
                #expect(posted["allow"] == "GET, HEAD")
                #expect(try await RawClient.ask(server, RawClient.get("/image.png")).body == Self.image)
            }
        }
    }

    @Test("text is sent compressed to those who take it, with a tag of its own")
    func gzip() async throws {
        try await self.withFolder(self.site) { folder in
            var router = Router()
            router.serve(try StaticFiles(directory: folder))
            try await withServer(router) { server in
                let client = try await RawClient(port: server.port)
                try await client.send(RawClient.get("/js/app.js"))
                let plain = try await client.answer()
                #expect(plain.body == Self.script)
                #expect(plain["content-encoding"] == nil)
                #expect(plain["vary"] == "Accept-Encoding")
                try await client.send(RawClient.get("/js/app.js", "Accept-Encoding: gzip, br"))
                let small = try await client.answer()
                #expect(small["content-encoding"] == "gzip")
                #expect(small["vary"] == "Accept-Encoding")
                #expect(small["etag"] != plain["etag"])
                #expect(small.body.count < plain.body.count / 5)
                #expect(try gunzip(small.body) == Self.script)
                try await client.send(RawClient.get("/js/app.js", "Accept-Encoding: gzip;q=0"))
                #expect(try await client.answer().body == Self.script)
                // No gain, no coding.
                for path in ["/image.png", "/icons.svg"] {
                    try await client.send(RawClient.get(path, "Accept-Encoding: gzip"))
                    let answer = try await client.answer()
                    #expect(answer["content-encoding"] == nil)
                    #expect(answer["vary"] == nil)
                }
            }
        }
    }

    @Test("who has a file already is told so")
    func notModified() async throws {
        try await self.withFolder(self.site) { folder in
            var router = Router()
            router.serve(try StaticFiles(directory: folder, cacheControl: "max-age=60"))
            try await withServer(router) { server in
                let client = try await RawClient(port: server.port)
                try await client.send(RawClient.get("/js/app.js"))
                let first = try await client.answer()
                let tag = try #require(first["etag"])
                for list in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                    try await client.send(RawClient.get("/js/app.js", "If-None-Match: \(list)"))
                    let answer = try await client.answer()
                    #expect(answer.status == 304)
                    #expect(answer["etag"] == tag)
                    #expect(answer["cache-control"] == "max-age=60")
                    #expect(answer["vary"] == "Accept-Encoding")
                    #expect(answer["content-length"] == first["content-length"])
                }
                try await client.send(RawClient.get("/js/app.js", "If-None-Match: \"other\""))
                #expect(try await client.answer().status == 200)
                // The compressed form is another representation.
                try await client.send(RawClient.get("/js/app.js", "If-None-Match: \(tag)", "Accept-Encoding: gzip"))
                #expect(try await client.answer().status == 200)
                try await client.send("HEAD /js/app.js HTTP/1.1\r\nHost: a\r\n\r\n")
                let head = try await client.answer(isHead: true)
                #expect(head["content-length"] == "\(Self.script.count)")
            }
        }
    }

    @Test("tags follow the content")
    func tags() async throws {
        var tags: Set<String> = []
        for text in ["a", "b", "ab", "ba", ""] {
            try await self.withFolder(["x.txt": Array(text.utf8)]) { folder in
                var router = Router()
                router.serve(try StaticFiles(directory: folder), at: "/files")
                try await withServer(router) { server in
                    let answer = try await RawClient.ask(server, RawClient.get("/files/x.txt"))
                    #expect(answer.text == text)
                    tags.insert(try #require(answer["etag"]))
                }
            }
        }
        #expect(tags.count == 5)
    }

    @Test("a file can be shown under other addresses")
    func page() async throws {
        try await self.withFolder(self.site) { folder in
            let files = try StaticFiles(directory: folder)
            var router = Router()
            router.get("/runs/{id}") { request in
                guard let response = files.response(for: "/index.html", to: request) else { throw Refusal.notFound }
                return response
            }
            try await withServer(router) { server in
                let answer = try await RawClient.ask(server, RawClient.get("/runs/7"))
                #expect(answer.text.contains("Hello"))
            }
        }
    }

    @Test("a folder that cannot be read is named")
    func errors() async throws {
        #expect(throws: StaticFilesError.self) { try StaticFiles(directory: "/nowhere/at/all") }
        try await self.withFolder(["a.txt": Array(repeating: 1, count: 100)]) { folder in
            let error = #expect(throws: StaticFilesError.self) { try StaticFiles(directory: folder, limit: 99) }
            #expect(error?.code == .tooLarge)
            #expect(error?.path.hasSuffix("a.txt") == true)
        }
        try await self.withFolder(["a{b}.txt": [1]]) { folder in
            let error = #expect(throws: StaticFilesError.self) { try StaticFiles(directory: folder) }
            #expect(error?.code == .invalidName)
        }
    }
}
