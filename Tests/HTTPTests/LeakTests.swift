import Glibc
import HTTP
import Testing

/// In a process of its own, where nothing else opens files or starts threads.
@Suite(.timeLimit(.minutes(2)))
struct LeakTests {
    @Test("fifty servers leave no thread and no descriptor behind")
    func servers() async {
        await #expect(processExitsWith: .success) {
            var router = Router()
            router.get("/hello") { _ in .text("hello") }
            router.get("/events") { _ in .events { stream in _ = await stream.waitForEnd() } }
            router.post("/echo") { request in .bytes(request.body, type: "text/plain") }
            router.post("/upload", body: .streamed(limit: 1_000_000)) { request in
                for try await _ in try #require(request.bodyStream) { return .text("enough") }
                return .text("empty")
            }
            func visit(_ number: Int) async throws {
                // Clients, and what they hold, are gone at the end of this function.
                var server: Server? = try Server.start(router)
                let port = try #require(server?.port)
                let hello = try await RawClient(port: port)
                try await hello.send(RawClient.get("/hello"))
                let answer = try await hello.answer()
                #expect(answer.text == "hello")
                let events = try await RawClient(port: port)
                try await events.send(RawClient.get("/events"))
                _ = try await events.answerHead()
                let refused = try await RawClient(port: port)
                try await refused.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\nx")
                _ = try await refused.answerHead()
                let upload = try await RawClient(port: port)
                try await upload.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\nx")
                let half = try await RawClient(port: port)
                try await half.send("GET /hel")
                // Half of them are drained, half are dropped with all that is open.
                if number % 2 == 0 { await server?.drain(within: .milliseconds(10)) }
                server = nil
                _ = try await events.readToEnd()
            }
            // The first ones start what the runtime keeps for itself.
            for number in 0..<4 { try await visit(number) }
            #expect(await soon { ours().isEmpty })
            let before = (threads: threads().count, descriptors: descriptors())
            for number in 0..<50 { try await visit(number) }
            #expect(await soon { ours().isEmpty })
            #expect(await soon { descriptors() <= before.descriptors })
            // The runtime adds and removes threads of its pool as it likes; fifty would be ours.
            #expect(threads().count <= before.threads + 8)
        }
    }
}

/// Whether `condition` comes to hold. Gives up, because no time limit reaches into a process of its own.
private func soon(_ condition: () -> Bool) async -> Bool {
    for _ in 0..<2000 {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return false
}

/// The threads of servers and clients.
private func ours() -> [String] { threads().filter { $0.hasPrefix("http") || $0 == "client" } }

private func entries(_ directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if !name.hasPrefix(".") { names.append(name) }
    }
    return names
}

/// The names of the threads of this process.
private func threads() -> [String] {
    entries("/proc/self/task").compactMap { thread in
        // One that has ended in the meantime has no name any more.
        guard let file = fopen("/proc/self/task/\(thread)/comm", "r") else { return nil }
        defer { fclose(file) }
        var name = [UInt8](repeating: 0, count: 32)
        let count = fread(&name, 1, name.count, file)
        return String(decoding: name[..<max(0, count - 1)], as: UTF8.self)
    }
}

private func descriptors() -> Int { entries("/proc/self/fd").count }
