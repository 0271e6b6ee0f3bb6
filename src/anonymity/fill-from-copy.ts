import type { Choice } from '../consent/choice.ts'
import { noteContracts } from '../consent/note-contracts.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { EntryKind, Surface } from '../ledger/entry.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Basis } from '../law/basis.ts'
import type { Capacity } from '../law/channel.ts'
import { endGrounds } from '../people/end-grounds.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { holdValues, type Origin } from '../people/hold-values.ts'
import { registerPeople, type Registration } from '../people/register-people.ts'
import { sealValues } from '../people/seal-values.ts'
import { selectContactPoints, updateVerifiedPoints } from '../people/values.sql.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { CountryCode } from '../values/country.ts'
import { newId, type ContactPointId, type PersonId } from '../values/ids.ts'
import { languageOf } from '../values/text.ts'
import type { CopyPerson } from './test-copy.ts'

export interface Filled { people: number; said: number; notSaid: number; valuesWithoutPurpose: number }

const ORIGIN: Origin = { source: 'Test copy', collected: 'self', recordedBy: { kind: 'system', id: null }, importId: null, noticeDueAt: null }
const BY_COPY = { surface: 'system' as const, actor: { kind: 'system' as const, id: null } }
const POINT_OF: Record<string, string> = { email: 'email', sms: 'phone', phone: 'phone', letter: 'postal' }

interface Entered { id: PersonId; person: CopyPerson }

/**
 * Lets some people of a copy come, and say what they say, in the order of its days: through the same verbs as everybody
 * else, so every rule holds in a copy too. A step is a quarter of a month; each is a transaction with its own moment.
 */
export async function fillFromCopy(database: Database, keeper: Keeper, people: readonly CopyPerson[]): Promise<Filled> {
  const filled: Filled = { people: people.length, said: 0, notSaid: 0, valuesWithoutPurpose: 0 }
  const entered = people.map((person): Entered => ({ person, id: newId<PersonId>(new Date(person.came)) }))
  const comes = Map.groupBy(entered, ({ person }) => stepOf(person.came))
  const says = Map.groupBy(entered.flatMap(({ id, person }) => person.said.map((said, turn) => ({ id, person, said, turn }))), ({ said }) => stepOf(said.at))
  for (const step of [...new Set([...comes.keys(), ...says.keys()])].toSorted()) {
    const told = await database.withClock(() => new Date(`${step}T12:00:00Z`)).write(async (tx) => {
      await enter(tx, keeper, comes.get(step) ?? [])
      return sayInTurn(tx, keeper, says.get(step) ?? [])
    })
    filled.said += told.said
    filled.notSaid += told.notSaid
  }
  filled.valuesWithoutPurpose = await database.write((tx) => finish(tx, keeper, entered))
  return filled
}

/** The first day of a quarter of a month. */
function stepOf(day: string): string {
  const first = Math.min(3, Math.floor((Number(day.slice(8, 10)) - 1) / 8)) * 8 + 1
  return `${day.slice(0, 8)}${String(first).padStart(2, '0')}`
}

async function enter(tx: Tx, keeper: Keeper, entered: readonly Entered[]): Promise<void> {
  if (entered.length === 0) return
  const { grounds } = await registerPeople(tx, keeper.keys.identifierIndex, entered.map(({ id, person }): Registration => ({ ...deliveryOf(id, person),
    country: person.country as CountryCode | null, capacity: person.capacity as Capacity, protectedIdentity: person.protected, deceasedAt: person.deceased,
    grounds: person.grounds.map(({ purpose, basis }) => ({ purpose, basis: basis as Basis })),
  })), ORIGIN)
  await noteContracts(tx, keeper, 'contract-started', grounds, BY_COPY)
  await proveAddresses(tx, entered)
}

function deliveryOf(personId: PersonId, { values, points }: CopyPerson) {
  return {
    personId, values, contactPoints: points.map(({ kind, value, canonical }) => ({ kind, value, canonical })),
    identifiers: [
      ...points.flatMap(({ kind, canonical }) => (kind === 'postal' ? [] : [{ kind, canonical }])),
      ...(typeof values['customer_number'] === 'string' ? [{ kind: 'customer-number' as const, canonical: values['customer_number'] }] : []),
    ],
  }
}

