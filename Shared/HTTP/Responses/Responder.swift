import Compression

/// Everything between a handler and the server's thread. Runs in the task of the request.
struct Responder: Sendable {
    let configuration: Server.Configuration

    /// Turns what a handler throws into an answer.
    func finish(_ handler: @escaping Handler) -> Next {
        { request in
            do {
                return try await handler(request)
            } catch {
                return self.response(to: error, request)
            }
        }
    }

    private func response(to error: any Error, _ request: Request) -> Response {
        if let response = self.configuration.answer(error, request) { return response }
        switch error {
        case let refusal as Refusal:
            return refusal.response
        case is CancellationError where Task.isCancelled, is BodyError:
            // The client has gone, or has its answer already: nobody will see this one.
            return Refusal(.serviceUnavailable, .unavailable, "the request was cancelled").response
        default:
            self.configuration.report(error)
            return Refusal.internalError.response
        }
    }

    /// Adds the server's own header fields, and compresses.
    func complete(_ response: Response, for request: Request) -> Response {
        var response = response
        response.headers.addMissing(self.configuration.headers)
        self.compress(&response, for: request)
        return response
    }

    private func compress(_ response: inout Response, for request: Request) {
        guard case .bytes(let bytes) = response.body.content, bytes.count >= self.configuration.compressionThreshold,
            let type = response.headers[.contentType], MediaType.isCompressible(type.text),
            response.headers[.contentEncoding] == nil, response.headers[.etag] == nil
        else { return }
        response.headers.vary(on: .acceptEncoding)
        guard AcceptEncoding.allowsGzip(request.headers[.acceptEncoding]),
            let small = Gzip.compress(bytes, level: Responder.compressionLevel), small.count < bytes.count
        else { return }
        response.body = .bytes(small)
        response.headers[.contentEncoding] = "gzip"
    }

    /// Compressed once, sent once: zlib's fastest.
    private static let compressionLevel = 1
}
