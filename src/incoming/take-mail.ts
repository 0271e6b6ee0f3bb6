import { createHash, createHmac } from 'node:crypto'
import type { Keeper } from '../keeper/keeper.ts'
import { findPeople } from '../people/find-people.ts'
import type { Tx } from '../plumbing/database.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { addressTokenHash, behindPlus, looksLikeAddressToken, type IncomingAddress } from './incoming-address.ts'
import { countUntaken, insertMail, insertMark, selectAddressesAt, selectOpenAddresses } from './incoming.sql.ts'
import { KEPT_BYTES, KEPT_DAYS, KEPT_MAILS, MAIL_BYTES, type MailWay, type UntakenWhy } from './incoming-mail.ts'
import type { MailHead } from './mail-head.ts'

export interface CameMail {
  way: MailWay
  /** The mail as it came; of one that is too large its head alone. */
  source: Buffer
  size: number
  head: MailHead
  /** Whom the mail server says it is for; none: what stands in its head. */
  to: readonly string[]
}

/** Of one mail at one address of ours: taken to be worked on, laid aside for a colleague, or known before. */
export type Taken = 'taken' | 'laid-aside' | 'known'

interface Goal { address: IncomingAddress | null; why: UntakenWhy | null }

/**
 * Takes a mail in, once for each address of ours that it came to, however often and by however many ways it comes. Who takes
 * it is said by that address alone: what stands in From decides nothing but whose data it may be. `base` is the address of
 * the mailbox.
 */
export async function takeMail(tx: Tx, keys: Pick<Keeper['keys'], 'tokens' | 'identifierIndex'>, came: CameMail, base: string): Promise<Taken[]> {
  const goals = await goalsOf(tx, came, base)
  const taken: Taken[] = []
  for (const goal of goals) {
    const mark = createHmac('sha256', keys.tokens).update(`incoming mail\0${goal.address?.addressId ?? base}\0${sameness(came)}`).digest()
    if (!(await insertMark(tx, mark))) {
      taken.push('known')
      continue
    }
    const mailId = newId(tx.now)
    const isKept = goal.why === null || (came.size <= KEPT_BYTES && (await countUntaken(tx)) < KEPT_MAILS)
    await insertMail(tx, {
      personId: (await senderOf(tx, keys, came.head.sender)) ?? (mailId as unknown as PersonId), mailId, way: came.way, addressId: goal.address?.addressId ?? null, sender: came.head.sender, subject: came.head.subject,
      size: came.size, source: isKept ? came.source : null, reason: goal.why, keepUntil: daysLater(tx.now, KEPT_DAYS),
    })
    taken.push(goal.why === null ? 'taken' : 'laid-aside')
  }
  return taken
}

/** The addresses in use that it came to; where there is none, why nobody takes it. */
async function goalsOf(tx: Tx, { head, to, size }: CameMail, base: string): Promise<Goal[]> {
  const came = to.length > 0 ? to : head.recipients
  const behind = came.map((one) => behindPlus(base, one)).filter((one) => typeof one === 'string')
  const open = [...new Set(came.map((one) => one.trim().toLowerCase()))]
  const addresses = await selectAddressesAt(tx, [...new Set(behind)].filter(looksLikeAddressToken).map(addressTokenHash), open)
  const inUse = addresses.filter((one) => one.revokedAt === null)
  const why = head.unanswerable ?? (size > MAIL_BYTES ? 'too-large' : null)
  if (inUse.length > 0) return Promise.all(inUse.map(async (address) => ({ address, why: why ?? (address.taker === 'tickets' ? await whyNoTicket(tx, head, base) : null) })))
  const revoked = addresses[0]
  return [{ address: revoked ?? null, why: why ?? (revoked ? 'revoked' : behind.length > 0 ? 'unknown-address' : 'nobody') }]
}

/** Nobody answers a program, or ourselves: what we mail from one of our addresses to another would go round for ever. */
async function whyNoTicket(tx: Tx, { isGenerated, sender }: MailHead, base: string): Promise<UntakenWhy | null> {
  if (isGenerated) return 'automatic'
  const isOurs = behindPlus(base, sender) !== undefined || (await selectOpenAddresses(tx)).some((one) => one.openAddress === sender.toLowerCase())
  return isOurs ? 'loop' : null
}

/** By what two copies of a mail are one: its Message-ID, or what it says where it has none. */
function sameness({ head, source }: CameMail): string {
  return head.messageId ?? createHash('sha256').update(source).digest('hex')
}

/** Whose address it says it is from, where one person alone has it. */
async function senderOf(tx: Tx, keys: Pick<Keeper['keys'], 'identifierIndex'>, sender: string): Promise<PersonId | undefined> {
  const email = parseEmail(sender)
  if (isFault(email)) return undefined
  const [people] = await findPeople(tx, keys.identifierIndex, [{ kind: 'email', canonical: email.canonical }])
  return people?.length === 1 ? people[0] : undefined
}
