import MailMessage
import Testing

@Suite struct EmailAddressTests {
    private func code(_ text: String) -> EmailAddressError.Code? {
        do {
            _ = try EmailAddress(text)
            return nil
        } catch {
            return error.code
        }
    }

    static let accepted = [
        ("a@b.cc", "a@b.cc"),
        ("Some.Body+tag@EXAMPLE.Test", "Some.Body+tag@example.test"),
        ("!#$%&'*+-/=?^_`{|}~@example.test", "!#$%&'*+-/=?^_`{|}~@example.test"),
        ("1@1.test", "1@1.test"),
        ("a@1-2.x--y.test", "a@1-2.x--y.test"),
        ("a@xn--bcher-kva.test", "a@xn--bcher-kva.test"),
        ("a@XN--BCHER-KVA.test", "a@xn--bcher-kva.test"),
        ("a@" + String(repeating: "b", count: 63) + ".test", "a@" + String(repeating: "b", count: 63) + ".test"),
        (String(repeating: "a", count: 64) + "@b.test", String(repeating: "a", count: 64) + "@b.test"),
    ]

    @Test("accepted, in their canonical form", arguments: accepted)
    func accept(_ text: String, _ canonical: String) throws {
        let address = try EmailAddress(text)
        #expect(address.canonical == canonical)
        #expect(try EmailAddress(canonical) == address)
    }

    static let refused: [(String, EmailAddressError.Code)] = [
        ("", .empty),
        (String(repeating: "a", count: 64) + "@" + String(repeating: "b.", count: 93) + "test", .tooLong),
        ("a@b.test\r\nRCPT TO:<v@x.test>", .controlCharacter),
        ("a@b.test>\r\nRCPT TO:<v@x.test>", .notOneAddress),
        ("a@b.test\r\n", .controlCharacter), ("a@b.test\n", .controlCharacter), ("\ta@b.test", .controlCharacter),
        ("a\u{0}@b.test", .controlCharacter), ("a@b.test\u{7F}", .controlCharacter),
        ("ä@b.test", .notASCII), ("a@bücher.test", .notASCII), ("a@b.test\u{200B}", .notASCII), ("a＠b.test", .notASCII),
        ("a @b.test", .space), (" a@b.test", .space), ("a@b.test ", .space), ("A B <a@b.test>", .space),
        ("<a@b.test>", .notOneAddress), ("a@b.test,c@d.test", .notOneAddress), ("a@b.test;", .notOneAddress),
        ("\"a\"@b.test", .quoted), ("\"a@b\"@c.test", .quoted),
        ("a", .noAt), ("example.test", .noAt),
        ("a@b@c.test", .severalAts), ("a@@b.test", .severalAts), ("@@", .severalAts),
        ("@b.test", .noLocalPart), ("@", .noLocalPart),
        (String(repeating: "a", count: 65) + "@b.test", .localPartTooLong),
        ("a(b)@c.test", .localPartCharacter), ("a:b@c.test", .localPartCharacter), ("a\\b@c.test", .localPartCharacter),
        ("a[b@c.test", .localPartCharacter),
        (".a@b.test", .localPartDot), ("a.@b.test", .localPartDot), ("a..b@c.test", .localPartDot),
        (".@b.test", .localPartDot),
        ("a@", .noDomain),
        ("a@[127.0.0.1]", .addressLiteral), ("a@[IPv6:::1]", .addressLiteral), ("a@127.0.0.1", .addressLiteral),
        ("a@b.123", .addressLiteral),
        ("a@b.test.", .trailingDot), ("a@.", .trailingDot), ("a@b..", .trailingDot),
        ("a@.b.test", .emptyLabel), ("a@b..test", .emptyLabel),
        ("a@" + String(repeating: "b", count: 64) + ".test", .labelTooLong),
        ("a@b_c.test", .domainCharacter), ("a@b!.test", .domainCharacter), ("a@b/c.test", .domainCharacter),
        ("a@-b.test", .labelHyphen), ("a@b-.test", .labelHyphen), ("a@b.-", .labelHyphen),
        ("a@localhost", .domainNotQualified), ("a@b", .domainNotQualified),
    ]

    @Test("refused, each with its reason", arguments: refused)
    func refuse(_ text: String, _ code: EmailAddressError.Code) {
        #expect(self.code(text) == code)
    }

    @Test("every reason occurs, has words of its own, and repeats nothing")
    func reasons() {
        let codes = Self.refused.compactMap { self.code($0.0) }
        #expect(Set(codes) == Set(EmailAddressError.Code.allCases))
        let words = EmailAddressError.Code.allCases.map { "\(EmailAddressError($0))" }
        #expect(Set(words).count == words.count)
    }

    @Test("the longest address has 254 bytes")
    func longest() {
        let domain = String(repeating: "b.", count: 92) + "testb"
        let address = String(repeating: "a", count: 64) + "@" + domain
        #expect(address.utf8.count == 254)
        #expect(self.code(address) == nil)
        #expect(self.code(address + "b") == .tooLong)
    }

    @Test("the domain's case does not matter, the local part's does")
    func equality() throws {
        #expect(try EmailAddress("a@B.test") == EmailAddress("a@b.TEST"))
        #expect(try EmailAddress("A@b.test") != EmailAddress("a@b.test"))
        #expect(try Set(["a@b.test", "a@B.test", "a+x@b.test"].map { try EmailAddress($0) }).count == 2)
    }

    @Test("a log does not show whose address it is")
    func description() throws {
        let address = try EmailAddress("some.body@example.test")
        var dumped = ""
        dump(address, to: &dumped)
        for text in ["\(address)", String(reflecting: address), "\([address])", dumped] {
            #expect(!text.contains("some"))
        }
    }
}
