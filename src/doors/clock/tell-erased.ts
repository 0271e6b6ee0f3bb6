import { endLetter } from '../../erasure/end-letter.ts'
import { erasureToken } from '../../erasure/erasure-token.ts'
import { lockDueLetter } from '../../erasure/letters.sql.ts'
import { composeErased } from '../../messages/erased-mail.ts'
import type { Transport } from '../../messages/deliver.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import type { House } from '../house.ts'

/**
 * Mails somebody who was forgotten where their certificate is, and deletes the address; true when there may be more. Where
 * no mail server is set nothing is sent: the outbox keeps mails, and this address may not be kept.
 */
export async function tellErased({ database, keeper, publicUrl }: Pick<House, 'database' | 'keeper' | 'publicUrl'>, transport: Transport): Promise<boolean> {
  return database.writeOnce(async (tx) => {
    const letter = await lockDueLetter(tx)
    const installation = await selectInstallation(tx)
    if (!letter || !installation) return false
    const to = parseEmail(letter.recipient)
    if (!transport.post || isFault(to)) {
      await endLetter(tx, letter, 'no-server')
      return true
    }
    const company = { controller: installation.controller, demo: installation.demo, from: transport.from, publicUrl }
    // The same letter has the same id, so that a mailbox that got it twice shows it once.
    const mail = {
      ...composeErased(letter.language, company, erasureToken(keeper.keys.tokens, letter.erasureId)), from: transport.from, to,
      messageId: `<${letter.erasureId}@${transport.from.address.split('@')[1]}>`, date: tx.now,
    }
    await endLetter(tx, letter, await transport.post(mail, await transport.source(mail)))
    return true
  })
}
