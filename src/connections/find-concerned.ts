import type { Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue, type PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { fieldsOf, type ConnectedSystem } from './connected-system.ts'
import { selectReachedByKey } from './known-people.sql.ts'
import { isNo, type ToldAct } from './system-task.ts'
import { selectSystems } from './systems.sql.ts'

export interface SystemTelling {
  personId: PersonId
  act: ToldAct
  erasureId?: string
  requestId?: string
  /** Keys of purposes and fields it is about; none: everything. */
  purposes?: readonly string[]
  fields?: readonly string[]
  /** Of a no: the channels it is about; none: all. */
  channels?: readonly string[]
}

/** What an act is about at one system. */
export interface Concern {
  system: ConnectedSystem
  telling: SystemTelling
  purposes: string[]
  fields: string[]
}

export interface Concerned {
  concerned: Concern[]
  grounds: ReadonlyMap<PersonId, readonly Ground[]>
  catalogue: PublishedCatalogue
}

/** Which connected systems have something of what these acts are about; changes nothing. To be asked while the people are there. */
export async function findConcerned(tx: Tx, tellings: readonly SystemTelling[]): Promise<Concerned> {
  const catalogue = await selectCatalogue(tx)
  const systems = tellings.length === 0 ? [] : await selectSystems(tx)
  if (systems.length === 0) return { concerned: [], grounds: new Map(), catalogue }
  const people = [...new Set(tellings.map((one) => one.personId))]
  const grounds = Map.groupBy(await selectGrounds(tx, people), (one) => one.personId)
  const byKey = systems.flatMap((one) => (one.reach === 'key' && one.apiKeyId !== null ? [one.apiKeyId] : []))
  const reached = new Set((await selectReachedByKey(tx, people, byKey)).map((one) => `${one.personId} ${one.apiKeyId}`))
  const concerned = tellings.flatMap((telling) => systems
    .filter((system) => system.reach === 'purpose' || reached.has(`${telling.personId} ${system.apiKeyId}`))
    .flatMap((system) => scopeOf(system, telling, grounds.get(telling.personId) ?? [], catalogue)))
  return { concerned, grounds, catalogue }
}

/** Nothing where the system has none of it: no purpose of it that the person has had, or none of the fields. */
function scopeOf(system: ConnectedSystem, telling: SystemTelling, grounds: readonly Ground[], { purposes }: PublishedCatalogue): Concern[] {
  const had = system.purposes.filter((key) => grounds.some((ground) => ground.purpose === key))
  const about = had.filter((key) => !telling.purposes?.length || telling.purposes.includes(key))
  const fields = fieldsOf(system, purposes).filter((key) => telling.fields?.includes(key))
  if (about.length === 0 || (telling.fields?.length && fields.length === 0)) return []
  return [{ system, telling, purposes: about.length === had.length && !isNo(telling.act) ? [] : about, fields }]
}
