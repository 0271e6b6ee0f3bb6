import { FileUp, House, Inbox, MailQuestionMark, ScrollText, Target, Users, type LucideIcon } from 'lucide-react'
import { links } from '../links.ts'
import type { TextKey } from '../texts.ts'

export interface Room {
  key: string
  name: TextKey
  /** Where there is little room. */
  short?: TextKey
  link: string
  icon: LucideIcon
  /** `g` and then this letter leads here. */
  letter: string
}

/** The rooms of the workspace, in the order of the navigation. */
export const ROOMS: readonly Room[] = [
  { key: 'overview', name: 'room.overview', link: links.home, icon: House, letter: 'h' },
  { key: 'people', name: 'room.people', link: links.people(), icon: Users, letter: 'p' },
  { key: 'imports', name: 'room.imports', link: links.imports, icon: FileUp, letter: 'i' },
  { key: 'mailings', name: 'room.mailings', short: 'room.mailings-short', link: links.mailings, icon: MailQuestionMark, letter: 'm' },
  { key: 'outbox', name: 'room.outbox', link: links.outbox, icon: Inbox, letter: 'o' },
  { key: 'purposes', name: 'room.purposes', link: links.purposes, icon: Target, letter: 'u' },
  { key: 'ledger', name: 'room.ledger', link: links.ledger, icon: ScrollText, letter: 'l' },
]

/** The room that an address lies in. */
export function roomOf(path: string): Room | undefined {
  return ROOMS.find((room) => (room.link === '/' ? path === '/' : path === room.link || path.startsWith(`${room.link}/`)))
}

const IN_BOTTOM_BAR = ['overview', 'people', 'mailings', 'imports']

/** The rooms that a narrow screen has under the thumb; the others stand behind one more press. */
export function isInBottomBar(room: Room): boolean {
  return IN_BOTTOM_BAR.includes(room.key)
}
