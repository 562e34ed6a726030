import Contracts
import Testing
import Values

@testable import AIGateway
@testable import Curl

@Suite struct HTTPSourceTests {
    private static func source(_ change: (inout ReportSource) -> Void = { _ in }) -> ReportSource {
        var source = ReportSource(name: "orders", type: .http)
        source.url = "https://example.org/orders"
        change(&source)
        return source
    }

    private static func response(_ status: Int, _ headers: HTTPClient.Headers = [:]) -> HTTPClient.Response {
        HTTPClient.Response(head: .init(status: status, headers: headers, isDelimited: true), body: Array("x".utf8))
    }

    @Test("secrets are put into headers and texts of the body, and nowhere else")
    func request() throws {
        let source = Self.source { source in
            source.headers = ["Authorization": "Bearer {{secret:token}}", "X-A": "b"]
            source.body = ["{{secret:token}}": ["{{secret:token}}", 7]]
        }
        let request = try HTTPSource.request(source, ["token": "s3cr\"t"])
        #expect(request.method == "POST" && request.headers["authorization"] == "Bearer s3cr\"t")
        #expect(
            request.headers["Content-Type"] == "application/json" && request.headers["accept"] == "application/json"
        )
        #expect(try JSON(parsing: request.body ?? []) == ["{{secret:token}}": ["s3cr\"t", 7]])
        #expect(request.maximumBodySize == 5 << 20)
        let error = #expect(throws: SourceFailure.self) { try HTTPSource.request(source, [:]) }
        #expect(error?.code == "secret_missing" && error?.isTransient == false)
        let plain = try HTTPSource.request(Self.source(), [:])
        #expect(plain.method == "GET" && plain.body == nil)
        let text = try HTTPSource.request(Self.source { $0.body = "a {{secret:b}}" }, ["b": "c"])
        #expect(text.body == Array("a c".utf8) && text.headers["Content-Type"] == "text/plain")
    }

    @Test("a redirect is followed on the same server alone")
    func redirects() throws {
        let request = HTTPClient.Request("GET", "https://example.org/a", headers: ["Authorization": "x"])
        func location(_ text: String?, _ request: HTTPClient.Request) -> String? {
            try? HTTPSource.redirected(request, Self.response(302, text.map { ["Location": $0] } ?? [:]))
        }
        #expect(location("/b?c", request) == "https://example.org:443/b?c")
        #expect(location("https://EXAMPLE.org/b", request) == "https://EXAMPLE.org/b")
        for other in [
            "https://example.com/b", "//example.com/b", "http://example.org/b", "https://example.org:8443/b", "b", "",
            "https://example.org@example.com/", nil,
        ] {
            #expect(location(other, request) == nil, "\(other ?? "nil")")
        }
        var post = request
        post.method = "POST"
        #expect(location("/b", post) == nil)
    }

    @Test("what failed and may pass, passes on when to ask again")
    func failures() {
        for (status, isTransient) in [
            (500, true), (503, true), (429, true), (408, true), (400, false), (404, false), (304, false),
        ] {
            let failure = HTTPSource.failure(Self.response(status, ["Retry-After": "7"]))
            #expect(failure.isTransient == isTransient && failure.code == "http_status")
            #expect(failure.retryAfter == (isTransient ? .seconds(7) : nil))
        }
        let codes: [(HTTPClientError.Code, String, Bool)] = [
            (.timeout, "timeout", true), (.tooLarge, "too_large", false), (.connectFailed, "unreachable", true),
            (.refusedAddress, "refused_address", false), (.certificate, "certificate", false),
            (.truncated, "truncated", true),
        ]
        for (code, name, isTransient) in codes {
            let failure = SourceFailure(HTTPClientError(code, "x", detail: "a.example"), limit: .seconds(5), size: 10)
            #expect(
                failure.code == name && failure.isTransient == isTransient && !failure.message.contains("a.example")
            )
        }
    }

    @Test("the part that is selected is taken, and what is none is named")
    func selection() throws {
        let body = Array(#"{"a":{"b":[1,2]}}"#.utf8)
        #expect(JSON(try HTTPSource.read(body, select: nil).element) == ["a": ["b": [1, 2]]])
        #expect(JSON(try HTTPSource.read(body, select: "/a/b").element) == [1, 2])
        for (bytes, select, code) in [
            (body, "/a/c", "nothing_selected"), (Array("<html>".utf8), nil, "invalid_json"), ([], nil, "invalid_json"),
            (Array(#"{"a":1,"a":2}"#.utf8), nil, "invalid_json"), ([0xFF], nil, "invalid_json"),
            (Array(String(repeating: "[", count: 40).utf8), nil, "invalid_json"),
        ] as [([UInt8], String?, String)] {
            let error = #expect(throws: SourceFailure.self) { try HTTPSource.read(bytes, select: select) }
            #expect(error?.code == code && error?.isTransient == false)
        }
    }

    @Test("addresses that no source may be on are not connected to")
    func addresses() async throws {
        let http = HTTPSource(clients: try OutboundClients(), hosts: [])
        for url in [
            "http://example.org/", "https://127.0.0.1:8443/", "http://127.0.0.1/", "https://[::1]/",
            "https://2130706433/",
            "https://169.254.169.254/latest", "https://localhost/", "https://example.org:22/",
        ] {
            let error = await #expect(throws: SourceFailure.self) {
                try await http.fetch(Self.source { $0.url = url }, [:], within: .seconds(5))
            }
            #expect(error?.code == "refused_address", "\(url)")
        }
        await http.clients.close()
    }
}

@Suite struct SQLSourceTests {
    @Test(
        "the parts of an address",
        arguments: [
            ("postgres://reader:p%40ss%3A@db.example.org:6432/shop", 6432, nil),
            ("postgresql://reader:p%40ss%3A@DB.example.org/shop?sslmode=verify-full", 5432, "verify-full"),
        ] as [(String, UInt16, String?)]
    )
    func parts(url: String, port: UInt16, encryption: String?) throws {
        let address = try #require(DatabaseAddress(url))
        #expect(address.user == "reader" && address.password == "p@ss:" && address.host == "db.example.org")
        #expect(address.port == port && address.database == "shop" && address.encryption == encryption)
    }

    @Test(
        "what else libpq would take is refused",
        arguments: [
            "", "postgres://", "host=a user=b", "postgres://a@b/c", "postgres://a:@b/c", "postgres://a:b@/c",
            "postgres://a:b@c/",
            "postgres://a:b@c", "postgres://a:b@c/d?host=/tmp", "postgres://a:b@c/d?sslmode=none",
            "postgres://a:b@c/d?sslmode=require&options=-c", "postgres://a:b@c,d/e", "postgres://a:b@%2Ftmp/c",
            "postgres://a:b%00@c/d", "postgres://a:b@c:0/d", "postgres://a:b@c/d#e", "mysql://a:b@c/d",
            "postgres://a:b@c/d\n",
            "postgres://a:b@c/d?service=x", "postgres://a:b%zz@c/d",
        ]
    )
    func wrong(url: String) { #expect(DatabaseAddress(url) == nil) }

    @Test("the connection goes to the address that was looked at, and quotes what it is given")
    func connection() throws {
        let address = try #require(
            DatabaseAddress("postgres://re%27ader:p%5Css%20x@db.example.org/shop?sslmode=disable")
        )
        let open = SQLSource.connection(to: address, at: ["192.0.2.1", "2001:db8::1"], isNamed: false)
        #expect(
            open.contains("hostaddr='192.0.2.1,2001:db8::1'") && open.contains("host='db.example.org,db.example.org'")
        )
        #expect(open.contains(#"user='re\'ader'"#) && open.contains(#"password='p\\ss x'"#))
        #expect(open.contains("sslmode='require'"))
        #expect(SQLSource.connection(to: address, at: ["10.0.0.1"], isNamed: true).contains("sslmode='disable'"))
    }

    @Test("a question stands within another, on lines of its own")
    func statement() {
        let text = SQLSource.statement("select 1 -- all ;")
        #expect(text.contains("(\nselect 1 -- all\n)"))
        #expect(text.contains("limit 1001") && text.contains("limit 1000"))
    }

    @Test("rows with two columns of one name are explained")
    func rows() throws {
        #expect(JSON(try SQLSource.read(Array(#"[{"a":1}]"#.utf8))) == [["a": 1]])
        let error = #expect(throws: SourceFailure.self) { try SQLSource.read(Array(#"[{"a":1,"a":2}]"#.utf8)) }
        #expect(error?.message.contains("one name") == true)
    }

    @Test("names that lead to inner addresses lead nowhere")
    func lookup() {
        #expect(HostLookup.addresses(of: "127.0.0.1", .publicOnly) == [])
        #expect(HostLookup.addresses(of: "127.0.0.1", .any) == ["127.0.0.1"])
        #expect(HostLookup.addresses(of: "::1", .publicOnly) == [])
        #expect(HostLookup.addresses(of: "2130706433", .publicOnly) == [])
        #expect(HostLookup.addresses(of: "no.such.host.invalid", .any) == nil)
    }
}

