import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { Figure } from './measure.ts'
import { figuresTable } from './print-figures.ts'

const KEPT = new URL('../docs/results/bench.json', import.meta.url)
const PAGE = new URL('../docs/results/bench.md', import.meta.url)

/** Figures of one group, and of which day and commit they are. */
interface Measured {
  group: string
  day: string
  commit: string
  figures: Figure[]
}

/** Keeps figures in docs/results: those of the groups that were measured take the place of what was there of them. */
export function keepFigures(figures: readonly Figure[]): void {
  const [day, commit] = [new Date().toISOString().slice(0, 10), commitNow()]
  const now = [...Map.groupBy(figures, (figure) => figure.group ?? '')].map(([group, those]): Measured => ({ group, day, commit, figures: those }))
  const before = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Measured[]) : []
  const kept = [...before.map((one) => now.find(({ group }) => group === one.group) ?? one), ...now.filter(({ group }) => !before.some((one) => one.group === group))]
  writeFileSync(KEPT, `${JSON.stringify(kept, null, 1)}\n`)
  writeFileSync(PAGE, page(kept))
}

function page(kept: readonly Measured[]): string {
  const when = [...Map.groupBy(kept, ({ day, commit }) => `${day} at ${commit}`)].map(([mark, those]) => `${mark}: ${those.map(({ group }) => group).join(', ')}`)
  return `# Figures

Written by \`npm run bench -- --write\`, Node ${process.versions.node}, ${availableParallelism()} cores. Figure and floor are measured in turns in
the same run; in brackets the lowest and the highest of the rounds. What falls short, and why, stands in \`docs/results/bench-notes.md\`.

Measured ${when.join('; ')}.

${figuresTable(kept.flatMap(({ figures }) => figures))}
`
}

/** The commit that was measured; with a plus when files had been changed since. */
function commitNow(): string {
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim()
  return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') ? '+' : ''}`
}
