import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HeaderMapping } from '../../imports/import-columns.ts'
import type { ForAllOrColumn, ImportSettings } from '../../imports/import-settings.ts'
import type { Import, Reason } from '../../imports/import.ts'
import { selectImport } from '../../imports/imports.sql.ts'
import { targetOf } from '../../imports/recognise-columns.ts'
import { requestImport } from '../../imports/request-import.ts'
import { countRows } from '../../imports/read-apart.ts'
import { setImport } from '../../imports/set-import.ts'
import { showImport, type ShownImport } from '../../imports/show-import.ts'
import type { ShownColumn } from '../../imports/table-walks.ts'
import { uploadImport } from '../../imports/upload-import.ts'
import { workImport } from '../../imports/work-import.ts'
import type { Settings } from '../../plumbing/config.ts'
import { Problem } from '../../plumbing/errors.ts'
import { SpooledFile } from '../../plumbing/spooled-file.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import type { ImportId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { printAnswer, printError, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

const BY = 'command line'
const LOOK_EVERY_MS = 300

/** Imports a file, or tries it only; says what its columns are taken for, how far it is, and what was held back. */
export async function importFile(settings: Settings, words: Words): Promise<boolean> {
  const [path] = words.plain
  if (!path) throw new StartRefused('import takes the path of a file.')
  const told = await settingsTold(words)
  const mapped = words.options['map'] === undefined ? undefined : await readMapping(words.options['map'])
  const bytes = await orRefuse(path, SpooledFile.of(createReadStream(path)))
  const rehearses = words.flags.has('rehearse')
  return withHouse(settings, async (house) => {
    const language = shellLanguage()
    const file = { name: basename(path), bytes, rowsTotal: await countRows(bytes) }
    // In one transaction: a file that is refused is not kept.
    const { shown, mapping } = await house.database.write(async (tx) => {
      const importId = await uploadImport(tx, file, BY)
      const found = await showImport(tx, importId, told)
      const columns = { ...(mapped ?? mappingOf(found)) }
      await setImport(tx, importId, told, columns)
      await requestImport(tx, importId, rehearses ? 'rehearsal' : 'run')
      return { shown: found, mapping: columns }
    })
    const columns = shown.columns.map((column) => columnInWords(language, column, mapping))
    for (const line of columnLines(language, shown, columns)) printError(line)
    const { importId } = shown.found
    const ended = await follow(house, importId, language)
    const { heldBack, dropped } = await house.database.read((tx) => showImport(tx, importId))
    const held = [...dropped, ...heldBack].map((reason) => reasonInWords(language, reason))
    const failure = ended.failure && t(language, ended.failure)
    printAnswer(words.flags.has('json'),
      { import: importId, file: file.name, rehearsal: rehearses, state: ended.state, failure, counts: ended.counts, columns, heldBack: held },
      [
        t(language, 'imports.told.counts', { ...ended.counts }),
        ...held.map((one) => `${String(one.count ?? '').padStart(8)}  ${(one.rule ?? '').padEnd(3)} ${[one.column, one.sentence].filter(Boolean).join(': ')}`),
        failure ?? t(language, `imports.told.${ended.state}`, { id: importId }),
      ])
    return ended.state === 'done' || ended.state === 'rehearsed'
  })
}

/** Works the import off, or waits for a server that does, and tells how far it is. */
async function follow(house: House, importId: ImportId, language: Language): Promise<Import> {
  const working = workOff(house, importId)
  // Whoever fails is heard below; until then it is no unhandled one.
  working.catch(() => {})
  for (let shown = -1, ended = false; ; ) {
    ended = await Promise.race([working.then(() => true), sleep(LOOK_EVERY_MS, false)])
    const one = await known(house, importId)
    if (one.rowsDone !== shown) printError(t(language, 'imports.told.progress', { done: one.rowsDone, total: one.rowsTotal ?? 0 }))
    shown = one.rowsDone
    if (ended) return one
  }
}

async function workOff(house: House, importId: ImportId): Promise<void> {
  while (['rehearsing', 'waiting', 'running'].includes((await known(house, importId)).state)) {
    if (!(await workImport(house.database, house.keeper))) await sleep(LOOK_EVERY_MS)
  }
}

async function known({ database }: House, importId: ImportId): Promise<Import> {
  const found = await database.read((tx) => selectImport(tx, importId))
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  return found
}

interface ToldColumn { name: string; field: string | null; reason: string | null; confidence: string | null }

