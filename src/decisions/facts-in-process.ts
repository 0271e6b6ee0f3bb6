// long: the facts of a decision in one place, in the order of the SQL form beside it.
import { lawCountry } from '../law/country.ts'
import type { ContactPointId } from '../values/ids.ts'
import type { Foundation } from './decide.ts'
import type { Facts, Renewal } from './facts.ts'
import { choiceBit, COMPLETE, GROUPS, hasUnknown, MISSING, YES, type FactWords } from './fact-words.ts'
import { lawOn, placeOf, PLACE_COUNT, type ChannelLaw, type GatePurpose, type LawOnDay } from './gate-purpose.ts'
import { countsSince, monthsFrom, startOf, yearsAfter } from './lasting.ts'
import { RENEWAL_MONTHS, REST_AFTER_NO_MONTHS, REST_AFTER_QUESTION_MONTHS, type Question } from './question.ts'
import type { Moment, RawGround, RawPerson, RawPoint, RawStanding } from './raw-person.ts'

/** Everything a decision rests on for one person and one question, and what the answer would rest on. */
export interface FoundWords extends FactWords, Foundation {
  contactPointId: ContactPointId | null
}

/** What holds at the moment of asking, the same for everybody. */
export interface Circumstances {
  now: Moment
  law: LawOnDay
  purposes: ReadonlyMap<string, GatePurpose>
}

export function circumstancesAt(now: Date, purposes: readonly GatePurpose[]): Circumstances {
  return { now: now.getTime(), law: lawOn(now.toISOString().slice(0, 10)), purposes: new Map(purposes.map((each) => [each.key, each])) }
}

/** A question made ready: what the catalogue and the law say of it, looked up once for many people. */
export interface ReadyQuestion {
  question: Question
  purpose: GatePurpose | undefined
  pointKind: string | null
  /** What is known of the words before anybody is looked at. */
  yes: number
  asked: number
  /** By place: the stated basis, and the law of the channel. */
  bases: readonly (string | null)[]
  laws: readonly (ChannelLaw | undefined)[]
}

/** The kind of contact point a channel uses; the others need none. */
const POINT_KINDS: ReadonlyMap<string, string> = new Map([['email', 'email'], ['sms', 'phone'], ['phone', 'phone'], ['letter', 'postal'], ['push', 'push']])
/** The field that a kind of contact point belongs to, as `contact_field` says in SQL. */
const CONTACT_FIELDS: ReadonlyMap<string, string> = new Map([['email', 'email'], ['phone', 'phone'], ['postal', 'postal_address']])

export function readyQuestion(question: Question, { purposes, law }: Circumstances): ReadyQuestion {
  const purpose = purposes.get(question.purpose)
  const bases = Array.from({ length: PLACE_COUNT }, (): string | null => null)
  for (const line of purpose?.bases ?? []) {
    const place = placeOf(line.country, line.capacity)
    if (line.channel === question.channel && place >= 0) bases[place] = line.basis
  }
  return {
    question, purpose, bases,
    pointKind: POINT_KINDS.get(question.channel) ?? null,
    laws: law.channels.map((channels) => (Object.hasOwn(channels, question.channel) ? channels[question.channel] : undefined)),
    yes: YES.personKnown | (question.carriesAdvertising ? YES.carriesAdvertising : 0) | (question.withinServiceMessage ? YES.withinServiceMessage : 0)
      | (purpose ? YES.purposeKnown : 0) | (purpose?.channels.includes(question.channel) ? YES.channelOffered : 0),
    asked: choiceBit('use', question.use) | choiceBit('channel', question.channel) | choiceBit('purposeKind', purpose?.kind ?? 'none'),
  }
}

/** One person made ready: what is the same for every question. */
export interface ReadyPerson {
  raw: RawPerson
  place: number
  /** The same for whoever is reached in a role of theirs. */
  placeInRole: number
  yes: number
  child: boolean
  /** The latest word that reaches every question. */
  latestWord: Moment
  living: RawGround[]
  standings: readonly RawStanding[]
}

export function readyPerson(raw: RawPerson, { now, law }: Circumstances): ReadyPerson {
  const place = placeOf(lawCountry(raw.country), raw.capacity)
  const resting = raw.lastNoAt !== null && monthsFrom(raw.lastNoAt, REST_AFTER_NO_MONTHS) > now
  return {
    raw, place, placeInRole: placeOf(lawCountry(raw.country), 'role'),
    child: raw.birthDate !== null && yearsAfter(raw.birthDate, law.consentAge[place]!) > now,
    yes: (raw.deceasedAt !== null && startOf(raw.deceasedAt) <= now ? YES.personDeceased : 0) | (raw.protectedIdentity ? YES.protectedIdentity : 0) | (raw.ledByAnother ? YES.ledByAnother : 0)
      | (raw.noticeDue ? YES.noticeDue : 0) | (raw.stopAskingSince !== null ? YES.stopAsking : 0) | (resting ? YES.restingAfterNo : 0),
    latestWord: Math.max(raw.createdAt, raw.lastNoAt ?? 0, raw.lastAskedAt ?? 0, raw.stopAskingSince ?? 0),
    living: raw.grounds.filter((ground) => lives(ground, now)),
    standings: standingsAt(raw.standings, now),
  }
}

