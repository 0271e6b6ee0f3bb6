import type { Actor, EntryKind, Evidence, Surface } from '../ledger/entry.ts'
import type { PublishedPurpose } from '../purposes/catalogue.sql.ts'
import type { Wording } from '../purposes/wording.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { effectiveChoice, isNo, type Standing } from './standing.ts'

/** Something a person said, or that happened to what they said, as it is to be recorded. */
export interface Choice {
  personId: PersonId
  kind: EntryKind
  /** Null: all marketing. */
  purpose: string | null
  /** Null: all channels. */
  channel: string | null
  contactPointId: ContactPointId | null
  frequency: string | null
  surface: Surface
  language: Language | null
  actor: Actor
  /** The exact words the person answered to. */
  wording: Wording | null
  evidence: Evidence
}

export interface Refusal {
  rule: string
  text: string
  field?: string
}

/** Kinds that say no, or ask for less: they can always be recorded (rule L2). */
export const NO_KINDS: readonly EntryKind[] = ['withdrawn', 'objected', 'restricted', 'stop-asking']

/** What staff must show to record somebody else's yes (rule D9). */
export const STAFF_EVIDENCE = ['slip', 'call-note', 'letter', 'counter'] as const

/** Why this act cannot be recorded, or undefined when it can. `personKnown`: the person is in the register. */
export function refuseChoice(
  choice: Choice, standing: Standing, personKnown: boolean, purpose: PublishedPurpose | undefined, retired: readonly string[] = [],
): Refusal | undefined {
  // A no to a purpose that was retired still counts; a no to a word that never was one would protect nobody.
  if (choice.purpose !== null && !purpose && !retired.includes(choice.purpose)) return { rule: 'D1', text: 'consent.refused.purpose-unknown', field: 'purpose' }
  if (NO_KINDS.includes(choice.kind)) return undefined
  if (!personKnown) return { rule: 'L2', text: 'consent.refused.person-unknown' }
  if (choice.kind === 'confirmed' && choice.actor.kind !== 'person' && choice.actor.kind !== 'guardian') {
    return { rule: 'L3', text: 'consent.refused.confirm-by-person' }
  }
  // "You may ask me again" lifts a no as well: the one to being asked.
  // A restriction ends when its case does, after the person was told (art. 18(3)): somebody decides that, no system.
  if (choice.kind === 'unrestricted' && choice.actor.kind === 'system') return { rule: 'D2', text: 'consent.refused.restriction-by-system' }
  if (choice.kind === 'asking-allowed') return refuseLifting(choice, standing.stopAskingSince !== null)
  return choice.kind === 'given' ? refuseYes(choice, standing, purpose) : undefined
}

function refuseYes(choice: Choice, standing: Standing, purpose: PublishedPurpose | undefined): Refusal | undefined {
  if (!choice.purpose || !purpose) return { rule: 'D1', text: 'consent.refused.purpose-unknown', field: 'purpose' }
  if (!choice.channel || !(purpose.channels as string[]).includes(choice.channel)) return { rule: 'D1', text: 'consent.refused.channel-not-offered', field: 'channel' }
  if (NEEDS_POINT.includes(choice.channel) && !choice.contactPointId) return { rule: 'L3', text: 'consent.refused.no-contact-point', field: 'contactPointId' }
  const before = effectiveChoice(standing, choice.purpose, choice.channel, purpose.kind === 'marketing')
  return refuseLifting(choice, before !== undefined && isNo(before.state))
}

function refuseLifting(choice: Choice, saysNo: boolean): Refusal | undefined {
  // The person themself, or who speaks for them, may always change their mind; a file or a system never may.
  if (saysNo && (choice.surface === 'import' || choice.actor.kind === 'system')) return { rule: 'D9', text: 'consent.refused.no-stands' }
  if (choice.actor.kind === 'staff' && choice.surface !== 'import' && !hasStaffEvidence(choice.evidence)) {
    return { rule: 'D9', text: 'consent.refused.evidence-missing', field: 'evidence' }
  }
  return undefined
}

/** Channels that reach the person at an address of theirs. */
export const NEEDS_POINT: readonly string[] = ['email', 'sms', 'phone', 'letter']

function hasStaffEvidence(evidence: Evidence): boolean {
  return (STAFF_EVIDENCE as readonly unknown[]).includes(evidence['kind']) && typeof evidence['text'] === 'string' && evidence['text'].trim() !== ''
}
