import Values

extension Duration {
    /// For libcurl's options, where 0 means "no limit": at least 1, at most what 32 bits hold.
    var curlMilliseconds: Int {
        let limit = Int64(Int32.max)
        return self >= .milliseconds(limit) ? Int(limit) : max(1, Int(self.milliseconds))
    }

    /// Rounded up, at least 1.
    var curlSeconds: Int { (self.curlMilliseconds - 1) / 1000 + 1 }
}
