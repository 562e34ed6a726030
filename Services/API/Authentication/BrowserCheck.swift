import Crypto

/// Tells requests of our own pages from those that other pages make a browser send along with its cookie. Pure.
struct BrowserCheck {
    /// `Sec-Fetch-Site` (W3C Fetch Metadata).
    var site: String?
    /// `Origin` (RFC 6454).
    var origin: String?
    var host: String?
    /// Where the API is reached from outside, as browsers write it: `https://app.example.com`.
    var ownOrigin: String?

    /// Whether the browser says that another site's page sends the request.
    var isForeign: Bool {
        if let site = self.site { return site != "same-origin" && site != "none" }
        return self.origin.map { !self.isOwn($0) } ?? false
    }

    /// Whether a request that changes something may be made with a cookie: the browser says that it is one of our pages,
    /// or the request shows the token that only our pages can read.
    func permits(token: String?, expected: String) -> Bool {
        if let token { return Hash.isEqual(Array(token.utf8), Array(expected.utf8)) }
        if let site = self.site { return site == "same-origin" }
        return self.origin.map { self.isOwn($0) } ?? false
    }

    private func isOwn(_ origin: String) -> Bool {
        if let own = self.ownOrigin, origin == own { return true }
        guard let host = self.host, !host.isEmpty else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }
}
