import Contracts
import Testing
import Values

@testable import ServiceKit

@Suite struct UnsubscribeLinksTests {
    private static let links = UnsubscribeLinks(base: "https://news.example.com/", secret: "secret")
    private static let acme = OrganizationID("acme")!
    private static let subscriber = ID(high: 0x0199_F3A0_0007_7000, low: 1 << 63 | 7)

    private static func token(_ links: UnsubscribeLinks = links) -> String { links.token(acme, subscriber) }

    @Test("a link leads back to the subscriber, with whatever base")
    func roundTrip() throws {
        let link = UnsubscribeLinksTests.links.link(UnsubscribeLinksTests.acme, UnsubscribeLinksTests.subscriber)
        #expect(link == "https://news.example.com/u/" + UnsubscribeLinksTests.token())
        #expect(link.utf8.allSatisfy { (0x21..<0x7F).contains($0) && !"<>&\"'".utf8.contains($0) })
        let reader = UnsubscribeLinks(base: "", secret: "secret")
        let read = try #require(reader.read(UnsubscribeLinksTests.token()))
        #expect(read.organization == UnsubscribeLinksTests.acme)
        #expect(read.subscriber == UnsubscribeLinksTests.subscriber)
    }

    @Test("the signature is long enough, and says nothing without the secret")
    func signature() throws {
        let token = UnsubscribeLinksTests.token()
        let signature = try #require(token.split(separator: ".").last)
        #expect(signature.utf8.count == 22)
        let other = UnsubscribeLinks(base: "", secret: "Secret")
        #expect(other.read(token) == nil)
        #expect(UnsubscribeLinksTests.token(other) != token)
    }

    @Test("no single character can be changed, added or taken away")
    func tampering() throws {
        let token = Array(UnsubscribeLinksTests.token())
        for index in token.indices {
            for replacement in ["a", "0", ".", "-", "_", "é"] as [Character] where replacement != token[index] {
                var changed = token
                changed[index] = replacement
                #expect(UnsubscribeLinksTests.links.read(String(changed)) == nil, "\(String(changed))")
            }
            #expect(UnsubscribeLinksTests.links.read(String(token[..<index])) == nil)
        }
        for text in [token + ["="], token + ["."], [" "] + token, token + ["\n"]] {
            #expect(UnsubscribeLinksTests.links.read(String(text)) == nil)
        }
    }

    @Test("nobody's signature fits another subscriber or organization")
    func others() throws {
        let parts = UnsubscribeLinksTests.token().split(separator: ".").map(String.init)
        let forged = [
            ["1", "evil", parts[2], parts[3]], ["1", parts[1], "\(ID())", parts[3]],
            ["2", parts[1], parts[2], parts[3]],
            ["1", parts[1], parts[2], ""],
        ]
        for parts in forged { #expect(UnsubscribeLinksTests.links.read(parts.joined(separator: ".")) == nil) }
    }
}
