import type { KeyObject } from 'node:crypto'
import { holds, type Ground } from '../people/ground.ts'
import { selectContactPoints, selectValues, type FieldValue } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import type { ConnectedSystem } from './connected-system.ts'
import { findConcerned, type Concern, type SystemTelling } from './find-concerned.ts'
import { selectKnownPeople } from './known-people.sql.ts'
import { sealText, taskToken, tokenHash } from './sealed-text.ts'
import { deleteToldAgain, insertTasks, type NewTask } from './tasks.sql.ts'
import { identifiersFor, type KnownPerson, type ToldSubject } from './told-subject.ts'

/** Whom a system was told of, and by which task. */
export type ToldSystem = Pick<NewTask, 'personId' | 'taskId' | 'systemId' | 'act' | 'state' | 'deadline' | 'erasureId' | 'purposes' | 'error'> & { name: string; recipient: string }

/**
 * Has each connected system that got these people's data told of an act (art. 19): writes one task for each, in the
 * transaction of the act, and a routine carries them out. A system gets by whom it knows the person and no more. To be
 * called while the people are there; of an erasure before anything is deleted, of a rectification after it. The number
 * of statements does not depend on how many people there are.
 */
export async function tellSystems(tx: Tx, tokens: KeyObject, tellings: readonly SystemTelling[]): Promise<ToldSystem[]> {
  const { concerned, grounds, catalogue } = await findConcerned(tx, tellings)
  if (concerned.length === 0) return []
  const people = [...new Set(tellings.map((one) => one.personId))]
  const known = new Map((await selectKnownPeople(tx, people)).map((one) => [one.personId, one]))
  const values = await valuesOf(tx, concerned)
  const tasks = concerned.map((one) => taskOf(tx.now, tokens, one, known.get(one.telling.personId)!, values.get(one.telling.personId), grounds.get(one.telling.personId) ?? [], catalogue))
  await deleteToldAgain(tx, tasks.filter((one) => one.erasureId !== null))
  await insertTasks(tx, tasks)
  const names = new Map(concerned.map(({ system }) => [system.systemId, system]))
  return tasks.map((one) => ({ ...one, name: names.get(one.systemId)!.name, recipient: names.get(one.systemId)!.recipient }))
}

type CurrentValues = ReadonlyMap<string, FieldValue>

/** What is right now, of those whose data was corrected. */
async function valuesOf(tx: Tx, concerned: readonly Concern[]): Promise<Map<PersonId, CurrentValues>> {
  const people = [...new Set(concerned.filter((one) => one.telling.act === 'rectification').map((one) => one.telling.personId))]
  if (people.length === 0) return new Map()
  const values = Map.groupBy(await selectValues(tx, people), (one) => one.personId)
  const points = Map.groupBy(await selectContactPoints(tx, people), (one) => one.personId)
  return new Map(people.map((personId) => [personId, new Map([
    ...(points.get(personId) ?? []).map((one): [string, FieldValue] => [one.kind === 'postal' ? 'postal_address' : one.kind, one.value]),
    ...(values.get(personId) ?? []).map((one): [string, FieldValue] => [one.fieldKey, one.value]),
  ])]))
}

function taskOf(
  now: Date, tokens: KeyObject, { system, telling, purposes, fields }: Concern, person: KnownPerson, values: CurrentValues | undefined, grounds: readonly Ground[], catalogue: PublishedCatalogue,
): NewTask {
  const taskId = newId(now)
  const identifiers = identifiersFor(system.knownBy, person)
  const subject: ToldSubject = { identifiers, ...(values && { values: correctedOf(system, fields, values, grounds, catalogue, now) }) }
  const isKnown = Object.keys(identifiers).length > 0
  return {
    personId: telling.personId, taskId, systemId: system.systemId, act: telling.act, erasureId: telling.erasureId ?? null, requestId: telling.requestId ?? null, purposes, fields, channels: telling.channels ?? [],
    state: isKnown ? 'waiting' : 'failed', error: isKnown ? null : 'no-identifier', deadline: daysLater(now, system.answerDays),
    linkHash: tokenHash(taskToken(tokens, taskId)), sealed: isKnown ? sealText(tokens, 'subject', taskId, JSON.stringify(subject)) : null,
  }
}

/** New values go only where the system has a use for them still, and never what is sensitive (H6): of that it is told that it changed. */
function correctedOf(system: ConnectedSystem, fields: readonly string[], values: CurrentValues, grounds: readonly Ground[], { purposes, fields: all }: PublishedCatalogue, now: Date): Record<string, FieldValue | null> {
  const living = purposes.filter((one) => system.purposes.includes(one.key) && grounds.some((ground) => ground.purpose === one.key && holds(ground, now)))
  const told = fields.filter((key) => living.some((one) => one.fields.includes(key)) && !all.find((one) => one.key === key)?.sensitive)
  return Object.fromEntries(told.map((key) => [key, values.get(key) ?? null]))
}
