import type { MailWay } from '../incoming/incoming-mail.ts'
import { readHead } from '../incoming/mail-head.ts'
import { takeMail, type Taken } from '../incoming/take-mail.ts'
import { Problem } from '../plumbing/errors.ts'
import type { House } from './house.ts'

/** A mail that came by one of the ways; `to` is whom the mail server says it is for, none: what stands in its head. */
export interface CameIn { way: MailWay; source: Buffer; size?: number; to?: readonly string[] }

/** Takes a mail in. Throws a Problem (conflict) where the settings name no address to take any in at. */
export async function takeInMail({ database, keeper, settings }: Pick<House, 'database' | 'keeper' | 'settings'>, { way, source, size = source.length, to = [] }: CameIn): Promise<Taken[]> {
  const base = settings.mailInAddress
  if (base === undefined) throw new Problem('conflict', { text: 'incoming.no-address' })
  const head = await readHead(source)
  return database.write((tx) => takeMail(tx, keeper.keys, { way, source, size, head, to }, base))
}
