import { openList } from '../../lists/open-list.ts'
import { isForMany, isOwnership, MASS_OUTCOMES, OWNERSHIPS, UNDO_OUTCOMES, undoableUntil, type MassChange } from '../../mass-changes/mass-change.ts'
import { countOutcomes, selectMassChange, selectPeopleWith, type MassCounts } from '../../mass-changes/mass-changes.sql.ts'
import { moveMassChange } from '../../mass-changes/move-mass-change.ts'
import { requestMassChange } from '../../mass-changes/request-mass-change.ts'
import { nameOf } from '../../people/name-of.ts'
import { selectDescribed } from '../../people/people-in-scope.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectTeams } from '../../staff/teams.sql.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { mayWrite, refuseUnwritable, scopeFor, seesField } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import * as resource from './mass-changes-resource.ts'
import { readerLanguage } from './reader.ts'
import { seenByName } from './seen-in-answer.ts'

const SHOWN_OF_AN_OUTCOME = 100

export function addMassChangesRoutes(api: Api, house: House): void {
  const { database } = house

  api.openapi(resource.listMassTargets, async (c) => {
    const language = readerLanguage(c)
    const { fields, scope } = await database.read(async (tx) => ({ fields: (await selectCatalogue(tx)).fields, scope: await scopeFor(tx, c.get('actor')) }))
    const offered = fields.filter((field) => isForMany(field) && mayWrite(c.get('actor'), field.key) && seesField(scope, field.key))
    return c.json({
      targets: [
        ...offered.map(({ key, type, texts }) => ({ key, name: texts[language].name, type: type as resource.MassTargets['targets'][number]['type'] })),
        ...OWNERSHIPS.map((key) => ({ key, name: t(language, `mass-changes.target-${key}`), type: key })),
      ],
    }, 200)
  })

  api.openapi(resource.createMassChange, async (c) => {
    const { where, search, people, value, ...wish } = c.req.valid('json')
    const actor = c.get('actor')
    refuseUnable(actor, wish.target)
    const id = await database.reportAndRecord(async (tx) => {
      const scope = await scopeFor(tx, actor)
      if (!isOwnership(wish.target) && !seesField(scope, wish.target)) throw new Problem('forbidden', { text: 'staff.field-not-yours', field: 'target' })
      const list = await openList(tx, { where, search, sort: { by: 'name', direction: 'up' } }, { scope, memory: house.memory })
      return requestMassChange(tx, { ...wish, value }, list, people as PersonId[] | undefined, signedIn(actor).staffId)
    })
    return c.json({ id }, 202)
  })

  api.openapi(resource.showMassChange, async (c) => c.json(await database.read((tx) => answerOf(tx, c.req.valid('param').id, readerLanguage(c))), 200))

  api.openapi(resource.listMassPeople, async (c) => {
    const people = await database.read(async (tx) => {
      await found(tx, c.req.valid('param').id)
      const ids = await selectPeopleWith(tx, c.req.valid('param').id, c.req.valid('query').outcome, SHOWN_OF_AN_OUTCOME)
      return namesSeen(tx, c.get('actor'), ids)
    })
    await house.looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(people) })
    return c.json({ people }, 200)
  })

  const move = async (actor: StaffActor, id: string, wish: 'run' | 'stop' | 'undo', language: Language) => database.write(async (tx) => {
    refuseUnable(actor, (await found(tx, id)).target)
    await moveMassChange(tx, id, wish, signedIn(actor).staffId)
    return answerOf(tx, id, language)
  })
  api.openapi(resource.runMassChange, async (c) => c.json(await move(c.get('actor'), c.req.valid('param').id, 'run', readerLanguage(c)), 202))
  api.openapi(resource.stopMassChange, async (c) => c.json(await move(c.get('actor'), c.req.valid('param').id, 'stop', readerLanguage(c)), 202))
  api.openapi(resource.undoMassChange, async (c) => c.json(await move(c.get('actor'), c.req.valid('param').id, 'undo', readerLanguage(c)), 202))
}

/** Whoever may bring in files may change many where they may change one. */
function refuseUnable(actor: StaffActor, target: string): void {
  if (actor.kind !== 'staff' || !actor.permissions.has('people.write')) throw new Problem('forbidden', { text: 'staff.not-permitted', parameters: { permission: 'people_write' } })
  if (!isOwnership(target)) refuseUnwritable(actor, [target], () => 'target')
}

async function found(tx: Tx, id: string): Promise<MassChange> {
  const change = await selectMassChange(tx, id)
  if (!change) throw new Problem('not-found', { text: 'mass-changes.unknown' })
  return change
}

async function namesSeen(tx: Tx, actor: StaffActor, ids: readonly PersonId[]): Promise<{ id: string; name: string }[]> {
  const scope = await scopeFor(tx, actor)
  if (!scope) return [...(await selectNames(tx, ids))].map(([id, name]) => ({ id, name }))
  return (await selectDescribed(tx, scope, ids)).map(({ personId, values }) => ({ id: personId, name: nameOf(values) })).filter(({ name }) => name !== '')
}

async function answerOf(tx: Tx, id: string, language: Language): Promise<resource.MassChangeBody> {
  const change = await found(tx, id)
  const counts = await countOutcomes(tx, id)
  const names = await selectActorNames(tx, [change.createdBy, ...(change.target === 'owner' && change.value !== null ? [change.value as string] : [])])
  const { target, op, value, source, state, people, createdAt, startedAt, finishedAt, failure } = change
  return {
    id, target, op, value: value as resource.MassChangeBody['value'], source, state, people, name: await nameOfTarget(tx, target, language), done: doneOf(change, counts),
    valueName: typeof value !== 'string' ? null : target === 'owner' ? names.get(value) ?? null : target === 'team' ? (await selectTeams(tx)).find(({ teamId }) => teamId === value)?.name ?? null : null,
    foreseen: told(counts.foreseen, language), outcomes: told(counts.outcomes, language), undone: told(counts.undone, language),
    createdAt: createdAt.toISOString(), by: names.get(change.createdBy) ?? '', startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null,
    undoableUntil: undoableUntil(change)?.toISOString() ?? null, failure: failure === null ? null : t(language, failure),
  }
}

async function nameOfTarget(tx: Tx, target: string, language: Language): Promise<string> {
  if (isOwnership(target)) return t(language, `mass-changes.target-${target}`)
  return (await selectCatalogue(tx)).fields.find(({ key }) => key === target)?.texts[language].name ?? target
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0)

function doneOf({ state }: MassChange, { foreseen, outcomes, undone }: MassCounts): number {
  if (state === 'rehearsing' || state === 'rehearsed') return sum(foreseen)
  // Who was not changed has nothing to be taken back.
  return state === 'undoing' || state === 'undone' ? sum(undone) + sum(outcomes) - (outcomes['changed'] ?? 0) : sum(outcomes)
}

const ORDER: readonly string[] = [...MASS_OUTCOMES, ...UNDO_OUTCOMES]
const NEEDS_NO_WHY: readonly string[] = ['changed', 'restored']

function told(counts: Record<string, number>, language: Language): resource.MassChangeBody['outcomes'] {
  return Object.entries(counts).toSorted(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other)).map(([outcome, count]) => ({
    outcome: outcome as resource.MassChangeBody['outcomes'][number]['outcome'], count, sentence: NEEDS_NO_WHY.includes(outcome) ? null : t(language, `mass-changes.why-${outcome}`),
  }))
}
