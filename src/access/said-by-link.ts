import type { Choice } from '../consent/choice.ts'
import { kindOfNo } from '../consent/kind-of-no.ts'
import type { Channel } from '../law/channel.ts'
import type { Surface } from '../ledger/entry.ts'
import type { Purpose } from '../purposes/purpose.ts'
import type { Wording } from '../purposes/wording.ts'
import type { Language } from '../values/text.ts'
import { INVOICE_LINKS, type Link } from './link.ts'

/** A no as it is said on the page behind a link. Null is all marketing, and all channels. */
export interface NoByLink {
  purpose: Pick<Purpose, 'key' | 'bases'> | null
  channel: Channel | null
}

/** Which words the person pressed, in which language. */
export interface Pressed {
  language: Language
  wording: Wording
}

function surfaceOf({ kind, surface }: Link): Surface {
  return surface ?? (INVOICE_LINKS.includes(kind) ? 'invoice' : kind === 'letter' ? 'letter' : 'mail')
}

/** What goes with everything that is said through a bare link: nobody proved to be the person, so it can only say no (rule H3). */
function throughLink(link: Link, pressed: Pressed) {
  return {
    personId: link.personId, contactPointId: null, frequency: null, surface: surfaceOf(link), language: pressed.language,
    actor: { kind: 'person' as const, id: link.personId }, wording: pressed.wording,
    evidence: { kind: 'link', link: link.kind, unproved: true, mailing: link.mailingId, ...(link.kind === 'revoke' ? { notMe: link.entrySeq } : {}) },
  }
}

export function noByLink(link: Link, no: NoByLink, pressed: Pressed): Choice {
  return { ...throughLink(link, pressed), kind: kindOfNo(no.purpose, no.channel), purpose: no.purpose?.key ?? null, channel: no.channel }
}

export function stopAskingByLink(link: Link, pressed: Pressed): Choice {
  return { ...throughLink(link, pressed), kind: 'stop-asking', purpose: null, channel: null }
}

/** The yes that a single-use link proves: to what was asked, at the address that was asked (rule L3). */
export function yesByLink(link: Link, purpose: string, frequency: string | null, pressed: Pressed): Choice {
  return {
    ...throughLink(link, pressed), kind: 'given', purpose, channel: link.channel, contactPointId: link.contactPointId, frequency,
    evidence: { kind: 'link', link: link.kind, mailing: link.mailingId },
  }
}
