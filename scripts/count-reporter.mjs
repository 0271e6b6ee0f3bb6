import { relative, resolve } from 'node:path'

// A reporter for node:test that writes what scripts/checks.mjs reads: the counts, and what the tests themselves tell,
// in all and of each file.
const OWN_WORDS = /^(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/

// oxlint-disable-next-line import/no-default-export -- node:test takes a reporter from the default export
export default async function* count(events) {
  const result = { tests: 0, passed: 0, failed: 0, skipped: 0, told: [], files: {} }
  const fileOf = (path) => (result.files[relative(process.cwd(), path)] ??= { passed: 0, failed: 0, skipped: 0, seconds: 0, told: [] })
  let empty = 0
  for await (const { type, data } of events) {
    // A file that told no test (or left before it did) passes under its own name, and proves nothing.
    if (type === 'test:pass' && data.file && resolve(data.name) === data.file) {
      empty += 1
      result.why = `${result.why ? `${result.why}, ` : 'no test in '}${data.name}`
    }
    if (type === 'test:diagnostic' && !OWN_WORDS.test(data.message)) {
      result.told.push(data.message)
      if (data.file) fileOf(data.file).told.push(data.message)
    }
    if (type === 'test:fail' && data.file && resolve(data.name) !== data.file) fileOf(data.file).told.push(`failed: ${data.name}`)
    if (type !== 'test:summary') continue
    const { tests, passed, failed, cancelled, skipped, todo } = data.counts
    // What is still to do is not done, whatever its name.
    const counted = { passed, failed: failed + cancelled + todo, skipped }
    // A summary comes for each file too; the one without a file is the sum.
    if (data.file === undefined) Object.assign(result, { tests, ...counted })
    else Object.assign(fileOf(data.file), counted, { seconds: Math.round(data.duration_ms / 100) / 10 })
  }
  result.passed -= empty
  result.failed += empty
  yield JSON.stringify(result)
}
