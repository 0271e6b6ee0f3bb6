import { opensDocuments } from '../../people/scope.ts'
import { selectContactPoints } from '../../people/values.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { openDocument } from '../../rights/sealed-document.ts'
import { findSlip as find, type FoundSlip } from '../../slips/find-slip.ts'
import { recordSlip as record, type RecordedSlip } from '../../slips/record-slip.ts'
import { sheetFor } from '../../slips/sheet-for.ts'
import { boxesOf } from '../../slips/slip.ts'
import { selectPicture, selectSheet, selectSlips } from '../../slips/slips.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import type { LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { groupedNumber } from '../../values/letter-number.ts'
import { t, type Language } from '../../values/text.ts'
import { mailWhatWasSaid } from '../customer-mail.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { readerLanguage } from './reader.ts'
import * as resource from './slips-resource.ts'

/** Sheets on paper and what comes back on them. */
export function addSlipsRoutes(api: Api, house: House): void {
  api.openapi(resource.listSlips, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const slips = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), personId)
      return selectSlips(tx, personId)
    })
    if (slips.length > 0) await noteLook(house, c.get('actor'), personId)
    return c.json({ slips: slips.map((one) => ({
      id: one.slipId, printedAt: one.madeAt.toISOString(), goesWith: one.goesWith, invoice: one.invoiceId, language: one.language, number: groupedNumber(one.number),
      sheet: one.hasSheet, answeredAt: one.answeredAt?.toISOString() ?? null, picture: one.hasPicture, entries: [...one.entrySeqs],
    })) }, 200)
  })

  api.openapi(resource.orderSheet, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const made = await house.database.write(async (tx) => {
      await refuseStranger(tx, c.get('actor'), personId)
      return sheetFor(tx, house.keeper, { personId, goesWith: 'order', publicUrl: house.publicUrl })
    })
    await noteLook(house, c.get('actor'), personId)
    // An order makes a sheet for anybody.
    return c.json({ id: made!.slipId }, 201)
  })

  api.openapi(resource.fetchSheet, async (c) => {
    const { id, slip } = c.req.valid('param')
    const sheet = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return selectSheet(tx, id as PersonId, slip)
    })
    if (!sheet) throw new Problem('not-found', { text: 'slips.no-sheet' })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.body(new Uint8Array(sheet), 200, fileHeaders('application/pdf', `sheet-${slip}.pdf`))
  })

  addComingBack(api, house)
}

/** What came back. */
function addComingBack(api: Api, house: House): void {
  api.openapi(resource.fetchPicture, async (c) => {
    const { id, slip } = c.req.valid('param')
    const found = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return selectPicture(tx, id as PersonId, slip)
    })
    if (!found) throw new Problem('not-found', { text: 'slips.no-picture' })
    await noteLook(house, c.get('actor'), id as PersonId)
    const picture = openDocument(house.keeper.keys.tokens, slip, slip, found.sealed)
    return c.body(new Uint8Array(picture), 200, fileHeaders(found.mediaType, `slip-${slip}.${found.mediaType === 'image/png' ? 'png' : 'jpg'}`))
  })

  api.openapi(resource.findSlip, async (c) => {
    const found = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      refuseClosed(scope)
      const slip = await find(tx, c.req.valid('json').code)
      // Whom one does not see is told in the same words as what is not known.
      await refuseStrangers(tx, scope, [slip.slip.personId]).catch(() => { throw new Problem('not-found', { text: 'slips.unknown' }) })
      return slip
    })
    await house.looks.note({ actor: c.get('actor'), why: 'choice', people: [{ personId: found.slip.personId, fields: ['name', 'choices'] }] })
    return c.json(foundAnswer(found), 200)
  })

  api.openapi(resource.recordSlip, async (c) => {
    const { id, slip } = c.req.valid('param')
    const { picture, signedOn, receivedOn, ...read } = c.req.valid('json')
    const personId = id as PersonId
    const by = { kind: 'staff' as const, id: signedIn(c.get('actor')).staffId }
    const language = readerLanguage(c)
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, c.get('actor'), personId)
      const points = await selectContactPoints(tx, [personId])
      const recorded = await record(tx, house.keeper, {
        ...read, personId, slipId: slip, by, picture: Buffer.from(picture, 'base64'), signedOn: signedOn as LocalDate | undefined, receivedOn: receivedOn as LocalDate | undefined,
      })
      const to = points.find((point) => point.kind === 'email' && point.verifiedAt !== null)
      const receipt = await mailWhatWasSaid(tx, { personId, contactPointId: to?.contactPointId ?? null, language: recorded.slip.language }, recorded.recording)
      return recordedAnswer(language, recorded, receipt)
    })
    await house.looks.note({ actor: c.get('actor'), why: 'choice', people: [{ personId, fields: ['choices'] }] })
    return c.json(answer, 200)
  })
}

function refuseClosed(scope: Awaited<ReturnType<typeof scopeFor>>): void {
  if (!opensDocuments(scope)) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
}

/** A sheet tells of all that is held at once: it takes a role that opens documents. */
async function refuseStranger(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void> {
  const scope = await scopeFor(tx, actor)
  refuseClosed(scope)
  await refuseStrangers(tx, scope, [personId])
}

async function noteLook(house: House, actor: StaffActor, personId: PersonId): Promise<void> {
  await house.looks.note({ actor, why: 'document', people: [{ personId, fields: ['documents', 'choices'] }] })
}

/** Saved and never shown as a page of ours. */
function fileHeaders(type: string, name: string): Record<string, string> {
  return { 'content-type': type, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
}

function foundAnswer({ slip, name, answeredAt, later }: FoundSlip): resource.FoundSlip {
  return {
    id: slip.slipId, person: { id: slip.personId, name }, number: groupedNumber(slip.number), printedAt: slip.madeAt.toISOString(), language: slip.language,
    answeredAt: answeredAt?.toISOString() ?? null, layout: { ...slip.layout, boxes: [...slip.layout.boxes] },
    rows: slip.rows.map((row) => {
      const since = later.find((one) => one.row === row.key)
      return { row: row.key, kind: row.kind, label: row.label, boxes: [...boxesOf(row)], later: since ? { said: since.said, since: since.since.toISOString() } : null }
    }),
  }
}

function recordedAnswer(language: Language, { slip, recording, requests }: RecordedSlip, receipt: boolean): resource.SlipRecorded {
  const rowOf = ({ purpose, channel, kind }: { purpose: string | null; channel: string | null; kind: string }) =>
    slip.rows.find((row) => (purpose === null ? row.kind === (kind === 'stop-asking' ? 'stop-asking' : 'no-to-all') : row.purpose === purpose && row.channel === channel))!
  return {
    recorded: recording?.outcomes.flatMap((one) => ('entry' in one ? [{ row: rowOf(one.entry).key, label: rowOf(one.entry).label, seq: one.entry.seq }] : [])) ?? [],
    refused: recording?.outcomes.flatMap((one) => ('refusal' in one ? [{ row: rowOf(one.choice).key, label: rowOf(one.choice).label, rule: one.refusal.rule, sentence: t(language, one.refusal.text) }] : [])) ?? [],
    requests, receipt,
  }
}
