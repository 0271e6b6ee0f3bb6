import { markFreeText, refusedKinds } from '../free-text/free-text.ts'
import { TEXT_RULES } from '../free-text/text-kind.ts'
import { selectNames } from '../people/people-list.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import type { TextOverride } from './note.ts'
import { insertOverride, selectOverridden } from './notes.sql.ts'

export interface WatchedText extends Pick<TextOverride, 'place' | 'itemId' | 'by'> {
  personId: PersonId
  text: string
  /** Of the writer. */
  language: Language
  /** Why it is kept although it holds what does not belong there. */
  reason: string | undefined
  /** What the input is called, for the answer. */
  field: string
}

/**
 * Looks through what a colleague writes about a person before it is kept (rule H5). Throws `refused` with the number of
 * the rule for an identity number, a card number, a special category or a criminal matter without a reason, and `invalid`
 * where the reason says it itself; with a reason it is noted who went past which rule and why, never the words.
 */
export async function watchText(tx: Tx, { personId, text, language, reason, field, ...where }: WatchedText): Promise<void> {
  const own = (await selectNames(tx, [personId])).get(personId) ?? ''
  const refused = (one: string) => refusedKinds(markFreeText(one, language, { today: localDateIn(RETENTION_ZONE, tx.now), own: [own] }))
  const known = new Set(await selectOverridden(tx, personId, where.itemId))
  const kinds = refused(text).filter((kind) => !known.has(kind))
  const [first] = kinds
  if (first === undefined) return
  if (reason === undefined) throw new Problem('refused', { text: `notes.refused.${first}`, rule: TEXT_RULES[first].rule, field })
  const [again] = refused(reason)
  if (again !== undefined) throw new Problem('invalid', { text: 'notes.reason-tells', rule: TEXT_RULES[again].rule, field: 'reason' })
  await insertOverride(tx, { personId, overrideId: newId(tx.now), at: tx.now, kinds, reason, ...where })
}
