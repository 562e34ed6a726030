import CMicroHTTPD

/// Sees what libmicrohttpd 0.9.75 hides: line ends that are a bare LF, lines folded onto the next, bytes cut off at NUL,
/// more than one space in the request line.
///
/// That version parses the head where it was received: it overwrites each line end with NUL and hands out pointers into
/// the buffer. So the distance between the end of one part and the start of the next tells what stood there: a value and
/// the next name lie exactly two bytes apart, CR and LF, or something was hidden. Only distances are computed; no byte
/// outside what the library handed out is read.
///
/// Not visible are the line ends between the chunks of a body and in its trailer; the library takes a bare LF there.
struct HeadLayout {
    /// Whether the library that is loaded is one whose layout is known. Others are started in their strict mode.
    static let isKnown = String(cString: MHD_get_version()).hasPrefix("0.9.75")

    /// Where the next name has to start.
    private var expected: UInt
    private let end: UInt

    /// - Parameters:
    ///   - target: Where the target was when its length was known.
    ///   - headSize: From the first byte of the method to the end of the empty line.
    /// - Throws: ``Refusal`` (400) unless method, target and version lie one space apart.
    init(
        method: UnsafePointer<CChar>,
        methodLength: Int,
        target: UInt,
        targetLength: Int,
        version: UnsafePointer<CChar>,
        versionLength: Int,
        headSize: Int
    ) throws(Refusal) {
        let method = UInt(bitPattern: method)
        let version = UInt(bitPattern: version)
        guard method + UInt(methodLength) + 1 == target, target + UInt(targetLength) + 1 == version else {
            throw .malformed("the request line must be three parts with one space between them")
        }
        self.expected = version + UInt(versionLength) + 2
        self.end = method + UInt(headSize)
    }

    mutating func follow(
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>
    ) throws(Refusal) {
        guard let nameStart = name.baseAddress.map(UInt.init(bitPattern:)),
            let valueStart = value.baseAddress.map(UInt.init(bitPattern:)),
            nameStart == self.expected, valueStart > nameStart + UInt(name.count), valueStart < self.end
        else { throw HeadLayout.hidden }
        self.expected = valueStart + UInt(value.count) + 2
    }

    /// The last line's end and the empty line: nothing else may follow the last value.
    func finish() throws(Refusal) {
        if self.expected + 2 != self.end { throw HeadLayout.hidden }
    }

    private static let hidden = Refusal.malformed("header lines must end with CR LF, not be folded, and hold no NUL")
}
