public import Values

/// A worker has stopped in the middle of a batch, as it was asked to: exchange `stagecoach.results`, key
/// `batch.suspended`. It goes on when the batch is sent again.
public struct BatchSuspended: Payload {
    public static let name = "batch.suspended"
    public var reference: BatchReference
    public var output: BatchOutput?

    public init(reference: BatchReference, output: BatchOutput? = nil) {
        self.reference = reference
        self.output = output
    }

    public func problems() -> [FieldError] {
        var check = Check()
        check.output(self.output, "/output")
        return check.errors
    }
}
