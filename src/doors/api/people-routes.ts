import { recordPeople as record } from '../../imports/record-people.ts'
import { selectPeopleList, type ListedPerson } from '../../people/people-list.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { localDateIn } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { actorId } from '../staff/staff-actor.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { reasonInWords } from './import-answer.ts'
import { listPeople, recordPeople, type PersonSummary } from './people-resource.ts'
import { readerLanguage } from './reader.ts'

export function addPeopleRoutes(api: Api, house: House): void {
  api.openapi(listPeople, async (c) => {
    const { search, purpose, after, limit } = c.req.valid('query')
    const [sortKey, personId] = after === undefined ? [] : cursorParts(after, 2)
    const { people, total, demo } = await house.database.read(async (tx) => ({
      ...(await selectPeopleList(tx, {
        limit, ...(search ? { search } : {}), ...(purpose ? { purpose } : {}), ...(personId === undefined ? {} : { after: { sortKey: sortKey!, personId: cursorId<PersonId>(personId) } }),
      })),
      demo: (await selectInstallation(tx))?.demo ?? false,
    }))
    const last = people.length === limit ? people.at(-1) : undefined
    return c.json({ people: people.map((each) => summary(each, demo)), next: last ? cursorOf([last.sortKey, last.personId]) : null, total }, 200)
  })

  api.openapi(recordPeople, async (c) => {
    const language = readerLanguage(c)
    const results = await house.database.write((tx) => record(tx, house.keeper, c.req.valid('json'), actorId(c.get('actor'))))
    return c.json({
      results: results.map(({ personId, outcome, reasons }) => ({
        id: personId, outcome, held: reasons.map((reason) => ({ field: reason.field, rule: reason.rule, sentence: reasonInWords(language, reason) })),
      })),
    }, 200)
  })
}

function summary(person: ListedPerson, demo: boolean): PersonSummary {
  const { personId, name, city, country, capacity, contactPoints, purposes, flags } = person
  return {
    id: personId, name, city, country, capacity, contactPoints,
    purposes: purposes.map((one) => ({ purpose: one.purpose, until: one.until && localDateIn(RETENTION_ZONE, one.until) })),
    flags: demo ? [...flags, 'demo'] : flags,
  }
}