/** A yes that has had its time is none any more, before the sweep has told the ledger too. */
function standingsAt(standings: readonly RawStanding[], now: Moment): readonly RawStanding[] {
  const isOver = ({ state, until }: RawStanding): boolean => state === 'given' && until !== null && until <= now
  return standings.some(isOver) ? standings.map((each) => (isOver(each) ? { ...each, state: each.lifted ?? 'expired' } : each)) : standings
}

function lives(ground: RawGround, now: Moment): boolean {
  return ground.since <= now && (ground.until === null || ground.until > now) && (ground.endedAt === null || ground.endedAt > now)
}

/** The facts for one person and one question, in the same order of preference and with the same strictness as the SQL form. */
export function findFacts(person: ReadyPerson, ready: ReadyQuestion, around: Circumstances): FoundWords {
  const { raw } = person
  const { purpose: key, channel, use } = ready.question
  const said = whatWasSaid(person, key, channel)
  const { own, yesSeq } = said
  const given = own?.state === 'given'
  const point = ready.pointKind === null ? null : pointFor(raw, ready, own, yesSeq, around.now)
  // At the address of a role of theirs they are somebody in a role, whatever they are themself.
  const place = point?.inRole ? person.placeInRole : person.place
  const stated = ready.bases[place] ?? null
  const law = ready.laws[place]
  const basis = basisFor(person, key, stated, given)
  const ground = newestGround(person.living, key, basis)
  const sale = bestSale(person.living, ready, law, around.now)
  const verified = point !== null && point.verifiedAt !== null && point.verifiedAt <= around.now

  let yes = ready.yes | person.yes | said.yes
  if (stated === 'soft-opt-in' && law?.softOptInMonths != null) yes |= YES.softOptInAllowed
  if (law?.registerToCheck) yes |= YES.registerToCheck
  if (Math.max(person.latestWord, said.latest) <= around.now) yes |= YES.clockSane
  if (person.child && !(given && raw.guardianYeses.includes(yesSeq))) yes |= YES.childWithoutGuardian
  if (raw.restrictions.length > 0 && raw.restrictions.some((each) => each.fieldKey === '*' && reaches(each.purpose, key))) yes |= YES.restricted
  if (raw.stops.length > 0 && raw.stops.some((each) => reaches(each.purpose, key) && reaches(each.channel, channel))) yes |= YES.stopPending
  if (ready.pointKind === null || (point !== null && own?.contactPointId === point.contactPointId)) yes |= YES.yesForThisPoint
  // Duties of the law are owed to everybody we hold data of; nobody has to sign up for their rights.
  if (ground !== null || (ready.purpose?.kind === 'legal' && stated === 'legal-obligation')) yes |= YES.groundLiving
  if (sale !== null) yes |= YES.saleHeld | sale.yes
  if (use === 'ask' && verified && hasOtherYes(person, ready.question, point, around)) yes |= YES.otherMarketingYes
  if (raw.delivery !== null && againstDeliveryWish(raw, channel)) yes |= YES.againstDeliveryWish
  const frequency = frequencyOf(raw, own, around.now)
  if (frequency === 'reached') yes |= YES.frequencyReached

  const state = choiceBit('basis', basis) | choiceBit('standing', said.standing) | choiceBit('renewal', renewalOf(raw, ready.question, ground, own, around.now)) | (ready.pointKind === null ? POINT.notNeeded : point === null ? POINT.none : verified ? POINT.verified : POINT.held)
  return {
    yes, asked: ready.asked,
    state: state | (frequency === 'unknown' || hasUnknown(ready.asked, state) ? MISSING : COMPLETE),
    groundId: ground?.groundId ?? null, saleGroundId: sale?.groundId ?? null, yesSeq: yesSeq || null, noSeq: said.noSeq || null, contactPointId: point?.contactPointId ?? null,
  }
}

