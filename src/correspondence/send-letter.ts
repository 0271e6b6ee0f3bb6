import { TAKE_BACK_SECONDS } from '../messages/individual.ts'
import { insertMessages } from '../messages/messages.sql.ts'
import { watchText } from '../notes/watch-text.ts'
import { lockPeople } from '../people/people.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { newId, type MailingId, type PersonId, type StaffId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import type { Language } from '../values/text.ts'
import { writtenLanguage } from '../values/written-language.ts'
import { findLetterPurposes } from './find-letter-purposes.ts'
import { LETTER_MONTHS, type Letter } from './letter.ts'
import { insertLetter } from './letters.sql.ts'

export interface NewLetter {
  personId: PersonId
  purpose: string
  subject: string
  words: string
  /** Of the writer. */
  language: Language
  staffId: StaffId
  reason: string | undefined
}

/**
 * Puts a mail from a colleague to one person in the queue, where it waits some seconds for second thoughts; the gate is asked
 * now and again when it goes. Throws `refused` with the rule of the gate or of rule H5, `not-found` for nobody.
 */
export async function sendLetter(tx: Tx, { reason, ...wish }: NewLetter): Promise<Letter> {
  const { personId, purpose, staffId } = wish
  if ((await lockPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const [found] = await findLetterPurposes(tx, personId, [purpose])
  const { decision, about } = found!
  if (!decision.allowed) throw new Problem('refused', { text: decision.text, parameters: decision.parameters, rule: decision.rule, field: 'purpose' })
  const letterId = newId<MailingId>(tx.now)
  await watchText(tx, { personId, text: `${wish.subject}\n${wish.words}`, language: wish.language, reason, by: { kind: 'staff', id: staffId }, place: 'mail', itemId: letterId, field: 'words' })
  const letter: Letter = { ...wish, letterId, about, direction: 'to', way: 'sent', marks: [], files: 0, writtenAt: tx.now, until: monthsLater(tx.now, LETTER_MONTHS, RETENTION_ZONE) }
  await insertLetter(tx, letter)
  await insertMessages(tx, [{
    personId, mailingId: letterId, kind: 'individual', state: 'waiting', rule: null, contactPointId: decision.contactPointId, language: await readLanguage(tx, personId), entrySeqs: [], requestId: null,
    notBefore: new Date(tx.now.getTime() + TAKE_BACK_SECONDS * 1000),
  }])
  return letter
}

/** What stands around the colleague's words is in the person's language. */
async function readLanguage(tx: Tx, personId: PersonId): Promise<Language> {
  const own = (await selectValues(tx, [personId])).find(({ fieldKey }) => fieldKey === 'language')?.value
  return writtenLanguage(own, (await selectInstallation(tx))?.controller.country ?? 'SE')
}
