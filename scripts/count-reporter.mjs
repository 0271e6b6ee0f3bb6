import { resolve } from 'node:path'

// A reporter for node:test that writes what scripts/checks.mjs reads: the counts, and what the tests themselves tell.
const OWN_WORDS = /^(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/

// oxlint-disable-next-line import/no-default-export -- node:test takes a reporter from the default export
export default async function* count(events) {
  const result = { tests: 0, passed: 0, failed: 0, skipped: 0, told: [] }
  let empty = 0
  for await (const { type, data } of events) {
    // A file that told no test (or left before it did) passes under its own name, and proves nothing.
    if (type === 'test:pass' && data.file && resolve(data.name) === data.file) {
      empty += 1
      result.why = `${result.why ? `${result.why}, ` : 'no test in '}${data.name}`
    }
    if (type === 'test:diagnostic' && !OWN_WORDS.test(data.message)) result.told.push(data.message)
    // A summary comes for each file too; the one without a file is the sum.
    if (type === 'test:summary' && data.file === undefined) {
      const { tests, passed, failed, cancelled, skipped, todo } = data.counts
      // What is still to do is not done, whatever its name.
      Object.assign(result, { tests, passed, failed: failed + cancelled + todo, skipped })
    }
  }
  result.passed -= empty
  result.failed += empty
  yield JSON.stringify(result)
}
