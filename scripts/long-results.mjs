import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './prepare.mjs'

// What `npm run long` found, kept in docs/results: the last run of everything, and of each file its own last run.
// A run takes hours, so it can be taken in parts; each line says of which day and commit it is.
const FOLDER = join(ROOT, 'docs', 'results')
const KEPT = join(FOLDER, 'long.json')

/** Notes what a run found; a whole run (`summary` of all checks) replaces everything, a part only the files it ran. */
export function keepLongResults(results, summary, whole) {
  const mark = { day: new Date().toISOString().slice(0, 10), commit: commit() }
  const before = existsSync(KEPT) && !whole ? JSON.parse(readFileSync(KEPT, 'utf8')) : { files: {} }
  const files = Object.assign({}, ...results.map(({ found }) => found.files ?? {}))
  const kept = {
    whole: whole ? { ...mark, cores: availableParallelism(), summary, checks: results.map(checkLine), told: results.flatMap(({ found }) => found.told) } : before.whole,
    files: { ...before.files, ...Object.fromEntries(Object.entries(files).map(([path, found]) => [path, { ...found, ...mark }])) },
  }
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(KEPT, `${JSON.stringify(kept, null, 1)}\n`)
  writeFileSync(join(FOLDER, 'long.md'), page(kept))
}

const checkLine = ({ name, found: { passed, failed, skipped }, ms }) => ({ name, passed, failed, skipped, seconds: Math.round(ms / 100) / 10 })

function page({ whole, files }) {
  const ofFiles = Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return [
    '# The last long runs', '',
    ...(whole ? [`## Everything: ${whole.day}, ${whole.commit}, ${whole.cores} cores: ${whole.summary}`, '', ...table(whole.checks.map((check) => [check.name, check])), ...list(whole.told)] : []),
    ...(ofFiles.length > 0 ? ['## Each file, as it last ran', '', ...table(ofFiles, true), ...list(ofFiles.flatMap(([path, { told }]) => told.map((line) => `${path.split('/').at(-1)}: ${line}`)))] : []),
  ].join('\n')
}

function table(rows, marked = false) {
  const [more, line] = marked ? [' day | commit |', '---|---|'] : ['', '']
  return [
    `| what | passed | failed | skipped | time |${more}`, `|---|---|---|---|---|${line}`,
    ...rows.map(([name, { passed, failed, skipped, seconds, day, commit: at }]) => `| ${name} | ${passed} | ${failed} | ${skipped} | ${seconds} s |${marked ? ` ${day} | ${at} |` : ''}`), '',
  ]
}

const list = (lines) => (lines.length > 0 ? ['What the tests told:', '', ...lines.map((line) => `- ${line}`), ''] : [])

/** The commit that ran; with a plus when files had been changed since. */
function commit() {
  const git = (...words) => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim()
  return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') ? '+' : ''}`
}
