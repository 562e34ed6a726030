/// What a request was routed to, and how its body is taken.
struct Plan {
    let head: RequestHead
    let parameters: Parameters
    let next: Next
    let bodyLimit: Int
    /// Whether the handler starts before the body comes.
    let isStreamed: Bool
    /// Whether the handler may read the streamed body.
    let offersStream: Bool
}
