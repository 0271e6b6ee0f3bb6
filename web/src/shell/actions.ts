import { Building2, Clock, FileInput, FileUp, FolderLock, Handshake, IdCard, Keyboard, LogOut, Mail, MailQuestionMark, MessagesSquare, Merge, Monitor, Moon, Palette, PenLine, Play, ReceiptText, Repeat, ScanLine, Search, Send, ShieldCheck, Sun, Users, type LucideIcon } from 'lucide-react'
import { links } from '../links.ts'
import type { TextKey } from '../texts.ts'
import type { Permission } from './may.ts'

/** Something that can be done, said once for button, palette, key and help sheet alike. */
export interface Action {
  name: TextKey
  icon: LucideIcon
  part: ActionPart
  /** The key that does it: `r`, or with Ctrl: `Ctrl K`. */
  key?: string
  /** What a colleague must be permitted to do. */
  needs?: Permission
  /** Where it leads, for those that lead somewhere; the others are bound by the page or the frame that can do them. */
  link?: string
}

/** `here`: what can be done on the page one stands on. */
export const ACTION_PARTS = ['here', 'make', 'frame'] as const
export type ActionPart = (typeof ACTION_PARTS)[number]

export const ACTIONS = {
  'person.record': { name: 'record.open', icon: PenLine, part: 'here', key: 'r', needs: 'choices.record' },
  'person.rights': { name: 'rights.open', icon: FolderLock, part: 'here', key: 'e', needs: 'people.read' },
  'person.invoice': { name: 'invoices.open', icon: ReceiptText, part: 'here', key: 'f', needs: 'invoices.write' },
  'person.mail': { name: 'room.write-mail', icon: Mail, part: 'here', key: 'm', needs: 'mails.write' },
  'person.leads': { name: 'room.leads', icon: IdCard, part: 'here', needs: 'leads.read' },
  'person.deals': { name: 'room.deals', icon: Handshake, part: 'here', needs: 'deals.read' },
  'person.tickets': { name: 'room.tickets', icon: MessagesSquare, part: 'here', needs: 'tickets.read' },
  'ticket.reply': { name: 'tickets.reply', icon: PenLine, part: 'here', key: 'r', needs: 'tickets.write' },
  'ticket.solve': { name: 'tickets.solve', icon: ShieldCheck, part: 'here', key: 'e', needs: 'tickets.write' },
  'person.subscriptions': { name: 'subscriptions.open', icon: Repeat, part: 'here', needs: 'invoices.read' },
  'duplicates.different': { name: 'people.duplicate-different', icon: Users, part: 'here', key: 'd', needs: 'people.write' },
  'duplicates.merge': { name: 'people.duplicate-merge', icon: Merge, part: 'here', key: 'm', needs: 'people.write' },
  'duplicates.later': { name: 'people.duplicate-later', icon: Clock, part: 'here', key: 'l', needs: 'people.write' },
  'mailing.rehearse': { name: 'mailing-rehearsal.run', icon: Play, part: 'here', key: 'r', needs: 'mailings.write' },
  'mailing.save': { name: 'mailings.save-first', icon: Send, part: 'here', key: 's', needs: 'mailings.write' },
  'ledger.verify': { name: 'ledger.verify', icon: ShieldCheck, part: 'here', key: 'v', needs: 'ledger.read' },
  'activity.done': { name: 'activities.done', icon: Clock, part: 'here', key: 'd', needs: 'activities.write' },
  'new.task': { name: 'activities.new', icon: Clock, part: 'make', key: 'n', needs: 'activities.write', link: links.newTask },
  'new.import': { name: 'imports.new', icon: FileUp, part: 'make', needs: 'imports.run', link: links.newImport },
  'new.lead': { name: 'room.new-lead', icon: IdCard, part: 'make', needs: 'leads.write', link: links.newLead },
  'new.company': { name: 'room.new-company', icon: Building2, part: 'make', needs: 'companies.write', link: links.newCompany },
  'new.slips': { name: 'slips.scan', icon: ScanLine, part: 'make', needs: 'choices.record', link: links.slips },
  'new.e-invoices': { name: 'invoices.bring-in', icon: FileInput, part: 'make', needs: 'documents.file', link: links.bringIn },
  'new.ask': { name: 'mailings.new-ask', icon: MailQuestionMark, part: 'make', needs: 'mailings.write', link: links.newMailing('ask') },
  'new.mailing': { name: 'mailings.new-mailing', icon: Send, part: 'make', needs: 'mailings.write', link: links.newMailing('mailing') },
  palette: { name: 'keys.palette', icon: Search, part: 'frame', key: 'Ctrl K' },
  sheet: { name: 'shell.keys', icon: Keyboard, part: 'frame', key: '?' },
  'theme.auto': { name: 'palette.theme-auto', icon: Monitor, part: 'frame' },
  'theme.light': { name: 'palette.theme-light', icon: Sun, part: 'frame' },
  'theme.dark': { name: 'palette.theme-dark', icon: Moon, part: 'frame' },
  design: { name: 'design.title', icon: Palette, part: 'frame', link: links.design },
  'sign-out': { name: 'shell.sign-out', icon: LogOut, part: 'frame' },
} as const satisfies Record<string, Action>

export type ActionId = keyof typeof ACTIONS
export const ACTION_IDS = Object.keys(ACTIONS) as ActionId[]
export const actionOf = (id: ActionId): Action => ACTIONS[id]
