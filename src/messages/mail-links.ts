import type { KeyObject } from 'node:crypto'
import { LINK_MONTHS, type LinkKind, type NewLink } from '../access/link.ts'
import type { Channel } from '../law/channel.ts'
import type { LedgerEntry } from '../ledger/entry.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import { questionWording } from '../purposes/wording.ts'
import { monthsLater } from '../values/moment.ts'
import { linkToken } from './mail-secret.ts'
import type { Mailing } from './mailing.ts'
import type { Message } from './message-state.ts'

const ZONE = 'Europe/Stockholm'
/** A `stop` link is one per copy, whatever the copy is about. */
export const STOP = ''
/** A quote's mail has one too: what it leads to is known by the mail. */
export const QUOTE = ''

/** The links that stand in a message. `entries` are those a confirmation or receipt is about. */
export function linksOf(
  message: Message, mailing: Pick<Mailing, 'purposes'> | undefined, entries: readonly LedgerEntry[], catalogue: Catalogue, key: KeyObject, now: Date,
): NewLink[] {
  const ends = monthsLater(now, LINK_MONTHS, ZONE)
  const link = (kind: LinkKind, about: string | number, more: Partial<NewLink>): NewLink => ({
    kind, personId: message.personId, purposes: [], channel: 'email', contactPointId: message.contactPointId, mailingId: message.mailingId, entrySeq: null,
    wordingId: null, language: message.language, createdAt: now, expiresAt: ends, usedAt: null,
    token: linkToken(key, message.mailingId, message.personId, kind, about), ...more,
  })
  // The power to say no does not end while the address is held.
  const stop = (purposes: readonly string[]) => link('stop', STOP, { purposes, expiresAt: null })
  switch (message.kind) {
    case 'mailing': return [stop(mailing!.purposes)]
    case 'individual': return mailing && mailing.purposes.length > 0 ? [stop(mailing.purposes)] : []
    case 'ask': return [stop(mailing!.purposes), ...askedPurposes(mailing!, catalogue).map((purpose) =>
      link('ask', purpose.key, { purposes: [purpose.key], wordingId: questionWording(purpose, message.language).wordingId }))]
    case 'confirm': return entries.length === 0 ? [] : [link('confirm', entries[0]!.seq, { purposes: namesOf(entries), entrySeq: entries[0]!.seq })]
    case 'receipt': return entries.filter(isYes).map((entry) =>
      link('revoke', entry.seq, { purposes: namesOf([entry]), channel: (entry.channel ?? 'none') as Channel, entrySeq: entry.seq }))
    case 'quote': return [link('quote', QUOTE, {})]
    // A yes is taken once; the power to say no does not end.
    case 'lead': return [link('lead', STOP, { purposes: [FOLLOW_UP], expiresAt: null })]
    default: return []
  }
}

/** Purposes a mailing asks for, as they stand in the catalogue. */
export function askedPurposes(mailing: Pick<Mailing, 'purposes'>, catalogue: Catalogue): Catalogue['purposes'] {
  return catalogue.purposes.filter((purpose) => mailing.purposes.includes(purpose.key))
}

/** Whether a message for this purpose has a link that says no: marketing has (art. 21(4)); what belongs to an agreement has nothing to say no to (rule D3). */
export function saysNo(purpose: string, { purposes }: Catalogue): boolean {
  return purposes.some(({ key, kind }) => key === purpose && kind === 'marketing')
}

/** Entries whose receipt offers "that wasn't me". */
export function isYes(entry: Pick<LedgerEntry, 'kind'>): boolean {
  return entry.kind === 'given' || entry.kind === 'confirmed'
}

function namesOf(entries: readonly LedgerEntry[]): string[] {
  return [...new Set(entries.flatMap((entry) => entry.purpose ?? []))]
}
