import { dayOn, daysLeft, deadlineOf, endOfDay, pausedDay, urgencyOf } from '../../law/deadline.ts'
import { publicHolidays, zoneOf, type IsHoliday } from '../../law/holidays.ts'
import type { Person } from '../../people/person.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import type { PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { checksFor, isEnough, type Doubt, type Proof } from '../../rights/identity-proof.ts'
import { nextSteps } from '../../rights/next-steps.ts'
import { selectRecipientNotices, type RecipientNotice } from '../../rights/recipient-notices.sql.ts'
import { selectDocuments, type RequestDocument } from '../../rights/request-documents.sql.ts'
import { composeLetter } from '../../rights/request-letter.ts'
import { ARTICLE, isOpen, REFUSAL_REASONS, refusalReasons, strictDay, type Outcome, type RefusalReason, type RequestStep, type RightsRequest } from '../../rights/request.ts'
import { selectFourEyes } from '../../rights/request-rules.sql.ts'
import type { ListedRequest } from '../../rights/requests-list.sql.ts'
import { strangerFacts } from '../../rights/stranger-facts.ts'
import { selectPauses, selectProofs, selectRequest, selectSteps } from '../../rights/requests.sql.ts'
import { showPerson, type PersonView } from '../../rights/show-person.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import { writtenList } from '../../values/written.ts'
import type { House } from '../house.ts'
import { actorInWords, type ActorNames } from './actor-in-words.ts'
import { waitingAnswer } from './waiting-answer.ts'
import type { RequestSummary, RightsRequestAnswer } from './requests-resource.ts'

/** Everything that is known of one request, read in one moment. */
export interface RequestFindings {
  request: RightsRequest
  view: PersonView
  steps: RequestStep[]
  pauses: { since: Date; until: Date | null }[]
  proofs: (Proof & { deleteAfter: Date })[]
  documents: RequestDocument[]
  notices: RecipientNotice[]
  names: ActorNames
  company: string
  fourEyes: boolean
  waiting: RightsRequestAnswer['waiting']
  isHoliday: IsHoliday
  now: Date
}

/** Throws not-found. */
export async function readRequest(tx: Tx, house: House, personId: PersonId, requestId: string): Promise<RequestFindings> {
  const request = await selectRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  const steps = await selectSteps(tx, personId, [requestId])
  const proofs = await selectProofs(tx, personId, requestId)
  const actors = [request.recordedBy, ...steps.map((step) => step.actor), ...proofs.map((proof) => proof.actor)]
  return {
    request, steps, proofs, now: tx.now,
    view: await showPerson(tx, house.keeper.keys.identifierIndex, personId),
    pauses: await selectPauses(tx, personId, [requestId]),
    documents: await selectDocuments(tx, personId, requestId),
    notices: await selectRecipientNotices(tx, personId, [requestId]),
    names: await selectActorNames(tx, actors.flatMap(({ kind, id }) => (kind === 'staff' || kind === 'key' ? id ?? [] : []))),
    fourEyes: (await selectFourEyes(tx)).includes(request.kind), waiting: isOpen(request) ? await waitingAnswer(tx, steps) : null,
    company: (await selectInstallation(tx))?.controller.name ?? '',
    isHoliday: await publicHolidays(request.country),
  }
}

/** Requests as rows of a list, with the names of who asks. */
export async function summariesOf(tx: Tx, language: Language, requests: readonly ListedRequest[]): Promise<RequestSummary[]> {
  const ids = [...new Set(requests.map((one) => one.personId))]
  const names = await selectNames(tx, ids)
  const people = new Map((await selectPeople(tx, ids)).map((person) => [person.personId, person]))
  return requests.map((one) => summaryOf(language, one, people.get(one.personId), names.get(one.personId) ?? '', tx.now))
}

