/// How a route takes the bodies of its requests.
public struct BodyPolicy: Sendable, Hashable {
    enum Kind: Hashable { case buffered, streamed }

    let kind: Kind
    let limit: Int?

    /// The handler gets the whole body. Longer ones are answered with 413, before they are read when their length is
    /// declared.
    ///
    /// - Parameter limit: In bytes; `nil` takes the server's (``Server/Configuration/bodyLimit``).
    public static func buffered(limit: Int? = nil) -> BodyPolicy { BodyPolicy(kind: .buffered, limit: limit) }

    /// The handler starts before the body comes and reads it from ``Request/bodyStream``.
    ///
    /// - Parameter limit: In bytes. Exceeding it is answered with 413; the stream then throws.
    public static func streamed(limit: Int) -> BodyPolicy { BodyPolicy(kind: .streamed, limit: limit) }
}
