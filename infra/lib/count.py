"""Prints how many tests of some JUnit reports passed, and how many failed. A report that is missing is one failure."""
import sys
import xml.etree.ElementTree

passed = failed = 0
for path in sys.argv[1:]:
    try:
        suites = list(xml.etree.ElementTree.parse(path).getroot().iter("testsuite"))
    except (OSError, xml.etree.ElementTree.ParseError):
        failed += 1
        continue
    for suite in suites:
        total = int(suite.get("tests", 0))
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0) or 0)
        failed += bad
        passed += total - bad - skipped
    if not any(int(suite.get("tests", 0)) for suite in suites):
        failed += 1
print(passed, failed)
