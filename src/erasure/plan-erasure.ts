import { findConcerned } from '../connections/find-concerned.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { Ground } from '../people/ground.ts'
import { wouldEnd } from '../people/holding.ts'
import { listHeldFields } from '../people/list-held-fields.ts'
import { selectAliases } from '../people/record-aliases.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater, monthsLater } from '../values/moment.ts'
import { endingGrounds, keepsValues, staysBecause, type Because } from './erasable.ts'
import { countRowsOf } from './erase-rows.sql.ts'
import { PROOF_MONTHS } from './erasure.ts'
import { partElsewhere } from './part-elsewhere.ts'
import { byGroup, concernedTables, type ErasedCounts } from './erased-tables.ts'
import { selectDocumentsOf, selectHoldsOf } from './erasures.sql.ts'

/** One thing that stays, with its reason: `until` null where an event ends it. */
export interface Stay {
  because: Because
  /** Purposes of grounds, kinds of documents, keys of held fields. */
  what: readonly string[]
  count: number
  until: Date | null
  /** Country whose bookkeeping act keeps documents; null: unknown. */
  country?: string | null
}

/** What "forget me" would do, said before the click (rule M1). */
export interface ErasurePlan {
  personId: PersonId
  /** How many records of the person go together. */
  records: number
  /** True: nothing keeps a part of the person in the register. */
  whole: boolean
  goes: ErasedCounts
  /** Fields whose values go, and those that something keeps. */
  fields: { go: string[]; stay: string[] }
  stays: Stay[]
  backupsGoneAt: Date
  /** Names of the connected systems that will be told (art. 19). */
  systems: string[]
}

/** What forgetting this person now would take and leave, in every record of theirs; changes nothing. Throws `not-found`. `backupDays`: the declared horizon. */
export async function planErasure(tx: Tx, personId: PersonId, backupDays: number): Promise<ErasurePlan> {
  let plan = await planRecord(tx, personId, backupDays)
  for (const { otherPersonId } of await selectAliases(tx, [personId])) plan = together(plan, await planRecord(tx, otherPersonId, backupDays))
  return plan
}

function together(one: ErasurePlan, other: ErasurePlan): ErasurePlan {
  const stay = [...new Set([...one.fields.stay, ...other.fields.stay])]
  const groups = new Set([...Object.keys(one.goes), ...Object.keys(other.goes)]) as Set<keyof ErasedCounts>
  return {
    ...one, records: one.records + other.records, whole: one.whole && other.whole, stays: [...one.stays, ...other.stays], systems: [...new Set([...one.systems, ...other.systems])],
    goes: Object.fromEntries([...groups].map((group) => [group, (one.goes[group] ?? 0) + (other.goes[group] ?? 0)])),
    fields: { go: [...new Set([...one.fields.go, ...other.fields.go])].filter((field) => !stay.includes(field)), stay },
  }
}

async function planRecord(tx: Tx, personId: PersonId, backupDays: number): Promise<ErasurePlan> {
  const tables = await countRowsOf(tx, concernedTables(), personId)
  if (!tables.get('person')) throw new Problem('not-found', { text: 'people.unknown' })
  const grounds = await selectGrounds(tx, [personId])
  const holds = await selectHoldsOf(tx, [personId])
  const held = new Set(holds.filter((one) => one.itemKind === 'ground').map((one) => one.itemId))
  const keeping = grounds.flatMap((ground) => {
    const because = staysBecause(ground, tx.now)
    return because ? [{ because, ground }] : []
  })
  const whole = keeping.length === 0 && !holds.some(keepsValues)
  const fields = (await listHeldFields(tx, [personId])).get(personId) ?? []
  const go = whole ? fields : await fieldsThatGo(tx, fields, grounds, held, holds.filter((one) => one.itemKind === 'field').map((one) => one.itemId))
  const { concerned } = await findConcerned(tx, [{ personId, act: 'erasure', ...partElsewhere(grounds, !whole, tx.now) }])
  const documents = await selectDocumentsOf(tx, [personId])
  return {
    personId, records: 1, whole,
    goes: whole ? byGroup(tables) : { details: go.length, messages: tables.get('outbox_mail') ?? 0 },
    fields: { go: [...go], stay: fields.filter((field) => !go.includes(field)) },
    stays: [
      ...groundStays(keeping),
      ...holds.map((one): Stay => ({ because: 'hold', what: [one.itemKind === 'field' ? one.itemId : one.itemKind], count: 1, until: one.until })),
      ...documents.map((one): Stay => ({ because: 'bookkeeping', what: [one.kind], count: one.count, until: daysLater(new Date(`${one.until}T00:00:00Z`), 1), country: one.country })),
      ...((tables.get('ledger_entry') ?? 0) > 0 ? [{ because: 'proof' as const, what: [], count: tables.get('ledger_entry')!, until: whole ? monthsLater(tx.now, PROOF_MONTHS, RETENTION_ZONE) : null }] : []),
      ...(whole ? [{ because: 'mark' as const, what: [], count: tables.get('identifier') ?? 0, until: null }] : []),
    ],
    backupsGoneAt: daysLater(tx.now, backupDays),
    systems: concerned.map(({ system }) => system.name),
  }
}

async function fieldsThatGo(tx: Tx, fields: readonly string[], grounds: readonly Ground[], held: ReadonlySet<string>, heldFields: readonly string[]): Promise<string[]> {
  const { purposes } = await selectCatalogue(tx)
  const needs = new Map(purposes.map((one) => [one.key, one.fields]))
  const ending = new Set(endingGrounds(grounds, held, tx.now).map((ground) => ground.groundId as string))
  return wouldEnd(fields, grounds, ending, needs, tx.now).filter((field) => !heldFields.includes(field))
}

function groundStays(keeping: readonly { because: Because; ground: Ground }[]): Stay[] {
  return [...Map.groupBy(keeping, (one) => one.because)].map(([because, own]) => {
    const ends = own.map((one) => one.ground.until)
    return {
      because, what: [...new Set(own.map((one) => one.ground.purpose))], count: own.length,
      until: ends.some((end) => end === null) ? null : new Date(Math.max(...ends.map((end) => end!.getTime()))),
    }
  })
}
