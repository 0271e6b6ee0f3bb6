import type { KeyObject } from 'node:crypto'
import { markFreeText, refusedKinds } from '../free-text/free-text.ts'
import { behindPlus } from '../incoming/incoming-address.ts'
import { selectGroundedPurposes } from '../notes/notes.sql.ts'
import { findPeople } from '../people/find-people.ts'
import { selectNames } from '../people/people-list.sql.ts'
import { lockPeople } from '../people/people.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import type { Language } from '../values/text.ts'
import { LETTER_MONTHS, SUBJECT_LENGTH, WORDS_LENGTH, type Letter } from './letter.ts'
import { insertLetter } from './letters.sql.ts'
import { partiesOf } from './mail-parties.ts'

export interface MailToLog {
  sender: string
  recipients: readonly string[]
  subject: string
  words: string
  /** How many files came with it: they are not kept. */
  files: number
  /** Whose address it came to, their own address, and their language. */
  staffId: StaffId
  ownAddress: string | null
  language: Language
  /** The address of the mailbox. */
  base: string
}

/** Purposes it may be kept for, the nearest first. */
const KEPT_FOR = ['contract', 'service', 'prospects', 'membership', 'trial', 'invoicing']

/**
 * Keeps a mail that a colleague sent in copy or on to their address with the one known person whom it went to or came from, or with
 * `personId` where the colleague has said whom. Says `whose` where nobody or more than one is known by its addresses, and
 * `no-ground` where nothing lets us keep it (rule H1) or its use is restricted. What H5 would have out is marked. Nobody is made of a mail.
 */
export async function logMail(tx: Tx, indexKey: KeyObject, mail: MailToLog, personId?: PersonId): Promise<'logged' | 'whose' | 'no-ground'> {
  const own = mail.ownAddress?.toLowerCase()
  const parties = partiesOf(mail, mail.words, (address) => behindPlus(mail.base, address) !== undefined || address.toLowerCase() === own)
  const found = personId ? { personId, direction: parties[0]?.direction ?? 'from' as const } : await findParty(tx, indexKey, parties)
  if (!found || (await lockPeople(tx, [found.personId])).length === 0) return 'whose'
  const grounded = await selectGroundedPurposes(tx, found.personId, KEPT_FOR)
  const purpose = KEPT_FOR.find((one) => grounded.includes(one))
  if (purpose === undefined) return 'no-ground'
  const names = [(await selectNames(tx, [found.personId])).get(found.personId) ?? '']
  const [subject, words] = [mail.subject.slice(0, SUBJECT_LENGTH) || '–', mail.words.slice(0, WORDS_LENGTH)]
  const letter: Letter = {
    ...found, letterId: newId(tx.now), way: 'logged', purpose, subject, words, language: mail.language, about: null, files: mail.files, staffId: mail.staffId, writtenAt: tx.now, until: monthsLater(tx.now, LETTER_MONTHS, RETENTION_ZONE),
    marks: refusedKinds(markFreeText(`${subject}\n${words}`, mail.language, { today: localDateIn(RETENTION_ZONE, tx.now), own: names })),
  }
  await insertLetter(tx, letter)
  return 'logged'
}

/** The one person known by the first addresses by which anybody is known; undefined where several are, or nobody. */
async function findParty(tx: Tx, indexKey: KeyObject, parties: ReturnType<typeof partiesOf>): Promise<{ personId: PersonId; direction: Letter['direction'] } | undefined> {
  for (const { direction, addresses } of parties) {
    const emails = addresses.map(parseEmail).flatMap((one) => (isFault(one) ? [] : [{ kind: 'email' as const, canonical: one.canonical }]))
    const people = new Set((await findPeople(tx, indexKey, emails)).flat())
    const [only, ...others] = people
    if (only !== undefined) return others.length === 0 ? { personId: only, direction } : undefined
  }
  return undefined
}