/** The name of who asks, which is for the request itself where identity is protected. */
function summaryOf(language: Language, one: ListedRequest, person: Pick<Person, 'protectedIdentity'> | undefined, name: string, now: Date): RequestSummary {
  const [zone, strictOn] = [zoneOf(one.country), strictDay(one)]
  return {
    id: one.requestId, person: { id: one.personId, name: person?.protectedIdentity ? t(language, 'api.hidden-protected') : name },
    stranger: one.stranger, kind: one.kind, title: t(language, `requests.title.${one.kind}`), state: one.state, stateInWords: t(language, `requests.state.${one.state}`),
    receivedAt: one.receivedAt.toISOString(), receivedHow: one.receivedHow, strictOn, daysLeft: daysLeft(strictOn, now, zone), urgency: isOpen(one) ? urgencyOf(strictOn, now, zone) : null,
    extended: one.extendedAt !== null, answeredAt: one.answeredAt?.toISOString() ?? null, outcome: one.outcome,
  }
}

/** One request as a guided page shows it. */
export function requestAnswer(language: Language, found: RequestFindings): RightsRequestAnswer {
  const { request, view, steps, names } = found
  const actor = (one: { kind: string; id: string | null }) => actorInWords(language, one.kind, one.id, names)
  return {
    ...summaryOf(language, request, view.person, view.name, found.now),
    article: ARTICLE[request.kind], reachedAt: request.stranger ? view.contactPoints.map((point) => point.value).join(', ') : null, receivedInWords: t(language, `requests.how.${request.receivedHow}`),
    recordedAt: request.recordedAt.toISOString(), recordedBy: actor(request.recordedBy),
    language: request.language, wish: request.wish as RightsRequestAnswer['wish'], wishInWords: wishInWords(language, request, view.catalogue),
    days: daysOf(found), proof: proofOf(language, found, actor),
    law: t(language, `requests.law.${request.kind}`), willHappen: t(language, `requests.then.${request.stranger ? 'stranger' : request.kind}`),
    held: heldByCategory(language, view), recipients: found.notices.map((one) => recipientOf(language, one)),
    documents: found.documents.map(({ documentId, mediaType, size, at }) => ({ id: documentId, mediaType, size, at: at.toISOString() })),
    letters: { granted: letter(found, 'granted'), partly: letter(found, 'partly'), nothingHeld: letter(found, 'nothing-held') },
    refusals: refusalReasons(request).map((reason) => ({
      reason, article: REFUSAL_REASONS[reason].article, sentence: t(language, `requests.refusal.${reason}`, { article: REFUSAL_REASONS[reason].article }), letter: letter(found, 'refused', reason),
    })),
    next: nextSteps(request, steps, monthOver(found)).map(({ step, whyNot }) => ({
      step, label: t(language, `requests.next.${step}`), allowed: whyNot === null, whyNot: whyNot === null ? null : t(language, `requests.not.${whyNot}`),
    })),
    steps: steps.map((step) => ({
      id: step.stepId, at: step.at.toISOString(), kind: step.kind, inWords: t(language, `requests.step.${step.kind}`), by: actor(step.actor), detail: { ...step.detail }, words: step.words,
    })),
    fourEyes: found.fourEyes, waiting: found.waiting,
    answer: request.answeredAt && request.outcome ? { at: request.answeredAt.toISOString(), outcome: request.outcome, reason: request.refusalReason, letter: request.answer } : null,
  }
}

/** The proposed letter, in the language of the person. */
function letter({ request, view, steps, company, notices, now }: RequestFindings, outcome: Outcome, reason?: RefusalReason): string {
  return composeLetter(request.language, { request, name: view.name, company, outcome, told: [...new Set(notices.map((one) => one.recipient))], stranger: strangerFacts(request, steps, view.catalogue.purposes, now), ...(reason && { reason }) })
}

function monthOver({ request, now }: RequestFindings): boolean {
  return now >= endOfDay(request.dueOn, zoneOf(request.country))
}

function daysOf({ request, pauses, isHoliday, now }: RequestFindings): RightsRequestAnswer['days'] {
  const [zone, strictOn] = [zoneOf(request.country), strictDay(request)]
  const paused = pausedDay(strictOn, pauses, request.answeredAt ?? now, zone, isHoliday)
  return {
    receivedOn: dayOn(zone, request.receivedAt), aimOn: deadlineOf(request.receivedAt, zone, isHoliday).aimOn, dueOn: request.dueOn, latestOn: request.latestOn,
    pausedOn: paused === strictOn ? null : paused, endsAt: endOfDay(strictOn, zone).toISOString(),
    extension: request.extendedAt ? { at: request.extendedAt.toISOString(), reason: request.extendedReason ?? '' } : null,
    extendBefore: endOfDay(request.dueOn, zone).toISOString(),
  }
}

