import type { Choice } from '../consent/choice.ts'
import { kindOfNo } from '../consent/kind-of-no.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor, Surface } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectCatalogue, type PublishedPurpose } from '../purposes/catalogue.sql.ts'
import { isEnough } from './identity-proof.ts'
import { noteStep } from './note-step.ts'
import type { ReceivedHow, RequestActor, RightsRequest, StepKind } from './request.ts'
import { tellRecipients } from './tell-recipients.ts'

/** Where the person said it. */
export const SURFACE: Readonly<Record<ReceivedHow, Surface>> = { page: 'web', phone: 'phone', letter: 'letter', counter: 'counter', mail: 'mail', api: 'api' }

type Act = Pick<Choice, 'kind' | 'purpose'> & { field?: string }

/**
 * What a request does by itself once it is known well enough who asks: consent ends (art. 7(3)), direct marketing stops
 * (art. 21(3)), and what is contested or objected to is restricted until it is assessed (art. 18(1)). True when that was
 * all there was to do. Throws `invalid` for a purpose that never was one.
 */
export async function actAtOnce(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, request: RightsRequest, by: RequestActor): Promise<boolean> {
  const { purposes } = await selectCatalogue(tx)
  const acts = actsOf(request, purposes)
  if (acts.length === 0) return false
  const { outcomes } = await recordChoices(tx, keeper, acts.map((act) => choiceOf(request, act, by)))
  for (const one of outcomes) if ('refusal' in one) throw new Problem('invalid', { rule: one.refusal.rule, text: one.refusal.text, field: 'wish.purposes' })
  for (const [kind, some] of Map.groupBy(acts, (act) => STEP[act.kind]!)) {
    await noteStep(tx, { ...request, kind, by, detail: { what: some.map(({ purpose, field }) => ({ purpose: purpose ?? '*', field: field ?? '*' })) } })
  }
  const restricted = acts.filter((act) => act.kind === 'restricted')
  if (restricted.length > 0) await tellRecipients(tx, keeper.keys.tokens, { ...request, about: 'restriction', purposes: scopeOf(restricted), fields: restricted.flatMap((act) => act.field ?? []), by })
  return restricted.length === 0
}

/** The purposes that acts are about; none where one of them is about all. */
function scopeOf(acts: readonly Act[]): string[] {
  return acts.some((act) => act.purpose === null) ? [] : [...new Set(acts.map((act) => act.purpose!))]
}

const STEP: Partial<Record<Act['kind'], StepKind>> = { withdrawn: 'withdrawn-consent', objected: 'objected', restricted: 'restricted' }

function actsOf({ kind, wish }: RightsRequest, purposes: readonly PublishedPurpose[]): Act[] {
  const named = (wish.purposes ?? []).map((key) => purposes.find((one) => one.key === key) ?? key)
  if (kind === 'withdrawal') {
    // Of nothing in particular: of everything that rests on a yes, and of all marketing (rule D10).
    const all = purposes.filter((one) => one.kind !== 'marketing' && one.bases.some((line) => line.basis === 'consent'))
    return named.length > 0 ? named.map(noTo) : [{ kind: 'objected', purpose: null }, ...all.map(noTo)]
  }
  if (kind === 'objection') {
    return [...(wish.marketing ? [{ kind: 'objected' as const, purpose: null }] : []), ...named.map((one): Act => typeof one !== 'string' && one.kind === 'marketing'
      ? { kind: 'objected', purpose: one.key }
      : { kind: 'restricted', purpose: keyOf(one) })]
  }
  if (kind !== 'restriction') return []
  const fields = wish.fields?.length ? wish.fields : [undefined]
  return (named.length > 0 ? named.map(keyOf) : [null]).flatMap((purpose) => fields.map((field): Act => ({ kind: 'restricted', purpose, ...(field === undefined ? {} : { field }) })))
}

const keyOf = (one: PublishedPurpose | string): string => (typeof one === 'string' ? one : one.key)
const noTo = (one: PublishedPurpose | string): Act => ({ kind: typeof one === 'string' ? 'withdrawn' : kindOfNo(one, null), purpose: keyOf(one) })

function choiceOf({ personId, requestId, receivedHow, language, proofGiven }: RightsRequest, { kind, purpose, field }: Act, by: RequestActor): Choice {
  return {
    personId, kind, purpose, channel: null, contactPointId: null, frequency: null, surface: SURFACE[receivedHow], language, wording: null, actor: ledgerActor(by),
    // A no that nobody proved stops use and destroys nothing (rule H3).
    evidence: { kind: 'request', request: requestId, ...(field === undefined ? {} : { field }), ...(isEnough(proofGiven, 'mailbox') ? {} : { unproved: true }) },
  }
}

/** As the ledger knows who acts: a system by its key is a system. */
function ledgerActor({ kind, id }: RequestActor): Actor {
  return { kind: kind === 'key' ? 'system' : kind, id }
}
