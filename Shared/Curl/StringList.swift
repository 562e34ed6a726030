import CCurl

/// A list of strings as libcurl takes them: it keeps the pointer, so the list must outlive its use.
struct StringList: ~Copyable {
    private(set) var pointer: UnsafeMutablePointer<curl_slist>?

    init() {}

    deinit { curl_slist_free_all(self.pointer) }

    /// Copies `text` to the end of the list.
    mutating func append(_ text: String) throws(CurlFailure) {
        guard let longer = curl_slist_append(self.pointer, text) else { throw CurlFailure(code: CURLE_OUT_OF_MEMORY) }
        self.pointer = longer
    }
}
