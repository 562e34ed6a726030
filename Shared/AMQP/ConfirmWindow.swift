/// Published messages that are not confirmed yet, by their sequence number: 1, 2, 3, … since confirms were switched on.
struct ConfirmWindow<Element> {
    private var entries: [Element?] = []
    /// The entry of the lowest number that is not confirmed.
    private var head = 0
    /// The number of `entries[head]`.
    private var base: UInt64 = 1
    private(set) var count = 0

    /// Enters the next message.
    mutating func append(_ element: Element) {
        self.entries.append(element)
        self.count += 1
    }

    /// The one that has waited longest.
    var oldest: Element? { self.head < self.entries.count ? self.entries[self.head] : nil }

    /// Takes out a message, or all up to it. Numbers that are unknown or were settled before are passed over.
    mutating func settle(_ tag: UInt64, multiple: Bool, _ body: (Element) -> Void) {
        guard tag >= self.base, tag - self.base < UInt64(self.entries.count - self.head) else { return }
        let last = self.head + Int(tag - self.base)
        for index in (multiple ? self.head : last)...last {
            guard let element = self.entries[index] else { continue }
            self.entries[index] = nil
            self.count -= 1
            body(element)
        }
        while self.head < self.entries.count, self.entries[self.head] == nil {
            self.head += 1
            self.base += 1
        }
        // Give back the settled front, now and then.
        if self.head == self.entries.count {
            self.entries.removeAll(keepingCapacity: true)
            self.head = 0
        } else if self.head > 4096 {
            self.entries.removeFirst(self.head)
            self.head = 0
        }
    }

    func first(where condition: (Element) -> Bool) -> Element? {
        for case .some(let element) in self.entries[self.head...] where condition(element) { return element }
        return nil
    }

    /// All that are not confirmed, in their order.
    var elements: some Sequence<Element> { self.entries.lazy.compactMap { $0 } }
}
