import { BookText, Building2, Cable, ChartColumn, Eye, FileUp, Handshake, Hourglass, House, IdCard, Inbox, KeyRound, ListChecks, MailQuestionMark, MessagesSquare, ReceiptText, Scale, ScrollText, ShieldCheck, Target, UserCog, Users, UsersRound, type LucideIcon } from 'lucide-react'
import { links } from '../links.ts'
import type { TextKey } from '../texts.ts'
import type { Permission } from './may.ts'

export interface Room {
  key: string
  name: TextKey
  /** Where there is little room. */
  short?: TextKey
  link: string
  icon: LucideIcon
  /** `g` and then this letter leads here. */
  letter: string
  /** What it belongs to: the daily work, or the rules that the work rests on, or the house itself. */
  part: RoomPart
  /** Without it there is nothing to see there. */
  needs?: Permission
}

export const ROOM_PARTS = ['work', 'rules', 'house'] as const
export type RoomPart = (typeof ROOM_PARTS)[number]

/** The rooms of the workspace, in the order of the navigation. */
export const ROOMS: readonly Room[] = [
  { key: 'overview', name: 'room.overview', link: links.home, icon: House, letter: 'h', part: 'work', needs: 'overview.read' },
  { key: 'people', name: 'room.people', link: links.people(), icon: Users, letter: 'p', part: 'work', needs: 'people.read' },
  { key: 'companies', name: 'room.companies', link: links.companies, icon: Building2, letter: 'b', part: 'work', needs: 'companies.read' },
  { key: 'insight', name: 'room.insight', link: links.insight, icon: ChartColumn, letter: 'y', part: 'work', needs: 'overview.read' },
  { key: 'requests', name: 'room.requests', link: links.requests, icon: Scale, letter: 'q', part: 'work', needs: 'requests.handle' },
  { key: 'activities', name: 'room.activities', link: links.activities, icon: ListChecks, letter: 's', part: 'work', needs: 'activities.read' },
  { key: 'leads', name: 'room.leads', link: links.leads, icon: IdCard, letter: 'z', part: 'work', needs: 'leads.read' },
  { key: 'deals', name: 'room.deals', link: links.deals, icon: Handshake, letter: 'v', part: 'work', needs: 'deals.read' },
  { key: 'tickets', name: 'room.tickets', link: links.tickets, icon: MessagesSquare, letter: 'e', part: 'work', needs: 'tickets.read' },
  { key: 'invoices', name: 'room.invoices', link: links.invoices, icon: ReceiptText, letter: 'f', part: 'work', needs: 'invoices.read' },
  { key: 'imports', name: 'room.imports', link: links.imports, icon: FileUp, letter: 'i', part: 'work', needs: 'imports.run' },
  { key: 'mailings', name: 'room.mailings', short: 'room.mailings-short', link: links.mailings, icon: MailQuestionMark, letter: 'm', part: 'work', needs: 'mailings.write' },
  { key: 'outbox', name: 'room.outbox', link: links.outbox, icon: Inbox, letter: 'o', part: 'work', needs: 'outbox.read' },
  { key: 'jobs', name: 'jobs.title', link: links.jobs, icon: ListChecks, letter: 'j', part: 'work' },
  { key: 'purposes', name: 'room.purposes', link: links.purposes, icon: Target, letter: 'u', part: 'rules', needs: 'catalogue.read' },
  { key: 'retention', name: 'room.retention', link: links.retention, icon: Hourglass, letter: 't', part: 'rules', needs: 'catalogue.read' },
  { key: 'record', name: 'room.record', link: links.record, icon: BookText, letter: 'd', part: 'rules', needs: 'record.read' },
  { key: 'ledger', name: 'room.ledger', link: links.ledger, icon: ScrollText, letter: 'l', part: 'rules', needs: 'ledger.read' },
  { key: 'looks', name: 'looks.title', link: links.looks(), icon: Eye, letter: 'w', part: 'rules', needs: 'looks.read' },
  { key: 'colleagues', name: 'colleagues.title', link: links.colleagues, icon: UserCog, letter: 'c', part: 'house', needs: 'staff.manage' },
  { key: 'roles', name: 'roles.title', link: links.roles, icon: ShieldCheck, letter: 'r', part: 'house', needs: 'staff.manage' },
  { key: 'approvals', name: 'approvals.title', link: links.approvals, icon: UsersRound, letter: 'a', part: 'house' },
  { key: 'connections', name: 'room.connections', link: links.connections, icon: Cable, letter: 'n', part: 'house', needs: 'catalogue.read' },
  { key: 'keys', name: 'api-keys.title', link: links.keys, icon: KeyRound, letter: 'k', part: 'house', needs: 'keys.manage' },
]

/** The room that an address lies in. */
export function roomOf(path: string): Room | undefined {
  return ROOMS.find((room) => (room.link === '/' ? path === '/' : path === room.link || path.startsWith(`${room.link}/`)))
}

const IN_BOTTOM_BAR = ['overview', 'people', 'mailings']

/** The rooms that a narrow screen has under the thumb, beside the search; the others stand behind one more press. */
export function isInBottomBar(room: Room): boolean {
  return IN_BOTTOM_BAR.includes(room.key)
}
