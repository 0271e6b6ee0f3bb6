import { stream } from 'hono/streaming'
import { showsRehearsal } from '../../imports/import.ts'
import { selectImport, selectImports, selectMappings, selectRows } from '../../imports/imports.sql.ts'
import type { TableForm } from '../../imports/read-table.ts'
import { nameRows } from '../../imports/name-rows.ts'
import { removeImport } from '../../imports/remove-import.ts'
import { requestImport } from '../../imports/request-import.ts'
import { requestUndo } from '../../imports/request-undo.ts'
import { setImport as set } from '../../imports/set-import.ts'
import { showImport } from '../../imports/show-import.ts'
import { uploadImport as upload } from '../../imports/upload-import.ts'
import { nameOf } from '../../people/name-of.ts'
import { selectDescribed } from '../../people/people-in-scope.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import type { ImportId, PersonId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { isBound, mayWrite, refuseUnwritable, scopeFor } from '../staff/key-scope.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { actorInWords } from './actor-in-words.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorMoment, cursorOf, cursorParts } from './cursor.ts'
import { fileNameOf } from './file-name.ts'
import { importAnswer, importSummary, reasonInWords, uploadAnswer } from './import-answer.ts'
import { reportHead, reportLines } from './import-report.ts'
import { undoAnswer } from './import-undo-answer.ts'
import {
  cancelImport, deleteImport, getImport, getImportReport, getImportUndo, listImportMappings, listImportRows, listImports, rehearseImport, rehearseImportUndo,
  runImport, setImport, undoImport, uploadImport,
  type ColumnTarget, type Import,
} from './imports-resource.ts'
import { readerLanguage } from './reader.ts'
import { seenByName } from './seen-in-answer.ts'

const REPORT_PAGE = 1000

export function addImportsRoutes(api: Api, house: House): void {
  const { database } = house

  api.openapi(uploadImport, async (c) => {
    const name = fileNameOf(c.req.valid('header')['x-file-name'])
    const file = { name, ...c.get('upload')! }
    const importId = await database.write((tx) => upload(tx, file, actorId(c.get('actor'))))
    const answer = await database.read(async (tx) => {
      const catalogue = await selectCatalogue(tx)
      return offered(c.get('actor'), uploadAnswer(readerLanguage(c), await showImport(tx, importId), catalogue), catalogue)
    })
    return c.json(answer, 201)
  })

  api.openapi(listImports, async (c) => {
    const { after, limit } = c.req.valid('query')
    const [at, id] = after === undefined ? [] : cursorParts(after, 2)
    const { imports, names } = await database.read(async (tx) => {
      const found = await selectImports(tx, { limit, ...ownOnly(c.get('actor')), ...(id === undefined ? {} : { before: { createdAt: cursorMoment(at!), importId: cursorId(id) } }) })
      return { imports: found, names: await selectActorNames(tx, found.map((one) => one.createdBy)) }
    })
    const last = imports.length === limit ? imports.at(-1) : undefined
    return c.json({
      imports: imports.map((one) => importSummary(readerLanguage(c), one, names)),
      next: last ? cursorOf([last.createdAt.toISOString(), last.importId]) : null,
    }, 200)
  })

  api.openapi(getImport, async (c) => {
    const tried = c.req.valid('query')
    const form = Object.values(tried).some((one) => one !== undefined) ? (tried as WithoutUndefined<typeof tried>) : undefined
    return c.json(await database.read((tx) => answerFor(tx, c.get('actor'), readerLanguage(c), c.req.valid('param').id as ImportId, form)), 200)
  })

  api.openapi(setImport, async (c) => {
    const importId = c.req.valid('param').id as ImportId
    const { mapping, saveMappingAs, ...settings } = c.req.valid('json')
    const by = actorId(c.get('actor'))
    const answer = await database.write(async (tx) => {
      refuseUnwritable(c.get('actor'), fieldsOf(mapping, await selectCatalogue(tx)), () => 'mapping')
      await set(tx, importId, settings as WithoutUndefined<typeof settings>, mapping, saveMappingAs === undefined ? undefined : { name: saveMappingAs, by })
      return answerFor(tx, c.get('actor'), readerLanguage(c), importId)
    })
    return c.json(answer, 200)
  })

  api.openapi(deleteImport, async (c) => {
    await database.write((tx) => removeImport(tx, c.req.valid('param').id as ImportId))
    return c.body(null, 204)
  })

  for (const [route, wish] of [[rehearseImport, 'rehearsal'], [runImport, 'run'], [cancelImport, 'cancellation']] as const) {
    api.openapi(route, async (c) => {
      const importId = c.req.valid('param').id as ImportId
      const { state } = await database.write(async (tx) => {
        await requestImport(tx, importId, wish)
        return known(tx, importId)
      })
      return c.json({ id: importId, state }, 202)
    })
  }

  addUndoRoutes(api, house)
  addRowsRoutes(api, house)
}

