import CCurl

/// One libcurl transfer and its options. Not for two threads at the same time.
struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer

    private init(adopting pointer: UnsafeMutableRawPointer) { self.pointer = pointer }

    deinit { curl_easy_cleanup(self.pointer) }

    static func make() throws(CurlFailure) -> EasyHandle {
        try CurlLibrary.prepare()
        guard let pointer = curl_easy_init() else { throw CurlFailure(code: CURLE_OUT_OF_MEMORY) }
        let handle = EasyHandle(adopting: pointer)
        // Without it, libcurl would use signals to end a slow name lookup.
        try handle.set(CURLOPT_NOSIGNAL, 1)
        // Without it, ending a transfer waits for the thread that looks its name up, up to 30 s, and everything else on
        // the same thread waits as well. With it that thread is left to finish alone.
        try handle.set(CURLOPT_QUICK_EXIT, 1)
        // An empty proxy also keeps libcurl from reading http_proxy and its relatives from the environment.
        try handle.set(CURLOPT_PROXY, "")
        try handle.set(CURLOPT_TCP_KEEPALIVE, 1)
        try handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        return handle
    }

    func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
        try Self.check(stagecoach_curl_set_long(self.pointer, option, value))
    }

    func set(_ option: CURLoption, offset value: Int) throws(CurlFailure) {
        try Self.check(stagecoach_curl_set_offset(self.pointer, option, curl_off_t(value)))
    }

    /// libcurl copies the string. A NUL in it would cut it off: the caller has made sure that there is none.
    func set(_ option: CURLoption, _ value: String) throws(CurlFailure) {
        try Self.check(value.withCString { stagecoach_curl_set_pointer(self.pointer, option, $0) })
    }

    /// libcurl keeps the pointer: what it points to must outlive the handle, or the next call for the same option.
    func set(_ option: CURLoption, pointer value: UnsafeRawPointer?) throws(CurlFailure) {
        try Self.check(stagecoach_curl_set_pointer(self.pointer, option, value))
    }

    func set(_ option: CURLoption, function: stagecoach_curl_data_callback?) throws(CurlFailure) {
        try Self.check(stagecoach_curl_set_data_function(self.pointer, option, function))
    }

    func get(_ info: CURLINFO) -> Int {
        var value = 0
        stagecoach_curl_get_long(self.pointer, info, &value)
        return value
    }

    static func check(_ code: CURLcode) throws(CurlFailure) {
        if code != CURLE_OK { throw CurlFailure(code: code) }
    }
}

extension EasyHandle {
    /// Which certificates are trusted.
    ///
    /// - Parameter authorities: A PEM file; `nil` for the system's.
    func trust(_ authorities: String?) throws(CurlFailure) {
        try self.set(CURLOPT_SSL_VERIFYPEER, 1)
        try self.set(CURLOPT_SSL_VERIFYHOST, 2)
        guard let authorities else { return }
        try self.set(CURLOPT_CAINFO, authorities)
        // The system's directory would otherwise be trusted as well.
        try self.set(CURLOPT_CAPATH, pointer: nil)
    }
}
