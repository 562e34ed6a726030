import CCurl

extension HTTPClientError {
    /// What the transfer knows beside libcurl's code.
    struct Facts {
        var hasSentRequest = false
        var hasHead = false
        var refusedAllAddresses = false
        var hasPassedDeadline = false
    }

    init(_ failure: CurlFailure, _ facts: Facts = Facts(), detail: String = "") {
        let code = Self.code(failure.code, facts)
        let reason =
            switch code {
            case .refusedAddress: "the host has no address that may be connected to"
            case .timeout where facts.hasPassedDeadline: "the deadline passed"
            case .timeout: "no connection in time"
            case .tooLarge: "a line of the head is too long"
            default: failure.words
            }
        self.init(
            code,
            reason,
            detail: String(decoding: detail.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self),
            mayHaveArrived: facts.hasSentRequest
        )
    }

    private static func code(_ code: CURLcode, _ facts: Facts) -> Code {
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            // One code for three limits.
            facts.hasPassedDeadline || !facts.hasSentRequest ? .timeout : .tooSlow
        case CURLE_COULDNT_CONNECT:
            facts.refusedAllAddresses ? .refusedAddress : .connectFailed
        case CURLE_COULDNT_RESOLVE_HOST:
            .nameNotResolved
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            .certificate
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
            .tls
        case CURLE_URL_MALFORMAT, CURLE_LOGIN_DENIED:
            .invalidRequest
        case CURLE_UNSUPPORTED_PROTOCOL:
            // Before a request: the URL's. After one: HTTP/0.9, in other words no HTTP at all.
            facts.hasSentRequest ? .invalidResponse : .invalidRequest
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP_RETURNED_ERROR:
            .invalidResponse
        case CURLE_OUT_OF_MEMORY where facts.hasSentRequest && !facts.hasHead:
            // What libcurl says of a line of more than 100 KiB.
            .tooLarge
        case CURLE_PARTIAL_FILE:
            .truncated
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR:
            facts.hasHead ? .truncated : .connectionLost
        default:
            .library
        }
    }
}
