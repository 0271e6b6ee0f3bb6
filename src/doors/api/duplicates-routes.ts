import { selectPeople } from '../../people/people.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { COMPARED, LEVELS } from '../../resolution/compare.ts'
import { decideDuplicates as decide } from '../../resolution/decide-duplicates.ts'
import { countWaiting, selectPass, selectWaiting, type DuplicatePlace, type OpenDuplicate } from '../../resolution/duplicates.sql.ts'
import { jointChoice, type JointAnswer } from '../../resolution/joint-choice.ts'
import { showPerson, type PersonView } from '../../rights/show-person.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseBound } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { cursorOf, cursorParts } from './cursor.ts'
import * as resource from './duplicates-resource.ts'
import { personAnswer } from './person-answer.ts'
import { readerLanguage } from './reader.ts'

/** What tells people apart, and what they are reached by. */
const SHOWN: readonly string[] = ['given_name', 'family_name', 'full_name', 'company_name', 'birth_date', 'identity_number', 'customer_number', 'street', 'postal_code', 'city']
const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

export function addDuplicatesRoutes(api: Api, house: House): void {
  api.openapi(resource.listDuplicates, async (c) => {
    // Both records are shown whole, and what agrees tells of hidden fields too.
    refuseBound(c.get('actor'))
    const language = readerLanguage(c)
    const { grade, after, limit } = c.req.valid('query')
    const answer = await house.database.read(async (tx) => {
      const found = await selectWaiting(tx, grade, after === undefined ? undefined : placeOf(after), limit + 1)
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const pass = await selectPass(tx)
      return {
        pairs: await shownPairs(tx, house, language, page), counts: await countWaiting(tx),
        next: found.length > limit && last ? cursorOf([last.odds, `${last.personId} ${last.otherPersonId}`]) : null,
        lastPass: pass?.endedAt ? { at: pass.endedAt.toISOString(), people: pass.people ?? 0 } : null,
      }
    })
    await house.looks.note({ actor: c.get('actor'), why: 'list', people: answer.pairs.flatMap((pair) => pair.people.map((one) => ({ personId: one.id as PersonId, fields: ['name', 'choices', ...new Set(one.values.map((value) => value.field))] }))) })
    return c.json(answer, 200)
  })

  api.openapi(resource.decideDuplicates, async (c) => {
    const actor = c.get('actor')
    refuseBound(actor)
    const { pairs, decision } = c.req.valid('json')
    const decided = await house.database.write((tx) => decide(tx, pairs.map(([one, other]) => ({ personId: one as PersonId, otherPersonId: other as PersonId })), decision, signedIn(actor).staffId))
    return c.json({ decided, sentence: t(readerLanguage(c), 'people.duplicates.decided', { decision, count: decided }) }, 200)
  })
}

function placeOf(cursor: string): DuplicatePlace {
  const [odds, people] = cursorParts(cursor, 2)
  const [personId = '', otherPersonId = ''] = people.split(' ')
  return { odds: Number(odds), personId: personId as PersonId, otherPersonId: otherPersonId as PersonId }
}

/** The pairs with both people; whoever is restricted or protected since the last pass is not there. */
async function shownPairs(tx: Tx, house: House, language: Language, found: readonly OpenDuplicate[]): Promise<resource.PossibleDuplicateBody[]> {
  const people = await selectPeople(tx, found.flatMap((one) => [one.personId, one.otherPersonId]))
  const open = new Set(people.filter((one) => !one.protectedIdentity).map((one) => one.personId))
  const pairs: resource.PossibleDuplicateBody[] = []
  for (const one of found.filter(({ personId, otherPersonId }) => open.has(personId) && open.has(otherPersonId))) {
    const views = [await showPerson(tx, house.keeper.keys.identifierIndex, one.personId), await showPerson(tx, house.keeper.keys.identifierIndex, one.otherPersonId)]
    if (views.every((view) => view.standing.restrictions.size === 0)) pairs.push(pairAnswer(language, one, views, tx.now))
  }
  return pairs
}

function pairAnswer(language: Language, { grade, foundAt, levels }: OpenDuplicate, views: readonly PersonView[], now: Date): resource.PossibleDuplicateBody {
  return {
    grade, foundAt: foundAt.toISOString(), people: views.map((view) => sideAnswer(language, view, now)), choices: choicesOf(language, views),
    agrees: COMPARED.flatMap((by, index) => (levels[index] ? [{ by, how: levels[index] === 1 ? 'same' as const : levels[index] === LEVELS[by] - 1 ? 'different' as const : 'alike' as const }] : [])),
  }
}

function sideAnswer(language: Language, view: PersonView, now: Date): resource.DuplicateSideBody {
  const { id, name, flags, recordedAt, fields, contactPoints } = personAnswer(language, { view, decisions: [], actorNames: new Map(), records: { ledBy: null, others: [] }, demo: false, now })
  const labels = new Map(view.catalogue.fields.map((field) => [field.key, field.texts[language].name]))
  return {
    id, name, flags, recordedAt,
    values: [
      ...fields.filter((one) => SHOWN.includes(one.field)).toSorted((a, b) => SHOWN.indexOf(a.field) - SHOWN.indexOf(b.field)).map(({ field, label, value, source, recordedAt: at }) => ({ field, label, value, source, recordedAt: at })),
      ...contactPoints.map(({ kind, value, source, since }) => ({ field: POINT_FIELD[kind], label: labels.get(POINT_FIELD[kind]) ?? POINT_FIELD[kind], value, source, recordedAt: since })),
    ],
  }
}

/** What either has said something about. */
function choicesOf(language: Language, views: readonly PersonView[]): resource.PossibleDuplicateBody['choices'] {
  return views[0]!.choices.flatMap(({ purpose, channels }) => channels.flatMap(({ channel }) => {
    const marketing = purpose.kind === 'marketing'
    const said = views.map((view): JointAnswer => jointChoice([view.standing], purpose.key, channel, marketing))
    if (said.every((answer) => answer === 'none')) return []
    return [{
      purpose: purpose.key, label: purpose.texts[language].name, channel: channel as resource.PossibleDuplicateBody['choices'][number]['channel'], channelLabel: t(language, `law.channel.${channel}`),
      said, together: jointChoice(views.map((view) => view.standing), purpose.key, channel, marketing),
    }]
  }))
}
