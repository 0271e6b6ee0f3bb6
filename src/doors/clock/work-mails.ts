import { finishedInvoices, type FinishedInvoice } from '../../decorating/finished-files.ts'
import type { IncomingAddress } from '../../incoming/incoming-address.ts'
import { addToAddress, claimMail, deleteMail, selectAddress, updateAnswer, updateNotBefore, updateUntaken, type DueMail } from '../../incoming/incoming.sql.ts'
import { MOST_TRIES, waitAfter } from '../../incoming/incoming-mail.ts'
import { ANSWER_MARK, readHead } from '../../incoming/mail-head.ts'
import { readMailApart } from '../../incoming/read-mail-apart.ts'
import { composeDecorated, type DecoratedLine } from '../../messages/decorated-mail.ts'
import type { Transport } from '../../messages/deliver.ts'
import type { AddressedMail, Attachment } from '../../messages/mail.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { markForScrub } from '../../plumbing/mark-for-scrub.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import { decorateFile, filesOf } from '../decorate-file.ts'
import type { House } from '../house.ts'
import { sentenceOf } from '../problem.ts'
import { workLogMail } from '../work-log-mail.ts'
import { workTicketMail } from './work-ticket-mail.ts'

type Desk = House
/** Nobody else takes a mail for so long; a copy that dies leaves it for the others. */
const CLAIM_MS = 120_000
const AT_ONCE = 20

/**
 * Works off mails that came to an address of ours: puts those for tickets in their ticket; of the others decorates what lies in them, writes down what goes back, and mails it to
 * the address that was said for it beforehand, never to whoever the mail says it is from. True when there may be more.
 * What goes back is written before it goes, with an id of its own: a copy that dies sends the very same again.
 */
export async function workMails(house: Desk, transport: Transport, stopping?: AbortSignal): Promise<boolean> {
  for (let worked = 0; worked < AT_ONCE; worked++) {
    if (stopping?.aborted) return false
    const due = await house.database.write((tx) => claimMail(tx, new Date(tx.now.getTime() + CLAIM_MS)))
    if (!due) return false
    await workOne(house, transport, due)
  }
  return true
}

async function workOne(house: Desk, transport: Transport, due: DueMail): Promise<void> {
  const { database, log } = house
  try {
    const address = await database.read((tx) => selectAddress(tx, due.addressId))
    if (!address) throw new Error('a mail came to an address that is not there')
    if (address.taker === 'tickets') return await workTicketMail(house, due, address)
    if (address.taker === 'correspondence') return void (await workLogMail(house, due, address))
    const ready = due.answer ? { ...due, answer: due.answer } : await answered(house, transport, due, address)
    if (ready && (await handedOver(house, transport, ready, address))) return
    if (!ready) return
  } catch (error) {
    log.error({ err: error, mail: due.mailId }, 'a mail that came could not be worked on')
  }
  await database.write(async (tx) => due.tries >= MOST_TRIES
    ? updateUntaken(tx, due, due.answer ? 'answer-refused' : 'failed')
    : updateNotBefore(tx, due, new Date(tx.now.getTime() + waitAfter(due.tries))))
}

type Ready = DueMail & { answer: Buffer }

/** What goes back, written down; undefined where the mail cannot be read and is left to a colleague. */
async function answered(house: Desk, transport: Transport, due: DueMail, address: IncomingAddress): Promise<Ready | undefined> {
  const { database } = house
  const parts = due.source && (await readMailApart(due.source))
  if (!parts) {
    await database.write((tx) => updateUntaken(tx, due, 'unreadable'))
    return undefined
  }
  const lines: DecoratedLine[] = []
  const files: Attachment[] = []
  for (const invoice of finishedInvoices(parts.files)) lines.push(await decorated(house, address, invoice, files))
  const { messageId } = await readHead(due.source!)
  const headers = [{ name: ANSWER_MARK, value: due.mailId }, ...(messageId && /^<[!-;=?-~]+>$/.test(messageId) ? [{ name: 'In-Reply-To', value: messageId }] : [])]
  const { installation, now } = await database.read(async (tx) => ({ installation: await selectInstallation(tx), now: tx.now }))
  const company = { controller: installation!.controller, demo: installation!.demo, from: transport.from, publicUrl: house.publicUrl }
  const mail = addressed(transport, due, address, now)
  if (!mail) throw new Error('the address that answers go to is none')
  const answer = await transport.source({ ...composeDecorated(address.language, company, { lines, files, headers }), ...mail })
  const refused = lines.filter(({ why }) => why !== null).length
  const ready = { ...due, answer, done: lines.length - refused, refused }
  await database.write((tx) => updateAnswer(tx, due, ready))
  return ready
}

/** One invoice: its files are added to those that go back, or it is said why not. */
async function decorated(house: Desk, { language }: IncomingAddress, { name, customer, ...finished }: FinishedInvoice, files: Attachment[]): Promise<DecoratedLine> {
  try {
    const done = await decorateFile(house, { way: 'mail', by: { kind: 'system', id: null }, name }, { customer }, finished)
    files.push(...filesOf(name, done).map(([file, content]) => ({ name: file, mediaType: file.endsWith('.xml') ? 'application/xml' : 'application/pdf', content })))
    return { name, why: null, signed: done.sheet !== undefined }
  } catch (error) {
    // A fault of ours is none of the file's: the whole mail is tried again.
    if (!(error instanceof Problem) || error.kind === 'unavailable') throw error
    return { name, why: sentenceOf(language, error.detail), signed: false }
  }
}

function addressed(transport: Transport, { mailId }: DueMail, { answerTo }: IncomingAddress, date: Date): Pick<AddressedMail, 'from' | 'to' | 'messageId' | 'date'> | undefined {
  const to = parseEmail(answerTo ?? '')
  return isFault(to) ? undefined : { from: transport.from, to, messageId: `<${mailId}@${transport.from.address.split('@')[1]}>`, date }
}

/** True when the mail server has taken it, or will never; then nothing is left of the mail but that it came. */
async function handedOver({ database }: Desk, transport: Transport, ready: Ready, address: IncomingAddress): Promise<boolean> {
  const mail = addressed(transport, ready, address, database.clock())
  if (!transport.post || !mail) return false
  // What it says is in its source; only whom it is for is read of the rest.
  const outcome = await transport.post({ ...mail, kind: 'request-news', language: address.language, subject: '', text: '', html: '', headers: [] }, ready.answer)
  if (outcome !== 'accepted' && outcome !== 'refused') return false
  await database.write(async (tx) => {
    if (outcome === 'refused') return updateUntaken(tx, ready, 'answer-refused')
    await deleteMail(tx, ready)
    await markForScrub(tx, ['incoming_mail'])
    await addToAddress(tx, address.addressId, ready)
  })
  return true
}