/** Whether a yes may be asked to be said anew: near its end, and when nothing has been asked for long. */
function renewalOf({ lastAskedAt }: RawPerson, { renewal }: Question, ground: RawGround | null, own: RawStanding | undefined, now: Moment): Renewal {
  if (renewal !== true) return 'none'
  const until = Math.min(ground?.until ?? Infinity, own?.until ?? Infinity)
  if (until > monthsFrom(now, RENEWAL_MONTHS)) return 'early'
  return lastAskedAt !== null && monthsFrom(lastAskedAt, REST_AFTER_QUESTION_MONTHS) > now ? 'asked' : 'due'
}

const POINT = { notNeeded: choiceBit('contactPoint', 'not-needed'), none: choiceBit('contactPoint', 'none'), held: choiceBit('contactPoint', 'held'), verified: choiceBit('contactPoint', 'verified') }

function reaches(said: string, asked: string): boolean {
  return said === '*' || said === asked
}

function isNo(state: string): boolean {
  return state === 'withdrawn' || state === 'objected'
}

interface Said {
  own: RawStanding | undefined
  /** The entry that says yes, or 0. */
  yesSeq: number
  noSeq: number
  latest: Moment
  standing: 'none' | 'unconfirmed' | 'given' | 'withdrawn' | 'expired'
  yes: number
}

const NOTHING_SAID: Said = { own: undefined, yesSeq: 0, noSeq: 0, latest: 0, standing: 'none', yes: 0 }

/** What the person has said of the purpose and of all marketing; only a later yes lifts a wider no (D9). */
function whatWasSaid({ standings }: ReadyPerson, purpose: string, channel: string): Said {
  if (standings.length === 0) return NOTHING_SAID
  let [own, wideInPurpose, wideInChannel, wide] = [] as (RawStanding | undefined)[]
  for (const each of standings) {
    if (each.purpose === purpose) {
      if (each.channel === channel) own = each
      if (each.channel === '*') wideInPurpose = each
    }
    if (each.purpose === '*') {
      if (each.channel === channel) wideInChannel = each
      if (each.channel === '*') wide = each
    }
  }
  if (!own && !wideInPurpose && !wideInChannel && !wide) return NOTHING_SAID
  const yesSeq = own && (own.state === 'given' || own.state === 'unconfirmed') ? own.seq : 0
  const said: Said = { own, yesSeq, noSeq: 0, latest: 0, standing: 'none', yes: 0 }
  let saidNo = false
  for (const each of [own, wideInPurpose, wideInChannel, wide]) {
    if (!each) continue
    said.latest = Math.max(said.latest, each.since)
    if (!isNo(each.state) || (each !== own && each.seq <= yesSeq)) continue
    said.noSeq = Math.max(said.noSeq, each.seq)
    if (each === own || each === wideInPurpose) {
      saidNo = true
      if (each.state === 'objected') said.yes |= YES.objectedToPurpose
    }
    if (each === wideInChannel || each === wide) said.yes |= each.state === 'objected' ? YES.objectedToDirectMarketing : YES.saidNoToAllMarketing
  }
  said.standing = saidNo ? 'withdrawn' : standingOf(own?.state)
  return said
}

function standingOf(state: string | undefined): Said['standing'] {
  if (state === 'given' || state === 'unconfirmed') return state
  return state === 'expired' || state === 'voided' ? 'expired' : 'none'
}

/** Where an interest of ours would do but none is on record, the person's own yes carries the use. */
function basisFor(person: ReadyPerson, purpose: string, stated: string | null, given: boolean): string {
  if (stated === 'soft-opt-in') return 'consent'
  const restsOnYes = stated === 'legitimate-interest' && given && !person.living.some((each) => each.purpose === purpose && each.basis === 'legitimate-interest')
  return restsOnYes ? 'consent' : (stated ?? 'none')
}

/** The newest living ground of the kind the basis asks for. */
function newestGround(living: readonly RawGround[], purpose: string, basis: string): RawGround | null {
  let best: RawGround | null = null
  for (const each of living) {
    if (each.purpose !== purpose || each.basis !== basis) continue
    if (best === null || each.since > best.since || (each.since === best.since && each.groundId < best.groundId)) best = each
  }
  return best
}

interface FoundSale {
  groundId: RawGround['groundId']
  yes: number
  met: number
  lastSaleAt: Moment
}

/** The sale that meets most of what a soft opt-in asks for (D4). To ask is no message of a purpose, so any sale will do there. */
function bestSale(living: readonly RawGround[], { question }: ReadyQuestion, law: ChannelLaw | undefined, now: Moment): FoundSale | null {
  let best: FoundSale | null = null
  for (const { sale, purpose, groundId } of living) {
    if (sale === null || (purpose !== question.purpose && question.use !== 'ask')) continue
    const aboutThis = question.about != null && sale.productGroups.includes(question.about)
    const months = law?.softOptInMonths ?? null
    const inTime = sale.lastSaleAt !== null && months !== null && sale.lastSaleAt <= now && monthsFrom(sale.lastSaleAt, months) > now
    const found = {
      groundId, lastSaleAt: sale.lastSaleAt ?? -Infinity, met: Number(sale.byUs) + Number(aboutThis) + Number(sale.optOutOffered) + Number(inTime),
      yes: (sale.byUs ? YES.saleByUs : 0) | (aboutThis ? YES.saleIsAboutThis : 0) | (sale.optOutOffered ? YES.optOutOffered : 0) | (inTime ? YES.withinPurchaseTime : 0),
    }
    if (best === null || comesFirst(found, best)) best = found
  }
  return best
}

