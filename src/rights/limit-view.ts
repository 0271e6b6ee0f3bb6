import { NO_STANDING, type Standing } from '../consent/standing.ts'
import { lifeStage } from '../lifecycle/life-stage.ts'
import { holdings, type Holding } from '../people/holding.ts'
import { NAME_FIELDS, nameOf } from '../people/name-of.ts'
import { maskedValue } from '../people/sealed-value.ts'
import { fieldsInScope, groundsInScope, isInScope, opensDocuments, showsOfEverybody, type Scope } from '../people/scope.ts'
import type { PersonView } from './show-person.ts'

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

/**
 * What a scope leaves of a person: values its purposes need, why and until when as far as these purposes go, and what
 * the person has said about them. Undefined for somebody who is not in it: they are as if unknown.
 */
export function limitView(view: PersonView, scope: Scope, now: Date): PersonView | undefined {
  const restrictions = [...view.standing.restrictions.values()]
  const living = groundsInScope(scope, view.grounds, restrictions, now)
  if (!isInScope(scope, living)) return undefined
  const everybody = scope.ofEverybody !== undefined
  const fields = fieldsInScope(scope, living, restrictions, view.values.filter((one) => one.block).map((one) => one.field.key))
  const grounds = everybody ? view.grounds : view.grounds.filter((ground) => scope.purposes.includes(ground.purpose))
  const held = (field: string): Holding => holdings([field], grounds, scope.needs, now)[0]!
  const read = view.values.filter((one) => fields.has(one.field.key)).map((one) => ({ ...one, ...within(held(one.field.key)) }))
  // Colleagues who see everybody may compare the last digits that a customer reads out to them (rule H6).
  const masked = everybody ? view.values.filter((one) => one.field.sensitive && !fields.has(one.field.key)).map((one) => ({ ...one, value: maskedValue(one.field, String(one.value)), grounds: [] })) : []
  const values = [...read, ...masked]
  const purposes = new Set(scope.purposes)
  return {
    ...view,
    person: everybody ? view.person : { ...view.person, createdAt: new Date(Math.min(...grounds.map((ground) => ground.since.getTime()))) },
    name: nameOf(new Map(values.map((one) => [one.field.key, one.value]))),
    values,
    contactPoints: view.contactPoints.filter((point) => fields.has(POINT_FIELD[point.kind])).map((point) => ({ ...point, ...within(held(POINT_FIELD[point.kind])), sharedWith: everybody ? point.sharedWith : 0 })),
    grounds,
    relations: everybody ? view.relations.map((one) => ({ ...one, otherName: showsOfEverybody(scope, NAME_FIELDS) ? one.otherName : '' })) : [],
    standing: everybody ? { ...view.standing, restrictions: restrictionsOn(view, (field) => fields.has(field)) } : limitStanding(view, scope),
    choices: view.choices.filter(({ purpose }) => purposes.has(purpose.key)),
    noToAllMarketing: marketsWithin(view, scope) ? view.noToAllMarketing : undefined,
    callWish: fields.has('phone') ? view.callWish : undefined,
    provenance: view.provenance.filter((one) => one.fields.some((field) => fields.has(field))),
    // A document shows many fields at once: to those whose work it is. That something is held back is the case handlers' affair.
    documents: opensDocuments(scope) ? view.documents : [],
    holds: [],
    stage: everybody ? view.stage : lifeStage(grounds, opensDocuments(scope) ? view.documents.length : 0, now),
  }
}

/** That a field is restricted is told to those who see the field. */
function restrictionsOn({ standing }: PersonView, seen: (field: string) => boolean): Standing['restrictions'] {
  return new Map([...standing.restrictions].filter(([, { fieldKey }]) => fieldKey === '*' || seen(fieldKey)))
}

function within({ grounds, until }: Holding): Pick<Holding, 'grounds' | 'until'> {
  return { grounds, until }
}

/** What was said of all marketing is said of each purpose of marketing. */
function marketsWithin(view: PersonView, scope: Scope): boolean {
  return view.catalogue.purposes.some((purpose) => purpose.kind === 'marketing' && scope.purposes.includes(purpose.key))
}

function limitStanding({ standing, ...view }: PersonView, scope: Scope): Standing {
  const markets = marketsWithin({ standing, ...view }, scope)
  return {
    ...NO_STANDING,
    stopAskingSince: markets ? standing.stopAskingSince : null,
    restrictions: new Map([...standing.restrictions].filter(([, one]) => scope.purposes.includes(one.purpose))),
  }
}
