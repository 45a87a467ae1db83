// Ends the run with one plain line that any reader of a log understands.
export default class ClosingLine {
  counts = { passed: 0, failed: 0, skipped: 0 };

  onTestEnd(test, result) {
    if (result.status === "skipped") this.counts.skipped += 1;
    else if (test.outcome() === "unexpected") this.counts.failed += result.retry === test.retries ? 1 : 0;
    else this.counts.passed += 1;
  }

  onEnd() {
    const { passed, failed, skipped } = this.counts;
    console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  }
}
