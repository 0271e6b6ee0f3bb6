import { Building2, FileText, Handshake, Inbox, ReceiptText, Scale, Send, StickyNote, Target, UserRound, type LucideIcon } from 'lucide-react'
import type { FoundThing, SearchAnswer } from '@api/search-resource.ts'
import { links } from '../links.ts'
import type { TextKey } from '../texts.ts'

export type FoundKind = SearchAnswer['groups'][number]['kind']

interface Look {
  name: TextKey
  icon: LucideIcon
  link: (one: FoundThing) => string
}

/** How each kind of thing that is found looks, and where it leads. A room joins with a line here and one in src/search/search-everything.ts. */
export const FOUND_KINDS: Record<FoundKind, Look> = {
  person: { name: 'room.people', icon: UserRound, link: ({ id }) => links.person(id) },
  company: { name: 'room.companies', icon: Building2, link: ({ id }) => links.company(id) },
  invoice: { name: 'room.invoices', icon: ReceiptText, link: ({ id, person }) => links.invoice(person!.id, id) },
  quote: { name: 'search.quotes', icon: FileText, link: ({ id, person }) => links.quote(person!.id, id) },
  deal: { name: 'room.deals', icon: Handshake, link: ({ id, person }) => links.deal(person!.id, id) },
  ticket: { name: 'room.tickets', icon: Inbox, link: ({ id, person }) => links.ticket(person?.id ?? id, id) },
  request: { name: 'room.requests', icon: Scale, link: ({ id, person }) => links.request(person!.id, id) },
  note: { name: 'search.notes', icon: StickyNote, link: ({ person }) => links.person(person!.id) },
  mailing: { name: 'room.mailings', icon: Send, link: ({ id }) => links.mailing(id) },
  purpose: { name: 'room.purposes', icon: Target, link: ({ id }) => links.purpose(id) },
}
