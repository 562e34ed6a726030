import Compression

/// A file in memory, in the forms in which it is sent.
struct StaticFile: Sendable {
    /// One form.
    struct Variant: Sendable {
        let blob: Blob
        /// Differs between the forms (RFC 9110, section 8.8.3.3).
        let tag: HeaderValue
    }

    let type: HeaderValue
    let plain: Variant
    /// For types that gzip makes smaller, if it did.
    let gzip: Variant?

    init(name: String, bytes: [UInt8]) {
        self.type = MediaType.ofFile(named: name)
        let tag = ContentHash.tag(of: bytes)
        self.plain = Variant(blob: Blob(bytes), tag: HeaderValue(unchecked: "\"\(tag)\""))
        // Compressed once, sent often: level 6, zlib's balance of size and time.
        if MediaType.isCompressible(self.type.text), let small = Gzip.compress(bytes, level: 6),
            small.count < bytes.count
        {
            self.gzip = Variant(blob: Blob(small), tag: HeaderValue(unchecked: "\"\(tag)-gz\""))
        } else {
            self.gzip = nil
        }
    }

    func response(to request: Request, headers: Headers) -> Response {
        let variant =
            if let gzip, AcceptEncoding.allowsGzip(request.headers[.acceptEncoding]) { gzip } else { self.plain }
        var response = Response(status: .ok, headers: headers, body: .init(content: .blob(variant.blob)))
        response.headers[.contentType] = self.type
        response.headers[.etag] = variant.tag
        if let gzip {
            response.headers.vary(on: .acceptEncoding)
            if variant.tag == gzip.tag { response.headers[.contentEncoding] = "gzip" }
        }
        if let known = request.headers[.ifNoneMatch], EntityTag.list(known, contains: variant.tag.text) {
            // The body stays: it is not sent, but its length is told, which has to be that of the full answer.
            response.status = .notModified
        }
        return response
    }
}
