import { looksLikeToken, tokenHash } from '../access/link.ts'
import { selectLink } from '../access/links.sql.ts'
import { selectStandings } from '../consent/standing.sql.ts'
import { selectNames } from '../people/people-list.sql.ts'
import { selectPeople } from '../people/people.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { readLetterNumber } from '../values/letter-number.ts'
import type { Slip } from './slip.ts'
import { laterThan, type Later } from './slip-answers.ts'
import { selectAnsweredAt, selectSlipByNumber, selectSlipByToken } from './slips.sql.ts'

export interface FoundSlip {
  slip: Slip
  name: string
  /** Since when it has been recorded: a slip counts once. */
  answeredAt: Date | undefined
  later: Later[]
}

/**
 * The slip behind a code: the address in the square, its last part, or the number under it. Throws `not-found`, in the same
 * words for what never was one, what is too old, and whom has been forgotten: a slip of somebody erased tells nothing.
 */
export async function findSlip(tx: Tx, code: string): Promise<FoundSlip> {
  const slip = await slipOf(tx, code.trim())
  if (!slip || (await selectPeople(tx, [slip.personId])).length === 0) throw new Problem('not-found', { text: 'slips.unknown' })
  const standing = (await selectStandings(tx, [slip.personId])).get(slip.personId)!
  return {
    slip, name: (await selectNames(tx, [slip.personId])).get(slip.personId) ?? '', answeredAt: await selectAnsweredAt(tx, slip.personId, slip.slipId),
    later: laterThan(slip, standing, await selectCatalogue(tx)),
  }
}

async function slipOf(tx: Tx, code: string): Promise<Slip | undefined> {
  const token = code.split('/').at(-1) ?? ''
  if (looksLikeToken(token)) {
    const link = await selectLink(tx, token)
    return link?.kind === 'letter' ? selectSlipByToken(tx, link.personId, tokenHash(token)) : undefined
  }
  const number = readLetterNumber(code)
  return number === undefined ? undefined : selectSlipByNumber(tx, number)
}
