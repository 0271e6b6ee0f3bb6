import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Dkim, Sender, Settings } from '../plumbing/config.ts'
import type { AddressedMail } from './mail.ts'
import type { Outcome } from './message-state.ts'

/** Hard cap of a hand-over: the person's lock is held as long, and a no may have to wait for it (rule D5). */
export const HAND_OVER_CAP_MS = 10_000
const CONNECT_CAP_MS = 5_000
/** Open connections kept for the next mail; servers close idle ones themselves. */
const KEPT_CONNECTIONS = 8

/** RFC 8058 4: a signature must cover both List-Unsubscribe headers. */
const SIGNED_HEADERS = [
  'From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type', 'Auto-Submitted', 'List-Unsubscribe', 'List-Unsubscribe-Post',
].join(':')

/** How mail leaves. Without `post` it stays in the built-in outbox. */
export interface Transport {
  readonly from: Sender
  /** The mail as it goes over the wire (RFC 5322), signed when there is a key. */
  source(mail: AddressedMail): Promise<Buffer>
  /** Hands a mail to the mail server and says what came of it, within `HAND_OVER_CAP_MS`. Never throws. */
  post: ((mail: AddressedMail, source: Buffer) => Promise<Outcome>) | undefined
  /** Whether the mail server answers and lets us in; the outbox always does. Never throws. */
  answers(): Promise<boolean>
  close(): void
}

/** Opens the way out that the settings describe. Throws when the DKIM key cannot be read. */
export function openTransport(settings: Pick<Settings, 'smtpUrl' | 'mailFrom' | 'dkim'>): Transport {
  const sign = settings.dkim && signer(settings.dkim)
  const server = settings.smtpUrl === undefined ? undefined : mailServer(settings.smtpUrl, settings.mailFrom.address)
  return {
    from: settings.mailFrom,
    source: async (mail) => {
      const plain = await mimeOf(mail)
      return sign ? sign(plain) : plain
    },
    post: server?.post,
    answers: async () => settings.smtpUrl === undefined || answers(settings.smtpUrl),
    close: () => server?.close(),
  }
}

