import { readSayers, type Sayers } from '../consent/read-sayers.ts'
import type { Choice } from '../consent/choice.ts'
import { recordChoices, type Recording } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { commitment, entryBytes } from '../ledger/entry.ts'
import { signPromises } from '../ledger/promise.ts'
import { sendServiceMail } from '../messages/send-service-mail.ts'
import { lockFreePeople } from '../people/people.sql.ts'
import { selectBlocks, selectOwnLanguages } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { LANGUAGES } from '../values/text.ts'
import { mailsAbout } from './customer-mail.ts'
import { isKept, keptAnswer } from './idempotency.ts'
import { claimRequests, storeAnswers, type Earlier } from './idempotency.sql.ts'
import type { Answer, Heard, Said, Saying, SayersAtDoor } from './saying.ts'

/** What became of a saying. */
export type Concluded = Heard | { problem: Problem }

/**
 * Records what many people say in one transaction: claims of repeated requests, choices, mails and kept answers, a
 * statement or a few for all. Waits for nobody: who is held by somebody else is not tried. Everybody comes once.
 */
export async function recordTogether(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, sayings: readonly Saying[]): Promise<(Concluded | 'held')[]> {
  const people = sayings.map((one) => one.personId)
  const [{ locked, held }, earlier, read] = await inOneGo(tx, [() => lockFreePeople(tx, people), () => claimAll(tx, sayings), () => readAtDoor(tx, people)])
  const sayers = { ...read, known: new Set(locked) }
  // Who has several records is recorded alone: they are locked together.
  const apart = new Set([...held, ...read.aliases.keys()])
  const fresh = sayings.filter((one) => !apart.has(one.personId) && !earlier.has(one))
  const asked = fresh.map((saying) => ({ saying, ...ask(saying, sayers) }))
  const recording = await recordChoices(tx, keeper, asked.flatMap((one) => one.choices), sayers)
  const parts = split(recording, asked.map((one) => one.choices.length))
  const concluded = await tellAndAnswer(tx, keeper, asked.map((one, index) => ({ ...one, recording: parts[index]! })), sayers)
  const outcomes = new Map<Saying, Concluded>(asked.map(({ saying }, index) => [saying, concluded[index]!]))
  for (const [saying, found] of earlier) if (!apart.has(saying.personId)) outcomes.set(saying, { earlier: found })
  return sayings.map((saying) => outcomes.get(saying) ?? 'held')
}

/** Takes no lock. */
export async function readAtDoor(tx: Tx, people: readonly PersonId[]): Promise<SayersAtDoor> {
  const [sayers, blocks] = await inOneGo(tx, [() => readSayers(tx, people, []), () => selectBlocks(tx, people)])
  return { ...sayers, blocks: Map.groupBy(blocks, (block) => block.personId), now: tx.now }
}

interface Asked {
  saying: Saying
  choices: readonly Choice[]
  problem?: Problem
}

/** What the door made of it; what it refuses is nobody else's trouble. */
export function ask(saying: Saying, sayers: SayersAtDoor): Omit<Asked, 'saying'> {
  try {
    return { choices: saying.choices(sayers) }
  } catch (error) {
    if (error instanceof Problem) return { choices: [], problem: error }
    throw error
  }
}

async function claimAll(tx: Tx, sayings: readonly Saying[]): Promise<Map<Saying, Earlier>> {
  const claims = sayings.flatMap((saying) => (saying.once ? [{ saying, ...saying.once.request }] : []))
  const found = new Map((await claimRequests(tx, claims)).map((one) => [one.keyHash.toString('hex'), one]))
  return new Map(claims.flatMap(({ saying, keyHash }) => {
    const earlier = found.get(keyHash.toString('hex'))
    return earlier ? [[saying, earlier]] : []
  }))
}

/** The recording of each, out of the recording of all. */
function split(recording: Recording, counts: readonly number[]): Recording[] {
  const ended = Map.groupBy(recording.ended, (one) => one.personId)
  const blocked = Map.groupBy(recording.blocked, (one) => one.personId)
  let from = 0
  return counts.map((count) => {
    const outcomes = recording.outcomes.slice(from, (from += count))
    const personId = outcomes[0]?.choice.personId as PersonId
    return { outcomes, ended: ended.get(personId) ?? [], blocked: blocked.get(personId) ?? [] }
  })
}

/** Queues the mails, signs the promises, and makes and keeps the answers of what was recorded. */
export async function tellAndAnswer(
  tx: Tx, keeper: Pick<Keeper, 'keys'>, asked: readonly (Asked & { recording: Recording | undefined })[], sayers: Sayers,
): Promise<Concluded[]> {
  const own = await selectOwnLanguages(tx, asked.filter(({ saying }) => saying.tell.to === 'known').map(({ saying }) => saying.personId))
  const letters = asked.map(({ saying, recording }) => lettersOf(saying, recording, sayers, own.get(saying.personId)))
  const entries = asked.map(({ recording }) => recording?.outcomes.flatMap((one) => ('entry' in one ? [one] : [])) ?? [])
  const [promises] = await inOneGo(tx, [
    () => signPromises(entries.flat().map(({ entry, salt }) => commitment(salt, entryBytes(entry))), tx.now, keeper.keys.signing),
    () => sendServiceMail(tx, letters.flatMap((one) => one.mails)),
  ])
  let from = 0
  const concluded = asked.map((one, index) => conclude(one, {
    ...(one.recording && { recording: one.recording }), promises: promises.slice(from, (from += entries[index]!.length)),
    inFlight: one.recording === undefined, receipt: letters[index]!.receipt,
  }))
  await storeAnswers(tx, asked.flatMap(({ saying }, index) => {
    const { kept } = concluded[index]!
    return saying.once && kept && isKept(kept.status) ? [keptAnswer(saying.once.request, kept.status, Buffer.from(kept.body))] : []
  }))
  return concluded.map((one) => one.outcome)
}

function lettersOf({ personId, tell }: Saying, recording: Recording | undefined, sayers: Sayers, own: string | undefined) {
  const noMail = recording?.ended.some((one) => one.fieldKey === 'email') === true
  const held = noMail ? [] : (sayers.points.get(personId) ?? []).filter((point) => point.kind === 'email')
  const contactPointId = tell.to === 'known' ? ((held.find((point) => point.verifiedAt !== null) ?? held[0])?.contactPointId ?? null) : tell.to
  return mailsAbout({ personId, contactPointId, language: LANGUAGES.find((each) => each === own) ?? tell.language }, recording, held)
}

function conclude({ saying, problem }: Asked, said: Said): { outcome: Concluded; kept: Answer | undefined } {
  try {
    if (problem) throw problem
    const answer = saying.answer?.(said)
    return { outcome: { said, answer }, kept: answer }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { outcome: { problem: error }, kept: saying.once?.refusal(error) }
  }
}
