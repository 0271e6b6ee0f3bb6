import type { KeyObject } from 'node:crypto'
import type { SaidCallWish } from '../consent/call-wish.ts'
import { selectCallWishes } from '../consent/call-wishes.sql.ts'
import { ALL, NO_STANDING, effectiveChoice, type ChoiceStanding, type Standing } from '../consent/standing.ts'
import { selectStandings } from '../consent/standing.sql.ts'
import { yesEnds, yesHoldsUntil } from '../consent/yes-end.ts'
import { selectDocuments } from '../lifecycle/documents.sql.ts'
import type { Hold } from '../lifecycle/hold.ts'
import { selectLastingHolds } from '../lifecycle/holds.sql.ts'
import type { IssuedDocument } from '../lifecycle/issued-document.ts'
import { lifeStage, type LifeStage } from '../lifecycle/life-stage.ts'
import type { Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { holdings, type Until } from '../people/holding.ts'
import { identifierHash } from '../people/identifier.ts'
import { countSharers, selectNames } from '../people/people-list.sql.ts'
import { selectPeople, selectRelations } from '../people/people.sql.ts'
import type { Person, Relation } from '../people/person.ts'
import { openSealedValues } from '../people/open-sealed-values.ts'
import { selectProvenance, type Provenance } from '../people/provenance.sql.ts'
import { selectBlocks, selectContactPoints, selectValues, type ContactPoint, type FieldValue, type ValueBlock } from '../people/values.sql.ts'
import type { KeyRoom } from '../keeper/key-room.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue, type PublishedCatalogue, type PublishedField, type PublishedPurpose } from '../purposes/catalogue.sql.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import type { PersonId } from '../values/ids.ts'

/** One held value with the four answers: what, why, whence, until when. */
export interface HeldValue {
  field: PublishedField
  value: FieldValue
  /** Living grounds whose purpose needs it; empty when it is only kept by a retention rule. */
  grounds: readonly Ground[]
  until: Until
  provenance: Provenance | undefined
  block: ValueBlock | undefined
}

export interface HeldContactPoint extends ContactPoint {
  grounds: readonly Ground[]
  until: Until
  provenance: Provenance | undefined
  /** How many other people have the same. */
  sharedWith: number
}

export interface PersonView {
  person: Person
  name: string
  values: HeldValue[]
  contactPoints: HeldContactPoint[]
  grounds: Ground[]
  relations: (Relation & { otherName: string; direction: 'of' | 'for' })[]
  standing: Standing
  /** Per purpose the person can have a say in and channel it offers. */
  choices: { purpose: PublishedPurpose; channels: { channel: string; choice: ChoiceStanding | undefined; /** When a yes that stands ends by itself. */ until: Date | null }[] }[]
  noToAllMarketing: ChoiceStanding | undefined
  /** When they want to be called. */
  callWish: SaidCallWish | undefined
  provenance: Provenance[]
  /** What was issued to them, the newest first. */
  documents: IssuedDocument[]
  /** What is kept from ending now. */
  holds: Hold[]
  stage: LifeStage
  catalogue: PublishedCatalogue
}

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const
const POINT_IDENTIFIER = { email: 'email', phone: 'phone' } as const

/**
 * Everything that is held of one person and why (art. 15(1)); what no ground holds any more is not shown even if the
 * sweep has not come by yet (rule H1). With the key room, what is sensitive comes in the open too: whoever shows it says
 * to whom (rule H6). Throws not-found.
 */
export async function showPerson(tx: Tx, indexKey: KeyObject, personId: PersonId, keyRoom?: Pick<KeyRoom, 'get'>): Promise<PersonView> {
  const [person] = await selectPeople(tx, [personId])
  if (!person) throw new Problem('not-found', { text: 'rights.person-not-found' })
  const catalogue = await selectCatalogue(tx)
  const grounds = await selectGrounds(tx, [personId])
  const provenance = await selectProvenance(tx, [personId])
  const standing = (await selectStandings(tx, [personId])).get(personId) ?? NO_STANDING
  const documents = await selectDocuments(tx, [personId])
  return {
    person,
    name: (await selectNames(tx, [personId])).get(personId) ?? '',
    values: await heldValues(tx, personId, catalogue, grounds, provenance, keyRoom),
    contactPoints: await heldPoints(tx, indexKey, personId, catalogue, grounds, provenance),
    grounds,
    relations: await namedRelations(tx, personId),
    standing,
    choices: choicesOf(standing, catalogue, grounds, tx.now),
    noToAllMarketing: standing.choices.get(`${ALL} ${ALL}`),
    callWish: (await selectCallWishes(tx, [personId])).get(personId),
    provenance,
    documents,
    holds: await selectLastingHolds(tx, [personId]),
    stage: lifeStage(grounds, documents.length, tx.now),
    catalogue,
  }
}

async function heldValues(
  tx: Tx, personId: PersonId, catalogue: PublishedCatalogue, grounds: Ground[], provenance: readonly Provenance[], keyRoom: Pick<KeyRoom, 'get'> | undefined,
): Promise<HeldValue[]> {
  const values = [...(await selectValues(tx, [personId])), ...(keyRoom ? await openSealedValues(tx, keyRoom, [personId]) : [])]
  const blocks = new Map((await selectBlocks(tx, [personId])).map((block) => [block.fieldKey, block]))
  const fields = new Map(catalogue.fields.map((field) => [field.key, field]))
  const why = new Map(holdings(values.map((one) => one.fieldKey), grounds, needsOf(catalogue), tx.now).map((one) => [one.fieldKey, one]))
  return values.flatMap(({ fieldKey, value }) => {
    const field = fields.get(fieldKey)
    const holding = why.get(fieldKey)!
    if (!field || holding.until.kind === 'ended') return []
    return [{ field, value, grounds: holding.grounds, until: holding.until, provenance: newest(provenance, fieldKey), block: blocks.get(fieldKey) }]
  })
}

async function heldPoints(
  tx: Tx, indexKey: KeyObject, personId: PersonId, catalogue: PublishedCatalogue, grounds: Ground[], provenance: readonly Provenance[],
): Promise<HeldContactPoint[]> {
  const sharers = await countSharers(tx, personId)
  const points = await selectContactPoints(tx, [personId])
  return points.flatMap((point) => {
    const [holding] = holdings([POINT_FIELD[point.kind]], grounds, needsOf(catalogue), tx.now)
    if (holding!.until.kind === 'ended') return []
    const shared = point.kind === 'postal' ? 0 : sharers.get(`${point.kind} ${identifierHash(indexKey, { kind: POINT_IDENTIFIER[point.kind], canonical: point.canonical }).toString('hex')}`) ?? 0
    return [{ ...point, grounds: holding!.grounds, until: holding!.until, provenance: provenance.find((one) => one.provenanceId === point.provenanceId), sharedWith: shared }]
  })
}

async function namedRelations(tx: Tx, personId: PersonId): Promise<PersonView['relations']> {
  const relations = await selectRelations(tx, personId)
  const other = (relation: Relation): PersonId => (relation.personId === personId ? relation.otherPersonId : relation.personId)
  const names = await selectNames(tx, relations.map(other))
  return relations.map((relation) => ({
    ...relation, otherName: names.get(other(relation)) ?? '', direction: relation.personId === personId ? 'of' as const : 'for' as const,
  }))
}

/** Purposes that somebody can say yes or no to: direct marketing, and what rests on consent. */
function choicesOf(standing: Standing, catalogue: PublishedCatalogue, grounds: readonly Ground[], now: Date): PersonView['choices'] {
  const endOf = yesEnds(catalogue.purposes)
  return catalogue.purposes
    .filter((purpose) => purpose.key !== FOLLOW_UP || concerns(purpose.key, standing, grounds))
    .filter((purpose) => purpose.kind === 'marketing' || purpose.bases.some((line) => line.basis === 'consent' || line.basis === 'legitimate-interest'))
    .map((purpose) => ({
      purpose,
      channels: purpose.channels.map((channel) => {
        const choice = effectiveChoice(standing, purpose.key, channel, purpose.kind === 'marketing')
        return { channel, choice, until: choice?.state === 'given' ? yesHoldsUntil(choice, grounds, endOf, now) : null }
      }),
    }))
}

/** Somebody was followed up, or has said something of it. */
function concerns(purpose: string, standing: Standing, grounds: readonly Ground[]): boolean {
  return grounds.some((ground) => ground.purpose === purpose) || [...standing.choices.values()].some((choice) => choice.purpose === purpose)
}

function needsOf(catalogue: PublishedCatalogue): Map<string, string[]> {
  return new Map(catalogue.purposes.map((purpose) => [purpose.key, purpose.fields]))
}

function newest(provenance: readonly Provenance[], fieldKey: string): Provenance | undefined {
  return provenance.findLast((one) => one.fields.includes(fieldKey))
}
