import { randomBytes } from 'node:crypto'
import type { JournalEntry, Keeper } from '../keeper/keeper.ts'
import { insertEntries } from '../ledger/entries.sql.ts'
import { SALT_BYTES, type LedgerEntry } from '../ledger/entry.ts'
import { endGrounds } from '../people/end-grounds.ts'
import { endUnfoundedValues } from '../people/end-unfounded-values.ts'
import type { Ground } from '../people/ground.ts'
import { wouldEnd, type NeededFields } from '../people/holding.ts'
import { updateLasting } from '../people/grounds.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import { keepForTelling } from '../people/keep-for-telling.ts'
import { listHeldFields } from '../people/list-held-fields.ts'
import { deleteBlocks, insertBlocks, updateVerifiedPoints, type ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import { insertWordings, type PublishedCatalogue, type PublishedPurpose } from '../purposes/catalogue.sql.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { NO_KINDS, refuseChoice, type Choice, type Refusal } from './choice.ts'
import { ENDED_BY_UNPROVED_NO, groundEffects } from './ground-effects.ts'
import { refuseOutOfOrder } from './order.ts'
import { readSayers, type Sayers } from './read-sayers.ts'
import { rebuildOwnStanding } from './rebuild-own-standing.ts'
import { sayForRecords } from './say-for-records.ts'
import { standingOf, type Standing } from './standing.ts'
import { copyStandings, storeStandings } from './standing.sql.ts'
import { yesEnds, type YesEnd } from './yes-end.ts'

/** Days that values are kept, blocked, after a no that nobody proved (rule H3). */
export const UNPROVED_KEEP_DAYS = 14

export type RecordedChoice =
  | { choice: Choice; entry: LedgerEntry; salt: Buffer }
  | { choice: Choice; refusal: Refusal }

export interface Recording {
  /** One per choice, in order. */
  outcomes: RecordedChoice[]
  /** Fields that ended because of it, and fields that are blocked until they end. */
  ended: { personId: PersonId; fieldKey: string }[]
  blocked: { personId: PersonId; fieldKey: string; deleteAfter: Date }[]
}

/**
 * Records what people said, under the lock on each person, and lets everything that follows from it happen in the same
 * transaction: standing, grounds, values (rules L1–L3, H3, D9). Every no is in the keeper's journal before it takes
 * effect. A choice that may not be recorded comes back with its refusal; the others stand.
 * `read` is what the transaction has read of these people under their locks already. Of a human with several records the
 * noes count for all of them (rule L4); the outcomes are those of what was given.
 */
export async function recordChoices(tx: Tx, keeper: Pick<Keeper, 'journal'>, choices: readonly Choice[], read?: Sayers): Promise<Recording> {
  const sayers = await withRecords(tx, read ?? (await readSayers(tx, [...new Set(choices.map((one) => one.personId))])))
  const { known, catalogue, standings, points } = sayers
  const purposes = new Map(catalogue.purposes.map((one) => [one.key, one]))
  const after = new Map(standings)
  const record = (said: Choice): RecordedChoice => {
    const before = after.get(said.personId)!
    const purpose = said.purpose === null ? undefined : purposes.get(said.purpose)
    const refusal = refuseChoice(said, before, known.has(said.personId), purpose, catalogue.retired)
      ?? refuseOutOfOrder(said, before, purpose?.kind === 'marketing', standings.get(said.personId)!.lastSeq)
    if (refusal) return { choice: said, refusal }
    const entry = toEntry(said, before, purpose, points.get(said.personId) ?? [], tx.now)
    after.set(said.personId, standingOf([entry], before))
    return { choice: said, entry, salt: randomBytes(SALT_BYTES) }
  }
  const outcomes = choices.map(record)
  const carried = sayers.aliases.size === 0 ? [] : outcomes.flatMap((one) => ('entry' in one
    ? sayForRecords(one.choice, one.entry, after.get(one.choice.personId)!, sayers.aliases.get(one.choice.personId) ?? []).filter(({ personId }) => known.has(personId)).map(record) : []))
  const recorded = [...outcomes, ...carried].filter((one) => 'entry' in one)
  if (recorded.length === 0) return { outcomes, ended: [], blocked: [] }
  // The journal is written while the database writes; both are awaited before anything can be committed.
  const journaled = keeper.journal(...recorded.filter((one) => NO_KINDS.includes(one.entry.kind)).map((one) => journalEntry(one.entry)))
  journaled.catch(() => {})
  const changed = [...new Set(recorded.map((one) => one.entry.personId))].filter((personId) => known.has(personId))
  const unproved = new Set(recorded.filter((one) => one.entry.evidence['unproved'] === true).map((one) => one.entry.personId))
  const endOf = yesEnds(catalogue.purposes)
  const turn = turnOfGrounds(changed, await standingsForGrounds(tx, after, recorded.map((one) => one.entry), sayers), unproved, sayers, endOf, tx.now)
  await inOneGo(tx, [
    () => insertWordings(tx, distinctWordings(recorded.map((one) => one.choice))),
    () => insertEntries(tx, recorded.map((one) => ({ ...one.entry, salt: one.salt }))),
    () => (sayers.areNew ? copyStandings : storeStandings)(tx, changed.map((personId) => ({ personId, before: standings.get(personId)!, after: after.get(personId)! })), endOf),
    () => updateVerifiedPoints(tx, provenPoints(recorded.map((one) => one.choice))),
    () => startGrounds(tx, turn.starts),
    () => updateLasting(tx, turn.last),
    () => deleteBlocks(tx, turn.unblocked),
    () => endGrounds(tx, turn.ends, 'no'),
    () => keepForTelling(tx, turn.mayEnd),
  ])
  const ended = await endUnfoundedValues(tx, turn.mayEnd)
  const blocked = await blockDoubted(tx, turn.doubted, sayers)
  await journaled
  return { outcomes, ended, blocked }
}

/** With the other records of whoever has several: what is said of one is said of them all. */
async function withRecords(tx: Tx, sayers: Sayers): Promise<Sayers> {
  const others = [...new Set([...sayers.aliases.values()].flat().map((one) => one.otherPersonId))].filter((personId) => !sayers.standings.has(personId))
  if (others.length === 0) return sayers
  const more = await readSayers(tx, others)
  return {
    ...sayers, known: new Set([...sayers.known, ...more.known]), standings: new Map([...sayers.standings, ...more.standings]), points: new Map([...sayers.points, ...more.points]),
    grounds: new Map([...sayers.grounds, ...more.grounds]), aliases: new Map([...sayers.aliases, ...more.aliases]),
  }
}

/**
 * What a merge carried stops use and destroys nothing: grounds and values of a record live by what was said of it alone, so that
 * the merge can be taken back.
 */
async function standingsForGrounds(tx: Tx, after: ReadonlyMap<PersonId, Standing>, entries: readonly LedgerEntry[], { aliases }: Sayers): Promise<ReadonlyMap<PersonId, Standing>> {
  const merged = [...aliases.keys()]
  if (merged.length === 0) return after
  const own = await rebuildOwnStanding(tx, merged)
  const said = Map.groupBy(entries, (entry) => entry.personId)
  return new Map([...after, ...merged.map((personId): [PersonId, Standing] =>
    [personId, standingOf((said.get(personId) ?? []).filter((entry) => entry.evidence['merge'] === undefined), own.get(personId)!)])])
}

function toEntry(said: Choice, before: Standing, purpose: PublishedPurpose | undefined, points: readonly ContactPoint[], now: Date): LedgerEntry {
  const { wording, evidence, ...rest } = said
  const point = points.find((one) => one.contactPointId === said.contactPointId)
  const needsConfirmation = said.kind === 'given' && point !== undefined && !point.verifiedAt && !spokenFor(said)
  return {
    ...rest,
    seq: before.lastSeq + 1,
    at: now,
    purposeVersion: purpose?.version ?? null,
    wordingId: wording?.wordingId ?? null,
    evidence: needsConfirmation ? { ...evidence, needsConfirmation: true } : evidence,
  }
}

/** A number or address that the person gave us face to face, on paper or in the very call is theirs; a mailbox proves itself by double opt-in. */
function spokenFor(said: Pick<Choice, 'channel' | 'evidence'>): boolean {
  const kind = said.evidence['kind']
  if (said.channel === 'phone' || said.channel === 'letter') return true
  return said.channel === 'sms' && kind === 'call-note'
}

/** What the person has shown to read by saying this. */
function provenPoints(choices: readonly Choice[]): { personId: PersonId; contactPointId: ContactPointId; how: string }[] {
  const proofs = new Map<ContactPointId, { personId: PersonId; contactPointId: ContactPointId; how: string }>()
  for (const { kind, personId, contactPointId, surface, ...said } of choices) {
    if (!contactPointId || proofs.has(contactPointId)) continue
    if (kind === 'given' && spokenFor(said)) proofs.set(contactPointId, { personId, contactPointId, how: surface })
    if (kind === 'confirmed') proofs.set(contactPointId, { personId, contactPointId, how: 'double-opt-in' })
  }
  return [...proofs.values()]
}

interface Doubted {
  personId: PersonId
  end: Ground[]
}

/** What becomes of the grounds of these people now that they stand like this. */
function turnOfGrounds(people: readonly PersonId[], standings: ReadonlyMap<PersonId, Standing>, unproved: ReadonlySet<PersonId>, { catalogue, grounds }: Sayers, endOf: YesEnd, now: Date) {
  const needs = neededFields(catalogue)
  const effects = people.map((personId) => ({ personId, ...groundEffects(standings.get(personId)!, grounds.get(personId) ?? [], catalogue.purposes, now, endOf) }))
  const starts = effects.flatMap(({ personId, start }) => start.map((one) => ({ personId, ...one, basis: 'consent' as const })))
  const proved = effects.filter(({ personId, end }) => end.length > 0 && !unproved.has(personId))
  const losesFields = ({ personId, end }: Doubted) =>
    wouldEnd(end.flatMap((ground) => needs.get(ground.purpose) ?? []), grounds.get(personId) ?? [], new Set(end.map((ground) => ground.groundId)), needs, now).length > 0
  return {
    starts,
    unblocked: starts.flatMap(({ personId, purpose }) => (needs.get(purpose) ?? []).map((fieldKey) => ({ personId, fieldKey }))),
    // What nobody has proved brings no day nearer either (rule H3).
    last: effects.flatMap(({ personId, last }) => last.filter(({ ground, until }) => until > ground.until! || !unproved.has(personId))),
    ends: proved.flatMap(({ end }) => end),
    mayEnd: proved.filter(losesFields).map(({ personId }) => personId),
    doubted: effects.filter(({ personId, end }) => unproved.has(personId) && end.some((ground) => !ground.endedAt)),
  }
}

/** After a no that nobody proved: use ends, and the values that go with it are kept back until their day (rule H3). */
async function blockDoubted(tx: Tx, doubted: readonly Doubted[], { catalogue, grounds }: Sayers): Promise<Recording['blocked']> {
  if (doubted.length === 0) return []
  const deleteAfter = daysLater(tx.now, UNPROVED_KEEP_DAYS)
  const values = await listHeldFields(tx, doubted.map(({ personId }) => personId))
  const needs = neededFields(catalogue)
  const blocked = doubted.flatMap(({ personId, end }) => wouldEnd(
    values.get(personId) ?? [], grounds.get(personId) ?? [], new Set(end.map((ground) => ground.groundId)), needs, tx.now,
  ).map((fieldKey) => ({ personId, fieldKey, deleteAfter })))
  await endGrounds(tx, doubted.flatMap(({ end }) => end.filter((ground) => !ground.endedAt)), ENDED_BY_UNPROVED_NO, deleteAfter)
  await insertBlocks(tx, blocked.map((one) => ({ ...one, reason: ENDED_BY_UNPROVED_NO })))
  return blocked
}

function neededFields(catalogue: PublishedCatalogue): NeededFields {
  return new Map(catalogue.purposes.map((one) => [one.key, one.fields]))
}

function journalEntry(entry: LedgerEntry): JournalEntry {
  return {
    kind: 'withdrawal', at: entry.at.toISOString(), person: entry.personId, entry: entry.kind as 'withdrawn',
    purpose: entry.purpose, channel: entry.channel, surface: entry.surface, unproved: entry.evidence['unproved'] === true,
  }
}

function distinctWordings(choices: readonly Choice[]): NonNullable<Choice['wording']>[] {
  const byId = new Map(choices.flatMap((one) => (one.wording ? [[one.wording.wordingId.toString('hex'), one.wording] as const] : [])))
  return [...byId.values()]
}