function comesFirst(one: FoundSale, other: FoundSale): boolean {
  if (one.met !== other.met) return one.met > other.met
  return one.lastSaleAt === other.lastSaleAt ? one.groundId < other.groundId : one.lastSaleAt > other.lastSaleAt
}

/** The contact point that would be used: the one asked for, else the one the yes was given for, else the newest verified, else the newest. */
function pointFor(raw: RawPerson, { question, purpose, pointKind }: ReadyQuestion, own: RawStanding | undefined, yesSeq: number, now: Moment): RawPoint | null {
  const field = CONTACT_FIELDS.get(pointKind!)
  // What is blocked after an unproved no is still where the person is told of it (H3).
  if (field !== undefined && purpose?.kind !== 'legal' && raw.blockedFields.includes(field)) return null
  if (field !== undefined && raw.restrictions.some((each) => each.fieldKey === field && reaches(each.purpose, question.purpose))) return null
  const saidFor = yesSeq > 0 ? (own?.contactPointId ?? null) : null
  let best: RawPoint | null = null
  for (const each of raw.points) {
    if (each.kind !== pointKind || each.since > now || (question.contactPointId != null && each.contactPointId !== question.contactPointId)) continue
    if (best === null || isPreferred(each, best, saidFor)) best = each
  }
  return best
}

function isPreferred(one: RawPoint, other: RawPoint, saidFor: ContactPointId | null): boolean {
  if (saidFor !== null && (one.contactPointId === saidFor) !== (other.contactPointId === saidFor)) return one.contactPointId === saidFor
  if ((one.verifiedAt !== null) !== (other.verifiedAt !== null)) return one.verifiedAt !== null
  return one.since === other.since ? one.contactPointId < other.contactPointId : one.since > other.since
}

/** A living yes to other marketing through the same channel at the same, verified contact point. */
function hasOtherYes({ standings, living }: ReadyPerson, { purpose, channel }: Question, point: RawPoint, { purposes }: Circumstances): boolean {
  return standings.some((each) => each.state === 'given' && each.channel === channel && each.purpose !== purpose && each.contactPointId === point.contactPointId
    && purposes.get(each.purpose)?.kind === 'marketing'
    && living.some((ground) => ground.purpose === each.purpose && ground.basis === 'consent')
    && !standings.some((no) => isNo(no.state) && no.seq > each.seq && reaches(no.purpose, each.purpose) && reaches(no.channel, channel)))
}

/** A wish nobody knows how to keep is unknown, and so no. */
function frequencyOf(raw: RawPerson, own: RawStanding | undefined, now: Moment): 'free' | 'reached' | 'unknown' {
  if (own === undefined || own.frequency === null) return 'free'
  const since = countsSince(own.frequency, now)
  if (since === undefined) return 'unknown'
  return raw.lastSent.some((each) => each.purpose === own.purpose && each.channel === own.channel && each.at > since) ? 'reached' : 'free'
}

/** The person wants paper or digital, and has an address for it. */
function againstDeliveryWish({ delivery, points }: RawPerson, channel: string): boolean {
  if (delivery === 'paper' && (channel === 'email' || channel === 'sms' || channel === 'push')) return points.some((each) => each.kind === 'postal')
  return delivery === 'digital' && channel === 'letter' && points.some((each) => each.kind === 'email')
}

/** The words settled for every person by the question alone: what is always so, and what is never so. */
export function settledBy({ yes, question }: ReadyQuestion): { always: number; never: number } {
  const settled = YES.personKnown | YES.carriesAdvertising | YES.withinServiceMessage | YES.purposeKnown | YES.channelOffered
  const noGroup = question.about == null ? YES.saleIsAboutThis : 0
  return { always: yes & settled, never: (~yes & settled) | YES.personErased | noGroup }
}

const BASIS_BITS = Object.entries(GROUPS.basis.bits) as [Facts['basis'], number][]

/** The basis in the words, for the answer. */
export function basisOf(state: number): Facts['basis'] | null {
  for (const [basis, bit] of BASIS_BITS) if ((state & bit) !== 0) return basis
  return null
}