function addUndoRoutes(api: Api, { database, looks }: House): void {
  api.openapi(getImportUndo, async (c) => {
    const answer = await database.read((tx) => undoAnswer(tx, readerLanguage(c), c.req.valid('param').id as ImportId))
    await looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(answer.exceptions.map((one) => one.person)) })
    return c.json(answer, 200)
  })

  for (const [route, wish] of [[rehearseImportUndo, 'rehearsal'], [undoImport, 'run']] as const) {
    api.openapi(route, async (c) => {
      const importId = c.req.valid('param').id as ImportId
      const answer = await database.write(async (tx) => {
        await requestUndo(tx, importId, wish, actorId(c.get('actor')))
        return undoAnswer(tx, readerLanguage(c), importId)
      })
      await looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(answer.exceptions.map((one) => one.person)) })
      return c.json(answer, 202)
    })
  }
}

function addRowsRoutes(api: Api, { database, looks }: House): void {
  api.openapi(listImportRows, async (c) => {
    const importId = c.req.valid('param').id as ImportId
    const { after, limit, outcome } = c.req.valid('query')
    const { rows, names, inFile } = await database.read(async (tx) => {
      const found = await known(tx, importId)
      const page = await selectRows(tx, importId, showsRehearsal(found.state), { limit, ...(outcome ? { outcome } : {}), ...(after === undefined ? {} : { after: rowNumber(after) }) })
      const nobodyYet = page.filter((row) => row.outcome === 'new' && row.personId === null)
      return {
        rows: page,
        names: await namesFor(tx, c.get('actor'), page.flatMap((row) => row.personId ?? [])),
        inFile: await nameRows(tx, found, new Set(nobodyYet.map(({ row }) => row))),
      }
    })
    const last = rows.length === limit ? rows.at(-1) : undefined
    const answers = rows.map(({ row, outcome: became, personId, reasons }) => ({
      row,
      outcome: became,
      person: personId === null ? null : { id: personId, name: names.get(personId) ?? '' },
      name: inFile.get(row) ?? null,
      reasons: reasons.map((reason) => ({ column: reason.column, field: reason.field, rule: reason.rule, sentence: reasonInWords(readerLanguage(c), reason) })),
    }))
    await looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(answers.flatMap((one) => one.person ?? [])) })
    return c.json({
      rows: answers,
      next: last ? cursorOf([last.row]) : null,
    }, 200)
  })

  api.openapi(getImportReport, async (c) => {
    const importId = c.req.valid('param').id as ImportId
    const language = readerLanguage(c)
    const found = await database.read((tx) => known(tx, importId))
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="import-${importId}.csv"`)
    return stream(c, async (out) => {
      await out.write(reportHead(language))
      for (let after = 0, full = true; full;) {
        const rows = await database.read((tx) => selectRows(tx, importId, showsRehearsal(found.state), { after, limit: REPORT_PAGE }))
        await out.write(reportLines(language, rows))
        after = rows.at(-1)?.row ?? after
        full = rows.length === REPORT_PAGE
      }
    })
  })

  api.openapi(listImportMappings, async (c) => {
    const { mappings, names } = await database.read(async (tx) => {
      const { createdBy } = { createdBy: undefined, ...ownOnly(c.get('actor')) }
      const found = (await selectMappings(tx)).filter((one) => createdBy === undefined || one.savedBy === createdBy)
      return { mappings: found, names: await selectActorNames(tx, found.map((one) => one.savedBy)) }
    })
    return c.json({
      mappings: mappings.map((one) => ({
        id: one.mappingId, name: one.name, columns: one.header, mapping: one.mapping, savedAt: one.savedAt.toISOString(), savedBy: actorInWords(readerLanguage(c), 'staff', one.savedBy, names),
      })),
    }, 200)
  })
}

/** Whoever does not see everything knows of their own imports alone: a file may hold anything. */
function ownOnly(actor: StaffActor): { createdBy?: string } {
  return isBound(actor) ? { createdBy: actorId(actor) } : {}
}

async function namesFor(tx: Tx, actor: StaffActor, personIds: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const scope = await scopeFor(tx, actor)
  if (!scope) return selectNames(tx, personIds)
  return new Map((await selectDescribed(tx, scope, personIds)).map((one) => [one.personId, nameOf(one.values)]))
}

/** Members that a schema left out are not there, rather than undefined. */
type WithoutUndefined<Shape> = { [Name in keyof Shape]: Exclude<Shape[Name], undefined> }

async function known(tx: Tx, importId: ImportId) {
  const found = await selectImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  return found
}

async function answerFor(tx: Tx, actor: StaffActor, language: Language, importId: ImportId, form?: TableForm): Promise<Import> {
  const [shown, catalogue] = [await showImport(tx, importId, form), await selectCatalogue(tx)]
  return offered(actor, importAnswer(language, shown, catalogue, await selectActorNames(tx, [shown.found.createdBy])), catalogue)
}

function rowNumber(after: string): number {
  const row = Number(cursorParts(after, 1)[0])
  if (!Number.isSafeInteger(row)) throw new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
  return row
}

/** The fields that columns are to become; what people have answered is no field. */
function fieldsOf(mapping: Record<string, string | null>, { fields }: PublishedCatalogue): string[] {
  return Object.values(mapping).filter((target) => target !== null && fields.some(({ key }) => key === target)) as string[]
}

/** What a column can become for this caller. */
function offered<Answer extends { targets: ColumnTarget[] }>(actor: StaffActor, answer: Answer, { fields }: PublishedCatalogue): Answer {
  return { ...answer, targets: answer.targets.filter(({ target }) => mayWrite(actor, target) || !fields.some(({ key }) => key === target)) }
}
