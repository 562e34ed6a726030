import Testing

/// A request and how it has to be answered.
struct RequestCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let request: String
    let status: Int
    let code: String?

    init(_ name: String, _ request: String, _ status: Int, _ code: String? = "malformed_request") {
        self.testDescription = name
        self.request = request
        self.status = status
        self.code = code
    }
}

enum GuardCases {
    static let framing: [RequestCase] = [
        RequestCase("no Host", "GET /hello HTTP/1.1\r\n\r\n", 400),
        RequestCase("two Hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        RequestCase("two equal Hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", 400),
        RequestCase("two Hosts in HTTP/1.0", "GET /hello HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        RequestCase("empty Host", "GET /hello HTTP/1.1\r\nHost:\r\n\r\n", 400),
        RequestCase("Host with user", "GET /hello HTTP/1.1\r\nHost: a@b\r\n\r\n", 400),
        RequestCase("Host with path", "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        RequestCase("Host with blank", "GET /hello HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        RequestCase(
            "two lengths",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
            400
        ),
        RequestCase(
            "two equal lengths",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
            400
        ),
        RequestCase(
            "length and chunks",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400
        ),
        RequestCase(
            "chunks and length",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
            400
        ),
        RequestCase(
            "unknown coding",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            400
        ),
        RequestCase(
            "two codings",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
            400
        ),
        RequestCase(
            "gzip, chunked",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            400
        ),
        RequestCase(
            "two fields of codings",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400
        ),
        RequestCase(
            "coding with a blank",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked \r\n\r\n0\r\n\r\n",
            400
        ),
        RequestCase("coding, empty", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n", 400),
        RequestCase("chunks in HTTP/1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        RequestCase(
            "two content types",
            "GET /hello HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Type: a/b\r\n\r\n",
            400
        ),
        RequestCase(
            "two authorizations",
            "GET /hello HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n",
            400
        ),
        RequestCase("blank before the colon", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A : b\r\n\r\n", 400),
        RequestCase("blank in a name", "GET /hello HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n", 400),
        RequestCase("blank before the first name", "GET /hello HTTP/1.1\r\n Host: a\r\n\r\n", 400),
        RequestCase("tab before the colon", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A\t: b\r\n\r\n", 400),
        RequestCase("empty name", "GET /hello HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400),
        RequestCase("control character in a value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: a\u{1}b\r\n\r\n", 400),
        RequestCase("CR in a value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: a\rb\r\n\r\n", 400),
        RequestCase("DEL in a value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: a\u{7F}b\r\n\r\n", 400),
        RequestCase("NUL in a value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: a\0b\r\n\r\n", 400),
        RequestCase("NUL at the end of the last value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: a\0\r\n\r\n", 400),
        RequestCase("NUL at the start of a value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: \0b\r\nX-B: c\r\n\r\n", 400),
        RequestCase("LF after a value", "GET /hello HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n", 400),
        RequestCase("LF after the request line", "GET /hello HTTP/1.1\nHost: a\r\n\r\n", 400),
        RequestCase("LF for the empty line", "GET /hello HTTP/1.1\r\nHost: a\r\n\n", 400),
        RequestCase("LF everywhere", "GET /hello HTTP/1.1\nHost: a\n\n", 400),
        RequestCase("folded value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n", 400),
        RequestCase(
            "folded value, then more",
            "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: b\r\n\tc\r\nX-B: d\r\n\r\n",
            400
        ),
        RequestCase("two blanks before the target", "GET  /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        RequestCase("NUL in the path", "GET /hel\0lo HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ]

    static let targets: [RequestCase] = [
        RequestCase("blank in the path", "GET /hel lo HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("two blanks before the version", "GET /hello  HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("encoded NUL", "GET /hello%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("encoded NUL in the query", "GET /hello?a=%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("encoded line end", "GET /jobs/a%0d%0ab HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("no hexadecimal digits", "GET /jobs/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("half an escape", "GET /jobs/%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase(
            "half an escape in the query",
            "GET /hello?a=%4 HTTP/1.1\r\nHost: a\r\n\r\n",
            400,
            "invalid_target"
        ),
        RequestCase("overlong slash", "GET /jobs/%c0%af HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("surrogate", "GET /jobs/%ed%a0%80 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("half a character", "GET /jobs/%e2%82 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase(
            "invalid UTF-8 in the query",
            "GET /hello?a=%ff HTTP/1.1\r\nHost: a\r\n\r\n",
            400,
            "invalid_target"
        ),
        RequestCase("raw UTF-8", "GET /jobs/é HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("fragment", "GET /hello#a HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("no slash", "GET hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid_target"),
        RequestCase("dot dot", "GET /jobs/../hello HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("dot", "GET /./hello HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("encoded dot dot", "GET /jobs/%2e%2e HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("half encoded dot dot", "GET /jobs/.%2E HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("up and away", "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("two slashes", "GET //hello HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("two slashes inside", "GET /jobs//a HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("backslash", "GET /jobs/a\\b HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("encoded backslash", "GET /jobs/a%5cb HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("encoded slash", "GET /jobs/a%2fb HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("path parameters", "GET /hello;a=b HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("slash at the end", "GET /hello/ HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"),
        RequestCase("absolute form", "GET http://a/hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed"),
        RequestCase("asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed"),
        RequestCase("TRACE", "TRACE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed"),
        RequestCase("CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed"),
        RequestCase("lower case", "get /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501, "not_implemented"),
        RequestCase("unknown method", "BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501, "not_implemented"),
        RequestCase("method with a NUL", "GE\0T /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"),
    ]

    /// These never reach us; the answers are the library's own, and have to stay refusals.
    static let library: [RequestCase] = [
        RequestCase("not a version", "GET /hello\r\n\r\n", 400, nil),
        RequestCase("negative length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n", 400, nil),
        RequestCase("list of lengths", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nabcde", 400, nil),
        RequestCase(
            "length in hexadecimal",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nabcde",
            400,
            nil
        ),
        RequestCase("empty length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400, nil),
        RequestCase(
            "length beyond 64 bits",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1180591620717411303424\r\n\r\n",
            413,
            nil
        ),
        RequestCase(
            "chunk beyond 64 bits",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            413,
            nil
        ),
        RequestCase(
            "no chunk size",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            400,
            nil
        ),
        RequestCase("line without colon", "GET /hello HTTP/1.1\r\nHost: a\r\nhello\r\n\r\n", 400, nil),
        RequestCase("HTTP/9.9", "GET /hello HTTP/9.9\r\nHost: a\r\n\r\n", 505, nil),
        RequestCase("HTTP/0.9", "GET /hello HTTP/0.9\r\n\r\n", 505, nil),
        RequestCase(
            "64 KiB of target",
            "GET /\(String(repeating: "a", count: 65_536)) HTTP/1.1\r\nHost: a\r\n\r\n",
            414,
            nil
        ),
        RequestCase(
            "64 KiB of field",
            "GET / HTTP/1.1\r\nHost: a\r\nX-A: \(String(repeating: "a", count: 65_536))\r\n\r\n",
            431,
            nil
        ),
        RequestCase(
            "5000 fields",
            "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X-A: b\r\n", count: 5000))\r\n",
            431,
            nil
        ),
    ]

    /// What looks odd and is right.
    static let fine: [RequestCase] = [
        RequestCase("no blank after the colon", "GET /hello HTTP/1.1\r\nHost:a\r\n\r\n", 200),
        RequestCase(
            "many blanks around a value",
            "GET /hello HTTP/1.1\r\nHost: \t a \t\r\nX-A:  \r\nX-B: c\r\n\r\n",
            200
        ),
        RequestCase("empty value at the end", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A:\r\n\r\n", 200),
        RequestCase("HTTP/1.0 without Host", "GET /hello HTTP/1.0\r\n\r\n", 200),
        RequestCase("Host with port", "GET /hello HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 200),
        RequestCase("empty line before the request", "\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        RequestCase("bytes above ASCII in a value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: é\r\n\r\n", 200),
        RequestCase("tab in a value", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: a\tb\r\n\r\n", 200),
        RequestCase(
            "Chunked in capitals",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n",
            200
        ),
        RequestCase("query that holds a path", "GET /hello?next=/../a//b HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        RequestCase("query without a name", "GET /hello?&&=&a HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        RequestCase("what browsers leave as it is", "GET /hello?a=|^`{}[]\\ HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        RequestCase("escaped letter", "GET /%68ello HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        RequestCase("three dots", "GET /jobs/... HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    ]
}
