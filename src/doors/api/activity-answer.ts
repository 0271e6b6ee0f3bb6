import { activityPurposes, NOBODY } from '../../activities/activity.ts'
import type { NamedActivity } from '../../activities/activities.sql.ts'
import { zoneOf } from '../../law/holidays.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { readablePurposes } from '../../notes/note.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { selectTeams } from '../../staff/teams.sql.ts'
import { localDateIn, localTimeIn } from '../../values/calendar.ts'
import type { PersonId, StaffId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeIn } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { ActivityBody } from './activities-resource.ts'
import { seenByName } from './seen-in-answer.ts'

/** Who reads activities, and what stands around them. */
export interface ActivityReader {
  tx: Tx
  actor: StaffActor & { kind: 'staff' }
  language: Language
  catalogue: PublishedCatalogue
  /** Purposes whose activities this colleague reads and writes. */
  purposes: readonly string[]
  /** On whose clock a day begins and an hour is meant. */
  zone: string
}

export async function activityReader(tx: Tx, actor: StaffActor, language: Language): Promise<ActivityReader> {
  const catalogue = await selectCatalogue(tx)
  const staff = signedIn(actor)
  return { tx, actor: staff, language, catalogue, purposes: activitiesRead(catalogue, staff), zone: zoneOf((await selectInstallation(tx))!.controller.country) }
}

/** The purposes whose activities this colleague reads and writes; a key none. */
export function activitiesRead(catalogue: PublishedCatalogue, actor: StaffActor): string[] {
  return actor.kind === 'key' ? [] : readablePurposes(actor.reaches, activityPurposes(catalogue))
}

/** Those of them that the reader may see: about people in their scope, and what is their own or everybody's. */
async function visible({ tx, actor, catalogue }: ActivityReader, activities: readonly NamedActivity[]): Promise<NamedActivity[]> {
  const scope = scopeIn(catalogue, actor)
  const inScope = scope && (await selectInScope(tx, scope, activities.map((one) => one.personId)))
  const isOwn = (one: NamedActivity) => one.owner === null || one.owner === actor.staffId || one.createdBy.id === actor.staffId || one.companyId !== null || actor.permissions.has('activities.team')
  return activities.filter((one) => (one.personId === NOBODY ? isOwn(one) : !inScope || inScope.has(one.personId)))
}

/** As they are told; what the reader may not see is not there. */
export async function activityAnswers(reader: ActivityReader, activities: readonly NamedActivity[]): Promise<ActivityBody[]> {
  const { tx, actor, catalogue, language } = reader
  const seen = await visible(reader, activities)
  const people = await selectNames(tx, seen.map((one) => one.personId))
  const colleagues = await selectActorNames(tx, seen.flatMap((one) => [one.owner, one.doneBy, one.createdBy.id].filter((id) => id !== null)))
  const label = (key: string) => catalogue.purposes.find((one) => one.key === key)?.texts[language].name ?? key
  const sees = (permission: 'deals.read' | 'companies.read') => actor.permissions.has(permission)
  return seen.map((one) => ({
    id: one.activityId, of: one.personId, kind: one.kind, title: one.title, text: one.text, ...whenOf(reader, one),
    person: one.personId === NOBODY ? null : { id: one.personId, name: people.get(one.personId) ?? '' },
    deal: one.dealId !== null && one.dealName !== null && sees('deals.read') ? { id: one.dealId, name: one.dealName } : null,
    company: one.companyId !== null && one.companyName !== null && sees('companies.read') ? { id: one.companyId, name: one.companyName } : null,
    purpose: one.purpose === null ? null : { key: one.purpose, label: label(one.purpose) },
    owner: one.owner === null ? null : { id: one.owner, name: colleagues.get(one.owner) ?? '' },
    doneAt: one.doneAt?.toISOString() ?? null, doneBy: one.doneBy === null ? null : (colleagues.get(one.doneBy) ?? ''), outcome: one.outcome, invited: one.invited, until: one.until?.toISOString() ?? null,
    createdAt: one.createdAt.toISOString(), createdBy: colleagues.get(one.createdBy.id ?? '') ?? '',
  }))
}

function whenOf({ tx, zone }: ActivityReader, { dueAt, wholeDay, minutes, doneAt }: NamedActivity): Pick<ActivityBody, 'dueOn' | 'dueTime' | 'dueAt' | 'minutes' | 'late'> {
  if (dueAt === null) return { dueOn: null, dueTime: null, dueAt: null, minutes, late: false }
  const dueOn = localDateIn(zone, dueAt)
  const isOver = wholeDay ? dueOn < localDateIn(zone, tx.now) : dueAt < tx.now
  return { dueOn, dueTime: wholeDay ? null : localTimeIn(zone, dueAt), dueAt: dueAt.toISOString(), minutes, late: doneAt === null && isOver }
}

/** Throws `not-found` for somebody who is not there, or not for the reader. */
export async function refuseUnknownPerson({ tx, actor, catalogue }: ActivityReader, personId: PersonId): Promise<void> {
  if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  await refuseStrangers(tx, scopeIn(catalogue, actor), [personId])
}

/** The colleagues of one's teams, with oneself; null, for everybody, in a house that has no teams. */
export async function teammates(tx: Tx, staffId: StaffId): Promise<StaffId[] | null> {
  const teams = await selectTeams(tx)
  if (teams.length === 0) return null
  return [...new Set([staffId, ...teams.filter(({ members }) => members.includes(staffId)).flatMap(({ members }) => members)])] as StaffId[]
}

/** Notes who saw whom. */
export async function noteActivityLook(house: House, actor: StaffActor, activities: readonly ActivityBody[]): Promise<void> {
  const people = new Map(activities.flatMap((one) => (one.person && one.of !== NOBODY ? [[one.person.id, one.person] as const] : [])))
  await house.looks.note({ actor, why: activities.length === 1 ? 'shown' : 'list', people: seenByName([...people.values()], ['activities']) })
}
