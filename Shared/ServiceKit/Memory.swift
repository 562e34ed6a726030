import CLinux

/// How the process deals with memory that it no longer uses.
enum Memory {
    /// Has to come before the first thread. glibc keeps an arena of free memory for every few threads; ours work in turns,
    /// and two arenas do for the processors that they share.
    static func prepare() { mallopt(M_ARENA_MAX, 2) }

    /// Gives back, twice a minute, what a burst of work has left behind. Runs until the task is cancelled.
    static func giveBack() async {
        while (try? await Task.sleep(for: .seconds(30))) != nil { malloc_trim(0) }
    }
}
