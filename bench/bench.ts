import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openDesk, type Desk } from './desk.ts'
import { missing, type Figure } from './measure.ts'
import { measureAccess } from './measure-access.ts'
import { measureAudience } from './measure-audience.ts'
import { measureBackup } from './measure-backup.ts'
import { measureDecide } from './measure-decide.ts'
import { measureEffect } from './measure-effect.ts'
import { measureErase } from './measure-erase.ts'
import { measureImport } from './measure-import.ts'
import { measureInvoices } from './measure-invoices.ts'
import { measureLedger } from './measure-ledger.ts'
import { measureLists } from './measure-lists.ts'
import { measureMassChange } from './measure-mass-change.ts'
import { measureRecord } from './measure-record.ts'
import { measureResolve } from './measure-resolve.ts'
import { measureScrub } from './measure-scrub.ts'
import { measureSearch } from './measure-search.ts'
import { measureMemory, measureSnapshot } from './measure-snapshot.ts'
import { measureCosts, slopeFigures, type Costs } from './measure-slope.ts'
import { measureSweep } from './measure-sweep.ts'
import { measureWeb } from './measure-web.ts'
import { keepFigures } from './keep-figures.ts'
import { figuresJson, figuresTable } from './print-figures.ts'

/** What fits, with everything, into ten minutes on two cores. */
const STANDARD_PEOPLE = 200_000

const GROUPS: Record<string, (desk: Desk) => Promise<Figure[]>> = {
  ledger: measureLedger,
  search: measureSearch,
  snapshot: measureSnapshot,
  memory: measureMemory,
  decide: measureDecide,
  audience: measureAudience,
  lists: measureLists,
  access: measureAccess,
  effect: measureEffect,
  record: measureRecord,
  erase: measureErase,
  import: measureImport,
  'mass-change': measureMassChange,
  sweep: measureSweep,
  resolve: measureResolve,
  backup: measureBackup,
  scrub: measureScrub,
}

/** Measured by themselves: no register is made for them. */
const ALONE: Record<string, (say: (text: string) => void) => Promise<Figure[]>> = {
  invoices: measureInvoices,
  web: measureWeb,
}

/** Measured while the register grows, so it is no group like the others. */
const SLOPE = 'slope'
const SIZES = [1 / 100, 1 / 10, 1]
const NAMES = [...Object.keys(GROUPS), SLOPE, ...Object.keys(ALONE)]
/** They take minutes, or leave the files of the register written anew: measured where they are named. */
const BY_NAME = new Set(['backup', 'scrub', 'mass-change'])

const USAGE = `npm run bench -- [GROUP …] [--people N] [--json FILE] [--data DIR] [--write]
Groups: ${NAMES.join(', ')}; all but ${[...BY_NAME].join(' and ')} unless some are named.
--people N   so many invented people (standard ${STANDARD_PEOPLE.toLocaleString('en')}; the wishes are for 1,000,000)
--json FILE  the figures as JSON
--data DIR   keep the register in a folder, and use the one that is there
--write      keep them in docs/results/bench.md, in place of those measured before in the same groups
DATABASE_URL names an empty database to measure on; without it a PostgreSQL of its own is started and removed.`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { people: { type: 'string' }, json: { type: 'string' }, write: { type: 'boolean' }, data: { type: 'string' }, help: { type: 'boolean' } } })
  const people = Number(values.people ?? STANDARD_PEOPLE)
  const unknown = positionals.filter((name) => !NAMES.includes(name))
  if (values.help) return say(USAGE)
  if (unknown.length > 0 || !Number.isSafeInteger(people) || people < 1000) throw new Error(unknown.length > 0 ? `there is no group ${unknown.join(', ')}\n${USAGE}` : '--people takes a whole number from 1000')
  const figures = await measured(positionals.length > 0 ? positionals : NAMES.filter((name) => !BY_NAME.has(name)), people, values.data)
  process.stdout.write(`${figuresTable(figures)}\n`)
  if (values.json) writeFileSync(values.json, figuresJson(figures))
  if (values.write) keepFigures(figures)
}

async function measured(groups: readonly string[], people: number, folder: string | undefined): Promise<Figure[]> {
  const onTheRegister = groups.filter((name) => !(name in ALONE))
  const figures = onTheRegister.length > 0 ? await measuredOnRegister(onTheRegister, people, folder) : []
  for (const name of Object.keys(ALONE).filter((each) => groups.includes(each))) figures.push(...(await attempt(name, 0, () => ALONE[name]!(say))))
  return figures
}

async function measuredOnRegister(groups: readonly string[], people: number, folder: string | undefined): Promise<Figure[]> {
  const desk = await openDesk(say, folder)
  try {
    const figures: Figure[] = []
    const costs = desk.there?.costs ?? (await fill(desk, people, groups.includes(SLOPE)))
    if (groups.includes(SLOPE) && costs.length > 0) figures.push(...slopeFigures(costs).map((figure) => ({ ...figure, group: SLOPE })))
    for (const name of Object.keys(GROUPS).filter((each) => groups.includes(each))) {
      const begin = performance.now()
      const found = await attempt(name, desk.register.size, () => GROUPS[name]!(desk))
      figures.push(...found)
      say(`${name} (${((performance.now() - begin) / 1000).toFixed(0)} s)\n${figuresTable(found)}`)
    }
    return figures
  } finally {
    await desk.close()
  }
}

/** Makes the register, in steps where the cost of each is asked for. */
async function fill(desk: Desk, people: number, inSteps: boolean): Promise<Costs> {
  const costs: Costs = []
  for (const share of inSteps ? SIZES : [1]) {
    await fillTo(desk, Math.round(people * share))
    if (inSteps) costs.push(await measureCosts(desk))
  }
  desk.keep(costs)
  return costs
}

async function fillTo(desk: Desk, people: number): Promise<void> {
  const filled = await desk.register.growTo(people)
  say(`${people.toLocaleString('en')} people, ${filled.rows.toLocaleString('en')} rows by COPY in ${filled.seconds.toFixed(1)} s: ${Object.entries(filled.tables).map(([table, took]) => `${table} ${took.toFixed(1)}`).join(', ')}, commits ${filled.commits.toFixed(1)}`)
}

/** A group that breaks off leaves the others theirs, and the run its exit code. */
async function attempt(name: string, people: number, measure: () => Promise<Figure[]>): Promise<Figure[]> {
  try {
    return (await measure()).map((figure) => ({ ...figure, group: name }))
  } catch (error) {
    process.exitCode = 2
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return [{ ...missing(name, '', people, 'broke off'), group: name }]
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

await main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 2
})
