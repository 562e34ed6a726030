import CCurl

/// What the process sets up once.
enum CurlLibrary {
    /// `curl_global_init` ran. A static, so that the first user runs it and every other one waits for that.
    private static let status = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    /// To be called before any other function of libcurl.
    static func prepare() throws(CurlFailure) {
        if self.status != CURLE_OK { throw CurlFailure(code: self.status) }
    }
}

/// A libcurl call that was not successful, before it is put into the words of a client.
struct CurlFailure: Error {
    let code: CURLcode

    /// libcurl's name for the error; holds no address, no header and no payload.
    var words: String { String(cString: curl_easy_strerror(self.code)) }
}