@Suite struct SourceCutTests {
    private static func cut(_ json: JSON, limit: Int, _ secrets: [String] = []) throws -> (JSON, Bool) {
        var cut = SourceCut(limit: limit, Redactor(secrets))
        let kept = cut.cut(try JSONDocument(json.bytes, maximumDepth: 100).root)
        return (kept, cut.isCut)
    }

    @Test("what fits stays as it is")
    func fits() throws {
        let json: JSON = ["a": [1, .number(2.5), .null, true, "x"], "b": ["c": []]]
        let (kept, isCut) = try Self.cut(json, limit: 1000)
        #expect(kept == json && !isCut)
    }

    @Test("rows that do not fit are left out whole")
    func rows() throws {
        let rows = JSON.array((0..<1000).map { ["n": .integer($0), "text": "0123456789"] })
        let (kept, isCut) = try Self.cut(rows, limit: 1000)
        let elements = try #require(kept.array)
        #expect(isCut && (25...40).contains(elements.count))
        #expect(elements.last?["text"] == "0123456789" && kept.bytes.count <= 1000)
        let (one, _) = try Self.cut([.string(String(repeating: "ü", count: 5000))], limit: 1000)
        #expect((800...1010).contains(one.bytes.count))
    }

    @Test("no data is larger than it may be by much", arguments: [10, 100, 1000, 10_000])
    func bounds(limit: Int) throws {
        let wide = JSON.object(Dictionary(uniqueKeysWithValues: (0..<2000).map { ("key \($0)", .integer($0)) }))
        var deep: JSON = "x"
        for _ in 0..<60 { deep = [deep, "y"] }
        for json in [
            wide, deep, .string(String(repeating: "😀", count: 20_000)), .array(Array(repeating: wide, count: 5)),
        ] {
            let (kept, isCut) = try Self.cut(json, limit: limit)
            #expect(kept.bytes.count <= limit + 200)
            #expect(isCut)
            #expect((try? JSONDocument(kept.bytes)) != nil)
        }
    }

    @Test("secrets are taken out of texts and names, whatever stands around them")
    func secrets() throws {
        let json: JSON = ["Bearer s3cret": ["as3crets3cretb", "s3c", "n\\u00e9"], "x": "s3cret-long"]
        let (kept, _) = try Self.cut(json, limit: 1000, ["s3cret", "s3cret-long", "abc"])
        #expect(kept == ["Bearer [secret]": ["a[secret][secret]b", "s3c", "n\\u00e9"], "x": "[secret]"])
        #expect(Redactor(["abc"]).clean("abcabc") == "abcabc")
        #expect(Redactor([]).clean("x") == "x")
    }

    @Test("so many sources share what a run may have")
    func shares() {
        #expect(SourceCut.share(of: 1) == 524_288)
        #expect(SourceCut.share(of: 20) * 20 <= SourceCut.perRun)
    }
}
