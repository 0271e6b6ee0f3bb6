import type { Keeper } from '../keeper/keeper.ts'
import { noteContracts } from '../consent/note-contracts.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { Choice } from '../consent/choice.ts'
import { decideFor } from '../decisions/decide-for.ts'
import { keepDocuments } from '../lifecycle/keep-documents.ts'
import { toCatalogueChange } from '../lifecycle/retention-change.ts'
import { insertUses } from '../people/use-records.sql.ts'
import { endGrounds } from '../people/end-grounds.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { holdValues } from '../people/hold-values.ts'
import { insertRelations, takeNumbers } from '../people/people.sql.ts'
import { registerPeople } from '../people/register-people.ts'
import { selectContactPoints, updateVerified } from '../people/values.sql.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { publishCatalogue } from '../purposes/publish-catalogue.ts'
import { questionWording } from '../purposes/wording.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { daysLater, monthsLater } from '../values/moment.ts'
import { CAST, type CastMember, type Said } from './cast.ts'
import { Chance } from './chance.ts'
import { drawInvoice } from './draw-invoice.ts'
import { DEMO_RETENTION } from './demo-company.ts'
import { DEMO_SERIES, MONTHS, PEOPLE_PER_STEP, STEPS, STEPS_PER_MONTH } from './demo-steps.ts'
import { countDemoSteps, selectWithYes } from './demo.sql.ts'
import { inventPeople } from './invent-people.ts'
import { changeOfMind, firstAnswer } from './live-a-month.ts'
import { askQuestions } from './ask-questions.ts'
import { offerDeals } from './offer-deals.ts'
import { planDays } from './plan-days.ts'
import { sellOnInvoice } from './sell-on-invoice.ts'

const CAST_IDS: ReadonlySet<string> = new Set(CAST.map((member) => member.registration.personId))
const ZONE = 'Europe/Stockholm'
const BY_ORDER = { surface: 'web' as const, actor: { kind: 'system' as const, id: null } }
const ORIGIN = { collected: 'self' as const, recordedBy: { kind: 'system', id: null }, importId: null, noticeDueAt: null }

/**
 * Does the next step of filling in the demo company: first the cast, then newcomers month by month with what they say, at last what was sold on invoice.
 * Every step is one transaction that also counts itself, so a start after a stop goes on where it was. False when done.
 */
export async function fillDemo(database: Database, keeper: Keeper, publicUrl: string): Promise<boolean> {
  const step = await database.read((tx) => countDemoSteps(tx, DEMO_SERIES))
  if (step >= STEPS) return false
  const today = database.clock()
  const isLast = step === STEPS - 1
  const moment = step === 0 || isLast ? today : monthsLater(today, Math.floor((step - 1) / STEPS_PER_MONTH) - MONTHS, ZONE)
  await database.withClock(() => moment).write(async (tx) => {
    // Two copies that fill at once: the second finds the step taken.
    if (await takeNumbers(tx, DEMO_SERIES, 1) !== step + 1) return
    if (step === 0) {
      // Before anybody has said anything: nobody's yes is made shorter by it.
      await publishCatalogue(tx, toCatalogueChange(await selectCatalogue(tx), DEMO_RETENTION), 'tillit', 'A yes to tips lasts a year')
      await enterCast(tx, keeper, today)
    }
    else if (isLast) {
      await sellOnInvoice(tx, keeper, today, publicUrl)
      await offerDeals(tx, keeper, today)
      await planDays(tx, today)
      await askQuestions(tx, keeper, today)
    }
    else await enterNewcomers(tx, keeper, step)
  })
  return step + 1 < STEPS
}

async function enterCast(tx: Tx, keeper: Keeper, today: Date): Promise<void> {
  const yearAgo = { ...tx, now: monthsLater(today, -MONTHS, ZONE) }
  const registrations = CAST.map((member) => ({
    ...member.registration,
    grounds: member.registration.grounds.map((ground) => (ground.basis === 'soft-opt-in' ? { ...ground, lastSaleAt: daysLater(today, -40) } : ground)),
  }))
  const { grounds } = await registerPeople(yearAgo, keeper.keys.identifierIndex, registrations, { ...ORIGIN, source: 'Beställningsformulär' })
  await noteContracts(yearAgo, keeper, 'contract-started', grounds, BY_ORDER)
  const ids = new Map(CAST.map((member) => [member.key, member.registration.personId]))
  for (const member of CAST) await enterMember(yearAgo, keeper, member, today)
  await insertRelations(yearAgo, CAST.flatMap((member) => member.relations.map((relation) => ({
    personId: member.registration.personId, relationId: newId(yearAgo.now), kind: relation.kind, otherPersonId: ids.get(relation.to)!,
    since: yearAgo.now, until: null, evidence: {},
  }))))
}