function columnInWords(language: Language, { name, proposal }: ShownColumn, mapping: HeaderMapping): ToldColumn {
  const field = mapping[name] ?? null
  if (!proposal) return { name, field, reason: null, confidence: null }
  const { reason, confidence, fitting = 0, filled } = proposal
  return { name, field, reason: t(language, `imports.recognised.${reason}`, { fitting, filled }), confidence }
}

function columnLines(language: Language, shown: ShownImport, columns: readonly ToldColumn[]): string[] {
  return [
    ...(shown.headerLooksLikeData ? [t(language, 'imports.header-looks-like-data')] : []),
    ...(shown.program === null ? [] : [t(language, `imports.program.${shown.program}`)]),
    ...columns.map((one) => `  ${one.name.padEnd(24)} ${(one.field ?? '–').padEnd(24)} ${one.reason ?? ''}`.trimEnd()),
  ]
}

function reasonInWords(language: Language, reason: Reason & { count?: number }) {
  const { column, field, rule, count } = reason
  return { column, field, rule, sentence: t(language, reason.text, reason.parameters), count: count ?? null }
}

/** What was saved for these columns, else what was recognised for sure enough: nobody looks at it here. */
function mappingOf({ columns, savedMapping }: ShownImport): HeaderMapping {
  if (savedMapping) return savedMapping.mapping
  return Object.fromEntries(columns.map(({ name, proposal }) => [name, proposal && proposal.confidence !== 'low' ? targetOf(proposal) : null]))
}

async function settingsTold(words: Words): Promise<ImportSettings> {
  const { options, lists } = words
  const wording = options['wording'] === undefined ? undefined : (await orRefuse(options['wording'], readFile(options['wording']))).toString('utf8').trim()
  const when = forAllOrColumn(options['when'])
  const evidence = forAllOrColumn(options['evidence'])
  const soft = lists['soft-opt-in']
  // Values that are no choice of ours are refused by the importer, with the setting named.
  return {
    source: needed(words, 'source'), ground: needed(words, 'ground') as ImportSettings['ground'], collected: needed(words, 'collected') as ImportSettings['collected'],
    purposes: lists['purpose'] ?? [], country: options['country']?.toUpperCase() ?? null,
    ...(options['capacity'] && { capacity: options['capacity'] as NonNullable<ImportSettings['capacity']> }),
    ...(lists['channel'] && { channels: lists['channel'] as NonNullable<ImportSettings['channels']> }),
    ...(when !== undefined && { when }), ...(evidence !== undefined && { evidence }), ...(wording !== undefined && { wording }),
    ...(options['encoding'] && { encoding: options['encoding'] as NonNullable<ImportSettings['encoding']> }),
    ...(words.flags.has('no-header') && { firstRow: 'person' as const }),
    ...(options['date-order'] && { dateOrder: options['date-order'] as NonNullable<ImportSettings['dateOrder']> }),
    ...(soft && {
      softOptIn: { purposes: soft, productGroups: lists['product-group'] ?? [], lastSale: forAllOrColumn(options['last-sale']) ?? '', evidence: options['opt-out-offered'] ?? '' },
    }),
  }
}

/** `@COLUMN` is each row's own; anything else is said for all rows. */
function forAllOrColumn(text: string | undefined): ForAllOrColumn | undefined {
  return text?.startsWith('@') ? { column: text.slice(1) } : text
}

function needed(words: Words, option: string): string {
  const value = words.options[option]
  if (!value) throw new StartRefused(`--${option} is missing.`)
  return value
}

async function readMapping(path: string): Promise<HeaderMapping> {
  const text = (await orRefuse(path, readFile(path))).toString('utf8')
  try {
    const mapping: unknown = JSON.parse(text)
    const fits = typeof mapping === 'object' && mapping !== null && !Array.isArray(mapping) && Object.values(mapping).every((target) => target === null || typeof target === 'string')
    if (fits) return mapping as HeaderMapping
  } catch {
    // Falls through to the same sentence as JSON of another shape.
  }
  throw new StartRefused(`--map takes a JSON file that gives each column a field or null, as in {"E-mail": "email", "Notes": null}; ${path} is none.`)
}

async function orRefuse<Read>(path: string, read: Promise<Read>): Promise<Read> {
  return read.catch((error: NodeJS.ErrnoException) => {
    throw new StartRefused(`${path} cannot be read (${error.code}).`)
  })
}
