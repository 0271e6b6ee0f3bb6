import { selectDecorations, selectRefusals } from '../../decorating/decorations.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId } from '../../staff/staff-actor.ts'
import { decorateFile } from '../decorate-file.ts'
import type { House } from '../house.ts'
import { sentenceOf } from '../problem.ts'
import { folderState } from '../watched-folder.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { decorateInvoice, listDecorations, showDecorating, type DecoratingState } from './decorating-resource.ts'
import { refuseClosed } from './invoices-routes.ts'
import { readerLanguage } from './reader.ts'

const REFUSALS_SHOWN = 50

export function addDecoratingRoutes(api: Api, house: House): void {
  api.openapi(decorateInvoice, async (c) => {
    const { customer, name, ...files } = c.req.valid('json')
    const bytes = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text, 'base64'))
    const finished = { pdf: bytes(files.pdf), ubl: bytes(files.ubl) }
    if (!finished.pdf && !finished.ubl) throw new Problem('invalid', { text: 'decorating.nothing', field: 'pdf' })
    const actor = c.get('actor')
    const origin = { way: actor.kind === 'key' ? 'api' as const : 'screen' as const, by: { kind: actor.kind, id: actorId(actor) }, name }
    const done = await decorateFile(house, origin, { customer, look: async (tx, found) => refuseStrangers(tx, await scopeFor(tx, actor), [found]) }, finished)
    await house.looks.note({ actor, why: 'document', people: [{ personId: done.personId, fields: ['documents'] }] })
    const text = (one: Buffer | undefined) => one?.toString('base64') ?? null
    return c.json({ person: done.personId, invoice: done.invoiceId, pdf: text(done.pdf), ubl: text(done.ubl), sheet: text(done.sheet) }, 200)
  })

  api.openapi(listDecorations, async (c) => {
    const { after, limit } = c.req.valid('query')
    const { rows, names } = await house.database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      const found = await selectDecorations(tx, cursorOf(after), limit + 1)
      return { rows: found, names: await selectNames(tx, found.map((one) => one.personId)) }
    })
    const shown = rows.slice(0, limit)
    if (shown.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(shown.map((one) => one.personId))].map((personId) => ({ personId, fields: ['documents'] })) })
    const last = shown.at(-1)
    return c.json({
      decorations: shown.map(({ decorationId, personId, at, way, name, language, words, withPdf, withUbl, withSheet }) => (
        { id: decorationId, at: at.toISOString(), way, person: { id: personId, name: names.get(personId) ?? '' }, name, language, words, pdf: withPdf, ubl: withUbl, signed: withSheet })),
      next: rows.length > limit && last ? `${last.at.toISOString()} ${last.decorationId}` : null,
    }, 200)
  })

  api.openapi(showDecorating, async (c) => {
    const refusals = await house.database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      return selectRefusals(tx, REFUSALS_SHOWN)
    })
    const language = readerLanguage(c)
    return c.json({
      folder: await folderOf(house.settings.decorateFolder),
      refusals: refusals.map(({ id, at, way, name, detail }) => ({ id, at: at.toISOString(), way, name, rule: detail.rule ?? null, sentence: sentenceOf(language, detail) })),
    }, 200)
  })
}

async function folderOf(path: string | undefined): Promise<DecoratingState['folder']> {
  if (path === undefined) return null
  const counts = await folderState(path)
  return { path, files: counts ? { waiting: counts.in, working: counts.working, done: counts.out, refused: counts.refused } : null }
}

function cursorOf(after: string | undefined): { at: Date; id: string } | undefined {
  const [, at, id] = /^(\S{24}) ([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && (!id || Number.isNaN(Date.parse(at!)))) throw new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
  return id ? { at: new Date(at!), id } : undefined
}
