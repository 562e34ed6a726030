import CCurl

extension SMTPOutcome {
    /// The verdict on one delivery.
    ///
    /// Sent only if libcurl reports success. To be tried again only if no 354 was seen, or if the reply to the message
    /// is a 4xx. A 354 without a final reply is never tried again by itself. libcurl's own code cannot tell these
    /// apart: it is 56 for a connection lost before 354, in the middle of the message, and after all of it.
    ///
    /// - Parameters:
    ///   - code: The raw value of what `curl_easy_perform` returned.
    ///   - interruption: Why libcurl was told to stop, if it was; of use only when that is what it stopped for.
    init(curl code: UInt32, _ transcript: SMTPTranscript, interruption: SMTPProblem.Kind? = nil) {
        let code = CURLcode(rawValue: code)
        let kind = (code == CURLE_ABORTED_BY_CALLBACK ? interruption : nil) ?? SMTPProblem.Kind(code)
        if let final = transcript.finalReply, transcript.hasBegunMessage {
            self.init(code, kind, final: final)
        } else if transcript.hasBegunMessage || code == CURLE_OK {
            // Success without a reply does not occur; if it should, it is not known that the message was taken.
            self = .unconfirmed(SMTPProblem(kind, at: .message))
        } else if let (reply, stage) = transcript.refusal {
            self =
                switch reply.code {
                case 400...499: .deferred(SMTPProblem(.refusal, at: stage, reply: reply))
                case 500...599: .refused(reply, at: stage)
                default: .deferred(SMTPProblem(.unexpectedReply, at: stage, reply: reply))
                }
        } else if transcript.isSetUp {
            self = .deferred(SMTPProblem(kind, at: transcript.stage))
        } else {
            let stage = SMTPStage(failedSetUp: code)
            self = .unavailable(SMTPProblem(kind, at: stage, reply: transcript.lastSetUpReply))
        }
    }

    private init(_ code: CURLcode, _ kind: SMTPProblem.Kind, final: SMTPReply) {
        self =
            switch final.code {
            case 200...299 where code == CURLE_OK: .sent(final)
            case 400...499: .deferred(SMTPProblem(.refusal, at: .message, reply: final))
            case 500...599: .refused(final, at: .message)
            // A yes that libcurl did not take for one, or none of the answers that there are.
            case 200...299: .unconfirmed(SMTPProblem(kind, at: .message, reply: final))
            default: .unconfirmed(SMTPProblem(.unexpectedReply, at: .message, reply: final))
            }
    }
}

extension SMTPProblem.Kind {
    init(_ code: CURLcode) {
        self =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST: .nameNotResolved
            case CURLE_COULDNT_CONNECT: .connectFailed
            case CURLE_OPERATION_TIMEDOUT: .timeout
            case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .connectionLost
            case CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED, CURLE_OK: .unexpectedReply
            case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: .login
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
                CURLE_SSL_INVALIDCERTSTATUS:
                .certificate
            case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
                .encryption
            default: .library
            }
    }
}

extension SMTPStage {
    /// Where the set-up of a session ended.
    fileprivate init(failedSetUp code: CURLcode) {
        self =
            switch SMTPProblem.Kind(code) {
            case .certificate, .encryption: .encryption
            case .login: .authentication
            default: .connection
            }
    }
}