function proofOf(language: Language, { request, proofs }: RequestFindings, actor: (one: Proof['actor']) => string): RightsRequestAnswer['proof'] {
  const given = request.proofGiven ?? 'none'
  return {
    needed: request.proofNeeded, neededInWords: t(language, `requests.level.${request.proofNeeded}`), given, givenInWords: t(language, `requests.level.${given}`),
    enough: isEnough(given, request.proofNeeded),
    doubts: (request.doubts as Doubt[]).map((doubt) => ({ doubt, sentence: t(language, `requests.doubt.${doubt}`) })),
    checks: checksFor(request).map((way) => ({ way, label: t(language, `requests.way.${way}`) })),
    shown: proofs.map(({ way, at, actor: by, words, deleteAfter }) => ({
      way, label: t(language, `requests.way.${way}`), at: at.toISOString(), by: actor(by), words, deletedAt: deleteAfter.toISOString(),
    })),
  }
}

function recipientOf(language: Language, one: RecipientNotice): RightsRequestAnswer['recipients'][number] {
  return {
    recipient: one.recipient, label: t(language, `purposes.recipient.${one.recipient}`), about: one.about, state: one.state, stateInWords: t(language, `requests.notice.${one.state}`),
    toldAt: one.toldAt.toISOString(), answeredAt: one.answeredAt?.toISOString() ?? null, words: one.words,
  }
}

/** In words for colleagues: those of `looks.own` speak to the person. */
function heldByCategory(language: Language, view: PersonView): RightsRequestAnswer['held'] {
  const counted = (category: string, count: number) => (count === 0 ? [] : [{ category, label: t(language, `requests.held.${category}`, { count }), count }])
  const byCategory = Map.groupBy(view.values, ({ field }) => field.category as string)
  const { length: points } = view.contactPoints
  const contact = (byCategory.get('contact')?.length ?? 0) + points
  return [
    ...[...byCategory].flatMap(([category, values]) => (category === 'contact' ? [] : counted(category, values.length))), ...counted('contact', contact),
    ...counted('grounds', view.grounds.length), ...counted('relations', view.relations.length), ...counted('choices', view.standing.choices.size),
    ...counted('documents', view.documents.length),
  ]
}

/** What is asked, in names that a reader knows. */
export function wishInWords(language: Language, { wish }: Pick<RightsRequest, 'wish'>, catalogue: Pick<PublishedCatalogue, 'purposes' | 'fields'>): { label: string; value: string }[] {
  const purpose = (key: string) => catalogue.purposes.find((one) => one.key === key)?.texts[language].name ?? key
  const field = (key: string) => catalogue.fields.find((one) => one.key === key)?.texts[language].name ?? key
  const list = (items: readonly string[]) => writtenList(language, items)
  return [
    ...(wish.marketing ? [{ label: t(language, 'requests.wish.about'), value: t(language, 'requests.wish.marketing') }] : []),
    ...(wish.purposes?.length ? [{ label: t(language, 'requests.wish.purposes'), value: list(wish.purposes.map(purpose)) }] : []),
    ...(wish.fields?.length ? [{ label: t(language, 'requests.wish.fields'), value: list(wish.fields.map(field)) }] : []),
    ...(wish.ground ? [{ label: t(language, 'requests.wish.ground'), value: t(language, `requests.ground.${wish.ground}`) }] : []),
    ...Object.entries(wish.values ?? {}).map(([key, value]) => ({ label: field(key), value: value === null ? t(language, 'requests.wish.remove') : Array.isArray(value) ? list(value) : String(value) })),
    ...(wish.words ? [{ label: t(language, 'requests.wish.words'), value: wish.words }] : []),
  ]
}
