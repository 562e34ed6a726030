import Curl
import Testing

/// Where a client goes, and what it lets through.
@Suite(.timeLimit(.minutes(1)))
struct HTTPSafetyTests {
    static let innerHosts = [
        "127.0.0.1", "127.1", "127.0.0.2", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0",
        "0.0.0.0",
        "localhost", "LOCALHOST", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
        "[64:ff9b::7f00:1]", "[fe80::1]", "[fd00::1]", "[fc00::1]", "[ff02::1]", "[2002:7f00:1::]", "[2001:db8::1]",
        "169.254.169.254", "[::ffff:169.254.169.254]", "[fd00:ec2::254]", "10.0.0.1", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "100.64.0.1", "100.100.100.200", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "168.63.129.16", "192.0.0.192",
    ]

    @Test("no spelling of an inner address gets through", arguments: innerHosts)
    func inner(_ host: String) async throws {
        try await ScriptedServer.run { _ in
        } _: { server in
            let client = try HTTPClientTests.client(.publicOnly)
            let url = "http://\(host):\(server.port)/"
            let error = await #expect(throws: HTTPClientError.self) {
                try await client.send(HTTPClient.Request("GET", url))
            }
            #expect(error?.code == .refusedAddress)
            #expect(error?.isTransient == false)
            #expect(error?.mayHaveArrived == false)
            await client.close()
            #expect(server.accepted == 0)
        }
    }

    @Test("the same spellings reach the server of a client that may go anywhere")
    func anywhere() async throws {
        try await ScriptedServer.run { peer in
            while true {
                _ = try peer.readRequest()
                try peer.answer("ok")
            }
        } _: { server in
            let client = try HTTPClientTests.client(.any)
            for host in ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::ffff:127.0.0.1]"] {
                let url = "http://\(host):\(server.port)/"
                #expect(try await client.send(HTTPClient.Request("GET", url)).status == 200)
            }
            await client.close()
        }
    }

    @Test("ports can be limited")
    func ports() async throws {
        try await ScriptedServer.run { peer in
            _ = try peer.readRequest()
            try peer.answer("ok")
        } _: { server in
            var configuration = HTTPClient.Configuration(addressPolicy: .any)
            configuration.ports = [443, 8443]
            let limited = try HTTPClient(configuration)
            let request = HTTPClient.Request("GET", server.url())
            #expect(await HTTPClientTests.code { try await limited.send(request) } == .refusedAddress)
            #expect(server.accepted == 0)
            await limited.close()
            configuration.ports = [server.port]
            let open = try HTTPClient(configuration)
            #expect(try await open.send(request).status == 200)
            await open.close()
        }
    }

    static let urls = [
        "", "example.test", "//example.test/", "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/",
        "smtp://127.0.0.1/", "javascript:alert(1)", "http:/127.0.0.1/", "http:127.0.0.1", "http://", "http:///",
        "http://user@127.0.0.1/", "http://user:password@127.0.0.1/", "http://127.0.0.1:port/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y", "http://127.0.0.1/\u{0}", "http://127.0.0.1/ü",
        " http://127.0.0.1/", "http://127.0.0.1/\u{7F}", "http://[::1/",
        "http://127.0.0.1/" + String(repeating: "x", count: 8192),
    ]

    @Test("URLs that are none for this client", arguments: urls)
    func url(_ url: String) async throws {
        let client = try HTTPClientTests.client()
        let error = await #expect(throws: HTTPClientError.self) {
            try await client.send(HTTPClient.Request("GET", url))
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.mayHaveArrived == false)
        #expect(error?.description.contains("password") == false)
        await client.close()
    }

    @Test("a request that is more than one is not sent; the error names the field")
    func injection() async throws {
        try await ScriptedServer.run { _ in
        } _: { server in
            let client = try HTTPClientTests.client()
            func refusal(_ change: (inout HTTPClient.Request) -> Void) async -> String {
                var request = HTTPClient.Request("GET", server.url())
                change(&request)
                do {
                    _ = try await client.send(request)
                    return "sent"
                } catch {
                    return error.code == .invalidRequest ? error.reason : "\(error)"
                }
            }
            for value in [
                "a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u{0}b", "a\u{1B}b", "a\u{7F}", "\r\n", "\n", "e\u{301}\r\n",
            ] {
                let reason = await refusal { $0.headers = ["X-Fine": "fine", "X-Name": value] }
                #expect(reason.hasPrefix("headers: X-Name "))
            }
            for name in ["", "X Name", "X-Name:", "X-Name\r\nX-Evil", "X\u{0}", "Ünicode", "X-Name\n", "(comment)"] {
                let reason = await refusal { $0.headers = ["X-Fine": "fine", name: "value"] }
                #expect(reason == "headers: the name of field 2 is not a token")
            }
            for name in [
                "Host", "content-length", "TRANSFER-ENCODING", "Connection", "Expect", "Accept-Encoding", "TE",
            ] {
                let reason = await refusal { $0.headers = [name: "1"] }
                #expect(reason == "headers: \(name) is set by the client")
            }
            for method in ["", "GET /evil HTTP/1.1\r\nX:", "GE T", "GET\r\n", "GÉT", "GET\u{0}"] {
                let reason = await refusal { $0.method = method }
                #expect(reason.hasPrefix("method: "))
            }
            #expect(await refusal { $0.body = [1] }.hasPrefix("body: "))
            #expect(await refusal { $0.deadline = .zero }.hasPrefix("deadline"))
            #expect(await refusal { $0.maximumBodySize = -1 }.hasPrefix("maximumBodySize"))
            let tooLarge = await refusal {
                $0.method = "POST"
                $0.body = [UInt8](repeating: 0, count: HTTPClient.Request.maximumRequestBody + 1)
            }
            #expect(tooLarge.hasPrefix("body: "))
            #expect(server.accepted == 0)
            await client.close()
        }
    }

    @Test("settings that cannot be used")
    func settings() {
        func reason(_ change: (inout HTTPClient.Configuration) -> Void) -> String? {
            var configuration = HTTPClient.Configuration(addressPolicy: .any)
            change(&configuration)
            do {
                _ = try HTTPClient(configuration)
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(reason { _ in } == nil)
        for agent in ["", "a\r\nX-Evil: 1", "a\u{0}"] {
            #expect(reason { $0.userAgent = agent }?.hasPrefix("userAgent: ") == true)
        }
        #expect(reason { $0.certificateAuthorities = "/a\u{0}" }?.hasPrefix("certificateAuthorities: ") == true)
        #expect(reason { $0.idleConnections = 0 }?.hasPrefix("idleConnections: ") == true)
    }

    @Test("header values of every other kind arrive as they are")
    func values() async throws {
        let requests = Recorder<ReceivedRequest>()
        try await ScriptedServer.run { peer in
            while true {
                requests.add(try peer.readRequest())
                try peer.answer("ok")
            }
        } _: { server in
            let client = try HTTPClientTests.client()
            for value in [
                "a", "", "a: b; c=\"d\"", "ünicode ✓", "a\tb", "@file", "a;b,c", String(repeating: "x", count: 8000),
            ] {
                _ = try await client.send(HTTPClient.Request("GET", server.url(), headers: ["X-Value": value]))
                #expect(requests.all.last?.header("x-value") == value)
            }
            _ = try await client.send(HTTPClient.Request("GET", server.url(), headers: ["X-Value": " \t "]))
            #expect(requests.all.last?.header("x-value") == "")
            await client.close()
        }
    }

    @Test("certificates: the own authority, an unknown one, another name, a missing file")
    func certificates() async throws {
        try await Certificates.run { certificates in
            func code(_ port: UInt16, _ host: String, _ authority: String?) async throws -> HTTPClientError.Code? {
                var configuration = HTTPClient.Configuration(addressPolicy: .any)
                configuration.certificateAuthorities = authority
                configuration.requiresTLS = true
                let client = try HTTPClient(configuration)
                let code = await HTTPClientTests.code {
                    let response = try await client.send(HTTPClient.Request("GET", "https://\(host):\(port)/"))
                    #expect(response.body == Array("answer".utf8))
                }
                await client.close()
                return code
            }
            try await MailServer.start("https_server.py", [certificates.server, "answer"]) { _, port in
                let cases: [(String, String?, HTTPClientError.Code?)] = [
                    ("localhost", certificates.authority, nil),
                    ("127.0.0.1", certificates.authority, nil),
                    ("localhost", certificates.otherAuthority, .certificate),
                    ("localhost", nil, .certificate),
                    ("localhost", certificates.folder + "/none", .certificate),
                    ("127.0.0.2", certificates.authority, .connectFailed),
                ]
                for (host, authority, expected) in cases {
                    let code = try await code(port, host, authority)
                    #expect(code == expected, "\(host)")
                }
            }
            try await MailServer.start("https_server.py", [certificates.otherName, "answer"]) { _, port in
                let code = try await code(port, "localhost", certificates.authority)
                #expect(code == .certificate)
            }
        }
    }

    @Test("an encrypted connection that breaks: an error in the handshake, an open end in a body without a length")
    func brokenTLS() async throws {
        try await Certificates.run { certificates in
            var configuration = HTTPClient.Configuration(addressPolicy: .any)
            configuration.certificateAuthorities = certificates.authority
            let client = try HTTPClient(configuration)
            try await MailServer.start("https_server.py", [certificates.server, "reset"]) { _, port in
                let error = await #expect(throws: HTTPClientError.self) {
                    try await client.send(HTTPClient.Request("GET", "https://localhost:\(port)/"))
                }
                #expect(error?.code == .tls)
                #expect(error?.isTransient == true)
                #expect(error?.mayHaveArrived == false)
            }
            try await MailServer.start("https_server.py", [certificates.server, "cut"]) { _, port in
                let response = try await client.send(HTTPClient.Request("GET", "https://localhost:\(port)/"))
                #expect(response.body == Array("half of an ans".utf8))
                #expect(!response.head.isDelimited)
            }
            await client.close()
        }
    }

    @Test("plain HTTP can be refused")
    func requiresTLS() async throws {
        var configuration = HTTPClient.Configuration(addressPolicy: .any)
        configuration.requiresTLS = true
        let client = try HTTPClient(configuration)
        for url in ["http://127.0.0.1/", "HTTP://127.0.0.1/"] {
            #expect(
                await HTTPClientTests.code { try await client.send(HTTPClient.Request("GET", url)) } == .invalidRequest
            )
        }
        await client.close()
    }

    @Test("neither a request nor an error shows a secret")
    func redaction() async throws {
        let request = HTTPClient.Request(
            "POST",
            "http://nowhere.invalid/secret?key=secret",
            headers: ["X-Key": "secret"],
            body: Array("secret".utf8)
        )
        var dumped = ""
        dump(request, to: &dumped)
        dump(request.headers, to: &dumped)
        let client = try HTTPClientTests.client()
        let error = await #expect(throws: HTTPClientError.self) { try await client.send(request) }
        let shown = ["\(request)", "\(request.headers)", dumped, "\(try #require(error))", String(reflecting: error)]
        for text in shown { #expect(!text.contains("secret")) }
        #expect(error?.description.contains("nowhere") == false)
        await client.close()
    }
}
