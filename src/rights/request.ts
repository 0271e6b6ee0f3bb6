import type { Deadline } from '../law/deadline.ts'
import type { Actor } from '../ledger/entry.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import type { ProofLevel } from './identity-proof.ts'

/** What a person may ask, with the article that says so. */
export const REQUEST_KINDS = [
  'access', 'rectification', 'erasure', 'restriction', 'portability', 'objection', 'automated-decision', 'complaint', 'withdrawal',
] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const ARTICLE: Readonly<Record<RequestKind, string>> = {
  access: '15', rectification: '16', erasure: '17', restriction: '18', portability: '20', objection: '21', 'automated-decision': '22', complaint: '77', withdrawal: '7(3)',
}

/** By which way it came. */
export const RECEIVED_HOW = ['page', 'phone', 'letter', 'counter', 'mail', 'api'] as const
export type ReceivedHow = (typeof RECEIVED_HOW)[number]

export const REQUEST_STATES = ['open', 'waiting-for-proof', 'answered', 'refused', 'withdrawn'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** How it ended. `withdrawn`: the person took it back. */
export const OUTCOMES = ['granted', 'partly', 'nothing-held', 'refused', 'withdrawn'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What can happen to a request; each is a row of `request_step`. */
export const STEP_KINDS = [
  'received', 'proof-asked', 'proof-given', 'doubted', 'paused', 'resumed', 'extended', 'told', 'noted', 'document-added', 'assessed',
  'corrected', 'restricted', 'lifted', 'objected', 'withdrawn-consent', 'recipient-told', 'recipient-answered', 'file-made', 'rehearsed',
  'approval-asked', 'approval-given', 'approval-refused', 'erased', 'reminded', 'answered', 'refused', 'taken-back', 'searched', 'linked',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** Who acted: as in the ledger, or another system by its key. */
export type RequestActor = { kind: Actor['kind'] | 'key'; id: string | null }

export interface Wish {
  /** Keys of purposes: what an objection, a withdrawal or a restriction is about. */
  purposes?: readonly string[] | undefined
  /** The objection is to direct marketing (art. 21(2)). */
  marketing?: boolean | undefined
  /** Keys of fields: what a restriction or an erasure is about; all when left out. */
  fields?: readonly string[] | undefined
  /** What a rectification shall be: a new value, or null to remove it. */
  values?: Readonly<Record<string, string | number | boolean | readonly string[] | null>> | undefined
  /** The person's own words. */
  words?: string | undefined
  /** Which of the grounds of art. 18(1) a restriction rests on. */
  ground?: RestrictionGround | undefined
}

/** GDPR art. 18(1)(a)–(d). */
export const RESTRICTION_GROUNDS = ['accuracy-contested', 'unlawful', 'needed-for-claims', 'objection-pending'] as const
export type RestrictionGround = (typeof RESTRICTION_GROUNDS)[number]

export interface RightsRequest extends Pick<Deadline, 'dueOn' | 'latestOn'> {
  personId: PersonId
  requestId: string
  /** Of somebody who is in no register: held for this request alone until it is known who they are. */
  stranger: boolean
  kind: RequestKind
  receivedAt: Date
  receivedHow: ReceivedHow
  recordedAt: Date
  recordedBy: RequestActor
  language: Language
  wish: Wish
  /** The controller's, ISO 3166 alpha-2. */
  country: string
  extendedAt: Date | null
  extendedReason: string | null
  proofNeeded: ProofLevel
  proofGiven: ProofLevel | null
  proofGivenAt: Date | null
  doubts: readonly string[]
  state: RequestState
  answeredAt: Date | null
  outcome: Outcome | null
  refusalReason: RefusalReason | null
  answer: string | null
  remindOn: string | null
}

export interface RequestStep {
  stepId: string
  at: Date
  kind: StepKind
  actor: RequestActor
  detail: Readonly<Record<string, unknown>>
  words: string | null
}

interface Reason {
  article: string
  /** The kinds of requests it can refuse. */
  for: readonly RequestKind[]
}

const ASKED_OF_IDENTITY: readonly RequestKind[] = ['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection']
const CHARGEABLE: readonly RequestKind[] = [...ASKED_OF_IDENTITY, 'automated-decision', 'complaint']

/** The only reasons for which a request may be refused, each with its article. Consent can always be withdrawn (art. 7(3)). */
export const REFUSAL_REASONS = {
  'not-identified': { article: '12(2)', for: ASKED_OF_IDENTITY },
  'manifestly-unfounded': { article: '12(5)', for: CHARGEABLE },
  excessive: { article: '12(5)', for: CHARGEABLE },
  'rights-of-others': { article: '15(4), 20(4)', for: ['access', 'portability'] },
  'data-accurate': { article: '16', for: ['rectification'] },
  'no-ground-to-erase': { article: '17(1)', for: ['erasure'] },
  expression: { article: '17(3)(a)', for: ['erasure'] },
  'legal-obligation': { article: '17(3)(b)', for: ['erasure'] },
  'public-health': { article: '17(3)(c)', for: ['erasure'] },
  archiving: { article: '17(3)(d)', for: ['erasure'] },
  'legal-claims': { article: '17(3)(e)', for: ['erasure'] },
  'no-ground-to-restrict': { article: '18(1)', for: ['restriction'] },
  'not-portable': { article: '20(1)', for: ['portability'] },
  'compelling-grounds': { article: '21(1)', for: ['objection'] },
  'claims-against-objection': { article: '21(1)', for: ['objection'] },
  'not-solely-automated': { article: '22(1)', for: ['automated-decision'] },
  'decision-permitted': { article: '22(2)', for: ['automated-decision'] },
} as const satisfies Record<string, Reason>
export type RefusalReason = keyof typeof REFUSAL_REASONS

/** The reasons for which this request may be refused; none for a withdrawal, nor for an objection to direct marketing (art. 21(3)). */
export function refusalReasons(request: Pick<RightsRequest, 'kind' | 'wish'>): RefusalReason[] {
  if (request.kind === 'objection' && request.wish.marketing) return []
  return (Object.entries(REFUSAL_REASONS) as [RefusalReason, Reason][]).filter(([, reason]) => reason.for.includes(request.kind)).map(([key]) => key)
}

/** Why the time may be extended (art. 12(3)). */
export const EXTENSION_REASONS = ['complex', 'many-requests'] as const
export type ExtensionReason = (typeof EXTENSION_REASONS)[number]

/** Requests that a human being weighs: an objection to an interest of ours, a decision by machine, a complaint. */
export const ASSESSED: readonly RequestKind[] = ['objection', 'automated-decision', 'complaint', 'restriction']

/** An objection to an interest of ours rests the use until somebody has weighed it and written down why (art. 21(1)). */
export function isUnweighed(request: Pick<RightsRequest, 'kind'>, steps: readonly Pick<RequestStep, 'kind'>[]): boolean {
  return request.kind === 'objection' && steps.some((step) => step.kind === 'restricted') && !steps.some((step) => step.kind === 'assessed')
}

/** Whether the whole register has been searched for somebody who is in none, since they showed who they are. */
export function isSearched(steps: readonly Pick<RequestStep, 'kind'>[]): boolean {
  return steps.findLastIndex((step) => step.kind === 'searched') > steps.findLastIndex((step) => step.kind === 'proof-given')
}

export function isOpen(request: Pick<RightsRequest, 'state'>): boolean {
  return request.state === 'open' || request.state === 'waiting-for-proof'
}

/** The day that counts: strict, whatever pauses there were. */
export function strictDay(request: Pick<RightsRequest, 'dueOn' | 'latestOn' | 'extendedAt'>): string {
  return request.extendedAt ? request.latestOn : request.dueOn
}