function mimeOf(mail: AddressedMail): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: mail.from.name, address: mail.from.address },
    // No name beside the address: nothing anybody wrote stands in an address header.
    to: { name: '', address: mail.to.recipient },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: mail.date,
    headers: mail.headers.map(({ name, value }) => ({ key: name, value })),
    ...(mail.attachments && { attachments: mail.attachments.map(({ name, mediaType, content }) => ({ filename: name, contentType: mediaType, content })) }),
    ...(mail.calendar && { icalEvent: { method: mail.calendar.method, filename: 'invite.ics', content: mail.calendar.content } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

function signer({ domain, selector, keyFile }: Dkim): (source: Buffer) => Promise<Buffer> {
  const dkim = new DKIM({ domainName: domain, keySelector: selector, privateKey: readFileSync(keyFile, 'utf8'), headerFieldNames: SIGNED_HEADERS })
  return (source) => buffer(dkim.sign(source))
}

interface MailServer {
  post: (mail: AddressedMail, source: Buffer) => Promise<Outcome>
  close(): void
}

/** A mail server over SMTP. Connections are used one mail at a time and kept while they work. */
function mailServer(url: string, sender: string): MailServer {
  const kept: SMTPConnection[] = []
  const post: MailServer['post'] = async (mail, source) => {
    const cap = AbortSignal.timeout(HAND_OVER_CAP_MS)
    const letter = { from: sender, to: mail.to.recipient, source }
    for (let used = kept.pop(); used; used = kept.pop()) {
      const outcome = await handOver(used, true, url, letter, kept, cap)
      // A kept connection may have been closed by the other side meanwhile; nothing of the mail has gone out then.
      if (outcome !== 'connection-lost') return outcome
    }
    const outcome = await handOver(new SMTPConnection(optionsOf(url)), false, url, letter, kept, cap)
    return outcome === 'connection-lost' ? 'later' : outcome
  }
  return { post, close: () => kept.splice(0).forEach((connection) => connection.close()) }
}

interface Letter { from: string; to: string; source: Buffer }

/** One attempt on one connection; `connection-lost` when it broke before anything of the mail was sent. */
function handOver(
  connection: SMTPConnection, open: boolean, url: string, letter: Letter, kept: SMTPConnection[], cap: AbortSignal,
): Promise<Outcome | 'connection-lost'> {
  return new Promise((resolve) => {
    let textBegun = false
    const end = (outcome: Outcome | 'connection-lost', keep = false) => {
      cap.removeEventListener('abort', give)
      connection.removeAllListeners()
      // Whatever else happens to the connection is found out when it is used next.
      connection.on('error', () => {})
      if (keep && kept.length < KEPT_CONNECTIONS) kept.push(connection)
      else connection.close()
      resolve(outcome)
    }
    const give = () => end(textBegun ? 'unknown' : 'later')
    const send = () => {
      // Read when the server has asked for it (354): from here on only its answer tells what became of the mail.
      const text = new Readable({
        read() {
          textBegun = true
          this.push(letter.source)
          this.push(null)
        },
      })
      connection.send({ from: letter.from, to: [letter.to], size: letter.source.length }, text, (error) => {
        if (error) end(outcomeOf(error, textBegun))
        else end('accepted', true)
      })
    }
    connection.removeAllListeners()
    connection.on('error', (error: Error) => end(outcomeOf(error, textBegun)))
    cap.addEventListener('abort', give)
    if (cap.aborted) return give()
    if (open) return send()
    connection.connect((error) => {
      if (error) return end(outcomeOf(error, false))
      const credentials = credentialsOf(url)
      if (!credentials) return send()
      // A wrong password says nothing of the recipient: the mail waits until somebody has put it right.
      connection.login(credentials, (fault) => (fault ? end('later') : send()))
    })
  })
}

/** Knocks, as for a mail, and goes. */
function answers(url: string): Promise<boolean> {
  const connection = new SMTPConnection(optionsOf(url))
  const knock = new Promise<boolean>((resolve) => {
    connection.on('error', () => resolve(false))
    connection.connect((error) => {
      const credentials = credentialsOf(url)
      if (error || !credentials) resolve(!error)
      else connection.login(credentials, (fault) => resolve(!fault))
    })
  })
  return knock.finally(() => connection.close())
}

interface SmtpFault {
  code?: string
  responseCode?: number
  command?: string
}

/** What an error means for the mail (RFC 5321 4.2.1): 4yz later, 5yz never, and no answer after the text: nobody knows. */
function outcomeOf(error: Error, textBegun: boolean): Outcome | 'connection-lost' {
  const { responseCode, command } = error as SmtpFault
  const answered = responseCode !== undefined && ['MAIL FROM', 'RCPT TO', 'DATA'].includes(command ?? '')
  if (answered) return responseCode >= 500 ? 'refused' : 'later'
  if (textBegun) return 'unknown'
  return responseCode === undefined ? 'connection-lost' : 'later'
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

function optionsOf(text: string): ConstructorParameters<typeof SMTPConnection>[0] {
  const url = new URL(text)
  const secure = url.protocol === 'smtps:'
  const here = LOOPBACK.includes(url.hostname)
  return {
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // Mail holds personal data: it leaves this machine encrypted, or not at all, unless the address says otherwise.
    requireTLS: !secure && !here && url.searchParams.get('tls') !== 'optional',
    ignoreTLS: here,
    connectionTimeout: CONNECT_CAP_MS,
    greetingTimeout: CONNECT_CAP_MS,
    socketTimeout: HAND_OVER_CAP_MS,
    dnsTimeout: CONNECT_CAP_MS,
    socketCloseTimeout: 0,
  }
}

function credentialsOf(text: string): { user: string; pass: string } | undefined {
  const { username, password } = new URL(text)
  return username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
}
