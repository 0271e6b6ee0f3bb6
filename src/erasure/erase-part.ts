import type { Choice } from '../consent/choice.ts'
import { readSayers } from '../consent/read-sayers.ts'
import { recordChoices } from '../consent/record-choices.ts'
import { stillToSay } from '../consent/still-to-say.ts'
import { endUnfoundedValues } from '../people/end-unfounded-values.ts'
import type { Ground } from '../people/ground.ts'
import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { endingGrounds, keepsValues, staysBecause, type Because } from './erasable.ts'
import type { ErasingKeeper } from './erase-people.ts'
import { deleteLinks, deleteMailsBut, deleteRowsOf, deleteUsesBut, updateGroundsErased, type CountsByPerson } from './erase-rows.sql.ts'
import type { Removal } from './erase-whole.ts'
import { byGroup } from './erased-tables.ts'
import type { Erasure } from './erasure.ts'
import type { KeptHold } from './erasures.sql.ts'

/** Somebody of whom a part stays. */
export interface Kept {
  erasure: Erasure
  grounds: readonly Ground[]
  holds: readonly KeptHold[]
}

/** Whatever nothing holds goes at once, conclusions and what imports replaced among it. */
const GOES_AT_ONCE = ['rejected_inference', 'import_before', 'import_undo_person', 'mass_change_person', 'value_block'] as const

/**
 * Forgets of people all that no running contract, no duty and no hold needs; they are locked. What they said stays in
 * the ledger as long as they stay in the register, with a no to all marketing and to being asked.
 */
export async function erasePart(tx: Tx, keeper: ErasingKeeper, kept: readonly Kept[]): Promise<Removal[]> {
  if (kept.length === 0) return []
  const people = kept.map((one) => one.erasure.personId)
  await sayNo(tx, keeper, kept)
  const held = new Set(kept.flatMap((one) => one.holds.filter((hold) => hold.itemKind === 'ground').map((hold) => hold.itemId)))
  await updateGroundsErased(tx, kept.flatMap((one) => endingGrounds(one.grounds, held, tx.now)))
  const ended = Map.groupBy(await endUnfoundedValues(tx, people), (one) => one.personId)
  const staying = kept.flatMap((one) => stayingGrounds(one, held, tx.now).map((ground) => ({ personId: one.erasure.personId, purpose: ground.purpose })))
  const tables = new Map<string, CountsByPerson>()
  await asRole(tx, 'tillit_eraser', async () => {
    for (const table of GOES_AT_ONCE) tables.set(table, await deleteRowsOf(tx, table, people))
    tables.set('use_record', await deleteUsesBut(tx, people, staying))
    for (const table of ['message', 'outbox_mail'] as const) tables.set(table, await deleteMailsBut(tx, table, people))
    tables.set('token', await deleteLinks(tx, people))
  })
  await markForScrub(tx, ['profile', 'contact_point', 'identifier', 'ground', ...tables.keys()])
  return kept.map((one) => {
    const { personId } = one.erasure
    const counts = byGroup(new Map([...tables].map(([table, each]) => [table, each.get(personId) ?? 0])))
    const values = ended.get(personId)?.length ?? 0
    return {
      personId, whole: false,
      places: [
        { place: 'register', state: 'done', counts: { ...counts, ...(values > 0 && { details: (counts.details ?? 0) + values }) }, because: null, until: null },
        ...keptPlaces(one, held, tx.now),
      ],
    }
  })
}

/** The person's use for marketing ends with their wish (art. 21(3)), whatever else they have not said. */
async function sayNo(tx: Tx, keeper: ErasingKeeper, kept: readonly Kept[]): Promise<void> {
  const people = kept.map((one) => one.erasure.personId)
  const sayers = await readSayers(tx, people, people)
  const choices = kept.flatMap(({ erasure }) => {
    const base = {
      personId: erasure.personId, purpose: null, channel: null, contactPointId: null, frequency: null, surface: 'system' as const, language: null,
      actor: { kind: 'person' as const, id: erasure.personId }, wording: null, evidence: { erasure: erasure.erasureId },
    }
    const noes: Choice[] = [{ ...base, kind: 'objected' }, { ...base, kind: 'stop-asking' }]
    return erasure.why === 'asked' ? stillToSay(noes, sayers.standings.get(erasure.personId)!) : []
  })
  if (choices.length > 0) await recordChoices(tx, keeper, choices, sayers)
}

function stayingGrounds({ grounds }: Kept, held: ReadonlySet<string>, now: Date): Ground[] {
  return grounds.filter((ground) => held.has(ground.groundId) || staysBecause(ground, now) !== undefined)
}

/** What keeps the rest: running contracts and duties wait for their end, holds for their day. */
function keptPlaces({ grounds, holds }: Kept, held: ReadonlySet<string>, now: Date): Removal['places'] {
  const reasons = Map.groupBy(grounds.filter((ground) => !held.has(ground.groundId)), (ground) => staysBecause(ground, now))
  const waiting = [...reasons].flatMap(([because, own]) => (because === undefined ? [] : [waits(because, because, own.length, latest(own.map((ground) => ground.until)))]))
  const values = holds.filter(keepsValues)
  return [...waiting, ...(values.length > 0 ? [waits('hold', 'hold', values.length, latest(values.map((hold) => hold.until)))] : [])]
}

const waits = (place: string, because: Because, count: number, until: Date | null): Removal['places'][number] => ({ place, state: 'waits', counts: { items: count }, because, until })

/** Null when one of them has no end that is known. */
function latest(ends: readonly (Date | null)[]): Date | null {
  return ends.some((end) => end === null) ? null : new Date(Math.max(...ends.map((end) => end!.getTime())))
}
