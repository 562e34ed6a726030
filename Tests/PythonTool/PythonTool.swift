import Glibc
import Threads

/// Runs the Python scripts that stand beside the tests: real servers and readers that are not ours.
public enum PythonTool {
    /// What a test that needs Python fails with when there is none.
    public struct Missing: Error, CustomStringConvertible {
        let path: String

        public var description: String {
            """
            no Python at \(self.path). Make it with:
              python3 -m venv .venv && .venv/bin/pip install -r Tests/requirements.txt
            or name another interpreter with these packages in STAGECOACH_TEST_PYTHON
            """
        }
    }

    /// From `STAGECOACH_TEST_PYTHON`, else `.venv/bin/python` in the package's root.
    public static func interpreter() throws -> String {
        let root = String(#filePath.dropLast("Tests/PythonTool/PythonTool.swift".count))
        let path = getenv("STAGECOACH_TEST_PYTHON").map { String(cString: $0) } ?? root + ".venv/bin/python"
        if access(path, X_OK) != 0 { throw Missing(path: path) }
        return path
    }

    /// - Parameter script: The whole path.
    public static func start(_ script: String, _ arguments: [String] = []) throws -> ChildProcess {
        // -u: lines come out when they are printed.
        try ChildProcess([self.interpreter(), "-u", "-c", self.launcher, script] + arguments)
    }

    /// A socket that a test accepts in the moment in which the program starts would be open in both, and its peer would
    /// wait for an end that does not come.
    private static let launcher = """
        import os, runpy, sys
        os.closerange(3, 4096)
        sys.argv = sys.argv[1:]
        sys.path.insert(0, os.path.dirname(sys.argv[0]))
        runpy.run_path(sys.argv[0], run_name="__main__")
        """

    /// Runs a script to its end.
    ///
    /// - Returns: What it wrote.
    public static func run(_ script: String, _ arguments: [String] = []) async throws -> [UInt8] {
        let process = try self.start(script, arguments)
        let output = try await process.readToEnd()
        let status = try await process.wait()
        if status != 0 { throw ChildProcess.Failed(script: script, status: status) }
        return output
    }
}
