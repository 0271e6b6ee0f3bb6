import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { AccessCopy } from './access-copy.ts'
import { FILE_KEYS } from './copy-files.ts'
import { selectGivenFile } from './given.sql.ts'
import { mailText } from './mail-text.ts'
import { dayInWords } from './value-in-words.ts'

/**
 * Reads the mails of a copy as they will stand in its archive, so that a colleague sees each before it is handed over and
 * what is taken out of it is noted (art. 15(4)). The passages of the copy's own cleaner have them from then on.
 */
export async function readMails(tx: Tx, personId: PersonId, copy: Pick<AccessCopy, 'kind' | 'tables' | 'clean' | 'language'>): Promise<void> {
  if (copy.kind !== 'access') return
  for (const [table, at] of [['outbox_mail', 'at'], ['incoming_mail', 'received_at']] as const) {
    for (const mail of copy.tables[table] ?? []) {
      const source = await selectGivenFile(tx, personId, table, FILE_KEYS[table], String(mail[FILE_KEYS[table]]))
      if (!source) continue
      const { body } = await mailText(source, String(mail['kind'] ?? ''))
      copy.clean(`${table}.source`, body, false, `${dayInWords(copy.language, new Date(String(mail[at])))}, ${String(mail['subject'])}`)
    }
  }
}
