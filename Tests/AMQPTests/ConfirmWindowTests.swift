import Testing

@testable import AMQP

@Suite struct ConfirmWindowTests {
    @Test("single and multiple confirms settle each message once, in whatever order they come")
    func settling() {
        var window = ConfirmWindow<Int>()
        var settled: [Int] = []
        for number in 1...10 { window.append(number) }
        window.settle(3, multiple: false) { settled.append($0) }
        window.settle(4, multiple: true) { settled.append($0) }
        #expect(settled == [3, 1, 2, 4])
        #expect(window.oldest == 5)
        window.settle(2, multiple: true) { settled.append($0) }
        window.settle(99, multiple: true) { settled.append($0) }
        window.settle(0, multiple: true) { settled.append($0) }
        #expect(settled == [3, 1, 2, 4])
        window.settle(10, multiple: false) { settled.append($0) }
        window.append(11)
        window.settle(11, multiple: true) { settled.append($0) }
        #expect(settled == [3, 1, 2, 4, 10, 5, 6, 7, 8, 9, 11])
        #expect(window.count == 0)
        #expect(window.oldest == nil)
    }

    @Test("the window stays small however many messages pass through it")
    func memory() {
        var window = ConfirmWindow<Int>()
        for number in 1...20_000 {
            window.append(number)
            if number > 10 { window.settle(UInt64(number - 10), multiple: false) { #expect($0 == number - 10) } }
        }
        #expect(window.count == 10)
        #expect(window.first { $0 == 19_995 } == 19_995)
    }
}