async function proveAddresses(tx: Tx, entered: readonly Entered[]): Promise<void> {
  const proved = new Set(entered.flatMap(({ id, person }) => person.points.filter((one) => one.verified).map((one) => `${id} ${one.canonical}`)))
  const points = await selectContactPoints(tx, entered.map(({ id }) => id))
  await updateVerifiedPoints(tx, points.filter((one) => proved.has(`${one.personId} ${one.canonical}`)).map(({ personId, contactPointId }) => ({ personId, contactPointId, how: 'test-copy' })))
}

interface Turn extends Entered { said: CopyPerson['said'][number]; turn: number }

/** What each says in one step one after the other, of all people together; what the rules refuse is counted. */
async function sayInTurn(tx: Tx, keeper: Keeper, turns: readonly Turn[]): Promise<{ said: number; notSaid: number }> {
  const told = { said: 0, notSaid: 0 }
  if (turns.length === 0) return told
  const catalogue = await selectCatalogue(tx)
  const known = new Set([...catalogue.purposes.map((one) => one.key), ...catalogue.retired])
  const points = Map.groupBy(await selectContactPoints(tx, [...new Set(turns.map((one) => one.id))]), (one) => one.personId)
  const rounds = Map.groupBy(turns.filter((one) => one.said.purpose === null || known.has(one.said.purpose)), (one) => one.turn)
  told.notSaid += turns.length - [...rounds.values()].reduce((sum, round) => sum + round.length, 0)
  for (const turn of [...rounds.keys()].toSorted((a, b) => a - b)) {
    const { outcomes } = await recordChoices(tx, keeper, rounds.get(turn)!.map((one) => choiceOf(one, points.get(one.id)?.find((point) => point.kind === POINT_OF[one.said.channel ?? ''])?.contactPointId)))
    const refused = outcomes.filter((one) => 'refusal' in one).length
    told.said += outcomes.length - refused
    told.notSaid += refused
  }
  return told
}

function choiceOf({ id, person, said }: Turn, contactPointId: ContactPointId | undefined): Choice {
  const ours = said.kind === 'asked' || said.kind === 'no-answer'
  return {
    personId: id, kind: said.kind as EntryKind, purpose: said.purpose, channel: said.channel, contactPointId: contactPointId ?? null, frequency: null,
    // A file may not lift a no; a person may.
    surface: (said.surface === 'import' ? 'web' : said.surface) as Surface, language: languageOf(String(person.values['language'] ?? '')) ?? null,
    actor: ours ? { kind: 'system', id: null } : { kind: 'person', id }, wording: null, evidence: {},
  }
}

/** What rests on a yes can be held only now; then what is over ends. Returns how many values no purpose needs. */
async function finish(tx: Tx, keeper: Keeper, entered: readonly Entered[]): Promise<number> {
  const { refused } = await holdValues(tx, keeper.keys.identifierIndex, entered.map(({ id, person }) => ({ ...deliveryOf(id, person), contactPoints: [], identifiers: [] })), ORIGIN)
  const fields = new Map((await selectCatalogue(tx)).fields.map((field) => [field.key, field]))
  const sealed = await sealValues(tx, keeper, entered.flatMap(({ id, person }) => Object.entries(person.sealed).flatMap(([key, value]) => {
    const field = fields.get(key)
    return field ? [{ personId: id, field, value }] : []
  })), ORIGIN)
  const ends = new Set(entered.flatMap(({ id, person }) => person.grounds.filter((one) => one.ended).map((one) => `${id} ${one.purpose}`)))
  const over = (await selectGrounds(tx, entered.map(({ id }) => id))).filter((ground) => !ground.endedAt && ends.has(`${ground.personId} ${ground.purpose}`))
  await endGrounds(tx, over, 'contract-end')
  await noteContracts(tx, keeper, 'contract-ended', over.filter((ground) => ground.basis === 'contract'), BY_COPY)
  return refused.length + sealed.length
}
