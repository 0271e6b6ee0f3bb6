import type { ConnectionOptions } from 'node:tls'
import { ImapFlow, type ImapFlowError } from 'imapflow'
import { checkedAddresses, systemLookup, type Address } from './checked-addresses.ts'

/** Why a mailbox could not be read. The message names neither address nor secret. */
export type MailboxFault = 'not-public' | 'no-connection' | 'not-let-in' | 'no-folder'

export class MailboxFailed extends Error {
  readonly fault: MailboxFault

  constructor(fault: MailboxFault) {
    super(`the mailbox could not be read: ${fault}`)
    this.fault = fault
  }
}

export interface MailboxOptions {
  /** `imaps://user:password@host:port/folder`, or `imap:` for STARTTLS. */
  url: string
  privateHosts: readonly string[]
  /** Larger ones are handed over with their head alone. */
  maxBytes: number
  /** Moment before which mails that were taken in are deleted there. */
  deleteBefore: Date
  stopping?: AbortSignal | undefined
  lookup?: (host: string) => Promise<Address[]>
  tls?: Pick<ConnectionOptions, 'ca'> | undefined
}

/** On each mail that was taken in, where the server keeps marks of ours. */
export const TAKEN_MARK = '$TillitTaken'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
/** Of a name with many addresses as many are tried. */
const MOST_ADDRESSES = 4
const CONNECT_MS = 10_000
const SILENCE_MS = 60_000
const HEAD_BYTES = 64 * 1024
/** What stands around a mail in an answer of the server. */
const MORE_BYTES = 1024 * 1024
/** Mails of one round; the next begins at once. */
const AT_ONCE = 50

/**
 * Hands over each unread mail of a mailbox, and marks it as read only when `take` has come back: what breaks between is handed
 * over again. What was taken earlier is deleted when its days are over. Resolves to true when there may be more. The one
 * way out for IMAP: looks the name up once, checks every address it got, connects to one of these and no other, and says
 * its secret over TLS alone, but to this machine. Throws MailboxFailed, and what `take` throws.
 */
export async function readMailbox(options: MailboxOptions, take: (mail: { source: Buffer; size: number }) => Promise<void>): Promise<boolean> {
  const client = await connected(options)
  let untaken: unknown
  const guarded: typeof take = (mail) => take(mail).catch((error: unknown) => {
    untaken = error
    throw error
  })
  try {
    const folder = decodeURIComponent(new URL(options.url).pathname.slice(1)) || 'INBOX'
    const opened = await client.mailboxOpen(folder).catch((): never => { throw new MailboxFailed('no-folder') })
    const unread = await found(client, { seen: false })
    for (const uid of unread.slice(0, AT_ONCE)) {
      if (options.stopping?.aborted) return false
      await takeOne(client, uid, options.maxBytes, guarded)
    }
    if (opened.permanentFlags?.has('\\*')) {
      const over = await found(client, { keyword: TAKEN_MARK, before: options.deleteBefore })
      if (over.length > 0) await client.messageDelete(over.slice(0, 1_000).join(','), { uid: true })
    }
    await client.logout()
    return unread.length > AT_ONCE
  } catch (error) {
    // What the library says could repeat what the server said; that it broke is all there is to know.
    throw error === untaken || error instanceof MailboxFailed ? error : new MailboxFailed('no-connection')
  } finally {
    client.close()
  }
}

async function connected({ url: text, privateHosts, maxBytes, lookup = systemLookup, tls, stopping }: MailboxOptions): Promise<ImapFlow> {
  const url = new URL(text)
  const here = LOOPBACK.includes(url.hostname)
  const host = url.hostname.replaceAll(/[[\]]/g, '')
  const addresses = await checkedAddresses(url.hostname, new Set([...privateHosts, ...(here ? [host] : [])]), lookup).catch((): never => { throw new MailboxFailed('no-connection') })
  if (!addresses) throw new MailboxFailed('not-public')
  let fault: MailboxFault = 'no-connection'
  // The name is not looked up again: what was checked is what is connected to.
  for (const { address } of addresses.slice(0, MOST_ADDRESSES)) {
    const client = clientFor(url, { address, here, host, maxBytes, tls })
    // Whatever happens to the connection is told by what waits for it.
    client.on('error', () => {})
    const close = () => client.close()
    stopping?.addEventListener('abort', close, { once: true })
    client.on('close', () => stopping?.removeEventListener('abort', close))
    const failed = await client.connect().then(() => undefined, (error: ImapFlowError) => error)
    if (!failed) return client
    client.close()
    if (failed.authenticationFailed) fault = 'not-let-in'
    if (fault === 'not-let-in' || stopping?.aborted) break
  }
  throw new MailboxFailed(fault)
}

function clientFor(url: URL, { address, here, host, maxBytes, tls }: { address: string; here: boolean; host: string } & Pick<MailboxOptions, 'maxBytes' | 'tls'>): ImapFlow {
  const secure = url.protocol === 'imaps:'
  return new ImapFlow({
    host: address, servername: host, port: url.port === '' ? (secure ? 993 : 143) : Number(url.port), secure,
    // A password leaves this machine encrypted, or not at all.
    ...(secure ? {} : { doSTARTTLS: !here }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    ...(tls && { tls }), logger: false, disableAutoIdle: true, disableCompression: true,
    connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS,
    maxLiteralSize: maxBytes + MORE_BYTES, maxResponseSize: maxBytes + 2 * MORE_BYTES,
  })
}

async function takeOne(client: ImapFlow, uid: number, maxBytes: number, take: (mail: { source: Buffer; size: number }) => Promise<void>): Promise<void> {
  const told = await client.fetchOne(String(uid), { size: true }, { uid: true })
  // Somebody else may have taken it away.
  if (!told) return
  const size = told.size ?? 0
  const whole = size <= maxBytes
  const read = await client.fetchOne(String(uid), { source: whole ? true : { start: 0, maxLength: HEAD_BYTES } }, { uid: true })
  if (!read || !read.source) return
  await take({ source: read.source, size })
  await client.messageFlagsAdd(String(uid), ['\\Seen', TAKEN_MARK], { uid: true })
}

async function found(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const uids = await client.search(query, { uid: true })
  return uids || []
}
