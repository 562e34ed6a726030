public import Values

extension Request {
    /// The body as strictly checked JSON.
    ///
    /// What a client accepts is not looked at: the server speaks JSON only, and an answer in JSON serves a client better
    /// than 406 (RFC 9110, section 12.4.1 leaves the choice).
    ///
    /// - Throws: ``Refusal``: 415 unless the body is declared as `application/json`, with no parameter but
    ///   `charset=utf-8`, and without a content coding; 400 with the code of the ``JSONError`` otherwise.
    public func json(maximumDepth: Int = 32) throws(Refusal) -> JSONDocument {
        try self.requireJSON()
        do throws(JSONError) {
            return try JSONDocument(self.body, maximumDepth: maximumDepth)
        } catch {
            throw Refusal(.badRequest, Refusal.Code(rawValue: error.code.rawValue), "\(error)")
        }
    }

    /// The body as a JSON object.
    ///
    /// - Throws: As ``json(maximumDepth:)``; 400 `expected_object` for an empty body and for any other JSON value.
    public func jsonObject(maximumDepth: Int = 32) throws(Refusal) -> JSONElement {
        try self.requireJSON()
        if self.body.isEmpty { throw Request.expectedObject }
        let root = try self.json(maximumDepth: maximumDepth).root
        guard root.isObject else { throw Request.expectedObject }
        return root
    }

    private static let expectedObject = Refusal(.badRequest, .expectedObject, "the body must be a JSON object")

    private func requireJSON() throws(Refusal) {
        // Nothing is inflated here, and what is not must not be read as if it were.
        if let coding = self.headers["Content-Encoding"], !ASCII.equal(coding.utf8, "identity") {
            throw Refusal(
                .unsupportedMediaType,
                .unsupportedMediaType,
                "the body must be sent without a content coding"
            )
        }
        // RFC 8259, section 11: application/json has no parameters. Clients send charset=utf-8 all the same.
        if let type = self.headers[.contentType].flatMap(MediaType.init), type.name == "application/json",
            type.parameters.allSatisfy({ $0.name == "charset" && ASCII.equal($0.value.utf8, "utf-8") })
        {
            return
        }
        throw Refusal(.unsupportedMediaType, .unsupportedMediaType, "the body must be sent as application/json")
    }
}