async function enterMember(tx: Tx, keeper: Keeper, member: CastMember, today: Date): Promise<void> {
  const { personId } = member.registration
  const points = await selectContactPoints(tx, [personId])
  for (const point of points) if (member.verified || point.kind === 'postal') await updateVerified(tx, personId, point.contactPointId, 'order-confirmed')
  for (const said of member.said) {
    const point = points.find((one) => one.kind === (said.channel === 'letter' ? 'postal' : 'email'))
    await recordChoices({ ...tx, now: daysLater(today, -said.daysAgo) }, keeper, [toChoice(member, said, point?.contactPointId ?? null)])
  }
  if (member.key === 'maria') {
    const then = { ...tx, now: daysLater(today, -150) }
    await holdValues(then, keeper.keys.identifierIndex, [{ personId, values: { interests: ['cykling', 'trädgård'] }, contactPoints: [], identifiers: [] }], { ...ORIGIN, source: 'Kundens sida' })
  }
  for (const invoice of member.issued) await issueInvoice(tx, member, invoice, today)
  if (member.ended) {
    const then = { ...tx, now: daysLater(today, -member.ended.daysAgo) }
    await endContract(then, keeper, personId)
  }
}

/** Files an invoice as the program that made it would have done on that day. */
async function issueInvoice(tx: Tx, { registration }: CastMember, { number, amount, daysAgo }: CastMember['issued'][number], today: Date): Promise<void> {
  const then = daysLater(today, -daysAgo)
  const [issuedOn, { values }] = [localDateIn(ZONE, then), registration]
  await keepDocuments({ ...tx, now: then }, [{
    personId: registration.personId, kind: 'invoice', number, issuedOn, title: `Faktura ${number}`, mediaType: 'application/pdf',
    content: await drawInvoice({ number, amount, issuedOn, name: `${String(values['given_name'])} ${String(values['family_name'])}` }), filedBy: { kind: 'system', id: null },
  }])
}

function toChoice(member: CastMember, said: Said, contactPointId: Choice['contactPointId']): Choice {
  const { personId } = member.registration
  return {
    personId, contactPointId, frequency: null, surface: 'web', language: member.registration.country === 'NO' ? 'nb' : 'sv',
    wording: null, evidence: {}, actor: { kind: 'person', id: personId }, kind: said.kind, purpose: said.purpose, channel: said.channel,
    ...(said.frequency && { frequency: said.frequency }), ...(said.surface && { surface: said.surface }),
    ...(said.evidence && { evidence: said.evidence }), ...(said.actor && { actor: said.actor }),
  }
}

async function enterNewcomers(tx: Tx, keeper: Keeper, step: number): Promise<void> {
  const chance = new Chance(step * 7_919)
  const people = inventPeople(chance, (step - 1) * PEOPLE_PER_STEP, PEOPLE_PER_STEP, tx.now)
  const { grounds } = await registerPeople(tx, keeper.keys.identifierIndex, people, { ...ORIGIN, source: chance.pick(['Webbutik', 'Butik', 'Telefonorder']) })
  await noteContracts(tx, keeper, 'contract-started', grounds, BY_ORDER)
  const points = await selectContactPoints(tx, people.map((one) => one.personId))
  const mailOf = new Map(points.filter((one) => one.kind === 'email').map((one) => [one.personId, one.contactPointId]))
  for (const point of points) if (point.kind === 'email') await updateVerified(tx, point.personId, point.contactPointId, 'order-confirmed')
  const catalogue = await selectCatalogue(tx)
  const words = new Map(catalogue.purposes.map((purpose) => [purpose.key, purpose]))
  const said = people.map((person) => firstAnswer(chance, person, mailOf.get(person.personId) ?? null).month)
  await recordChoices(tx, keeper, said.flatMap((month) => month.choices).map((choice) => ({
    ...choice, wording: choice.purpose && choice.language ? questionWording(words.get(choice.purpose)!, choice.language) : null,
  })))
  await holdValues(tx, keeper.keys.identifierIndex, said.flatMap((month) => month.interests).map(({ personId, interests }) => ({
    personId, values: { interests }, contactPoints: [], identifiers: [],
  })), { ...ORIGIN, source: 'Kundens sida' })
  const earlier = await selectWithYes(tx, 'news', 'email')
  // The cast say what their reason has them say, nothing by chance.
  const minds = earlier.filter((personId) => !CAST_IDS.has(personId)).map((personId) => changeOfMind(chance, personId)).filter((one) => one !== undefined)
  await recordChoices(tx, keeper, minds)
  if (step % STEPS_PER_MONTH === 0) await sendNews(tx, earlier)
  for (const person of people.filter(() => chance.happens(0.05))) await endContract(tx, keeper, person.personId)
}

/** The month's newsletter, told as it would have gone: to those the gate lets through, each use recorded (rule D6). */
async function sendNews(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  const decisions = await decideFor(tx, personIds, [{ purpose: 'news', channel: 'email', use: 'send', about: null }])
  await insertUses(tx, decisions.filter((one) => one.allowed).map((one) => ({
    personId: one.personId, useId: newId(tx.now), kind: 'sent' as const, purpose: 'news', channel: 'email', contactPointId: one.contactPointId,
    rule: one.rule, groundId: one.groundId, entrySeq: one.entrySeq, mailingId: null, subject: 'Nyheter från Fjällströms', actor: { kind: 'system', id: null },
  })))
}

async function endContract(tx: Tx, keeper: Keeper, personId: PersonId): Promise<void> {
  const ending = (await selectGrounds(tx, [personId])).filter((ground) => ground.purpose === 'contract' && !ground.endedAt)
  await endGrounds(tx, ending, 'contract-end')
  await noteContracts(tx, keeper, 'contract-ended', ending, BY_ORDER)
}
