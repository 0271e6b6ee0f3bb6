import type { AddressInfo, Socket } from 'node:net'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { domainToASCII } from 'node:url'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/** A mail as the sink got it. Times are on the one monotonic clock of this process. */
export interface SunkMail {
  from: string
  to: string
  source: Buffer
  begun: number
  /** Just before the sink answers 250. */
  ended: number
}

/** How long a late answer takes: less than a hand-over may. */
const LATE_MS = 500

/** What the sink does instead of taking a mail. */
export type Behaviour =
  | 'take' | 'late' | 'hang' | 'drop-after-data' | 'half-answer' | 'greylist' | 'refuse-recipient' | 'refuse-text' | 'busy' | 'drop-before-data'
  | 'shut-before-data' | 'shut-after-data'

export interface MailSink {
  url: string
  mails: SunkMail[]
  /** Asked for each recipient. */
  behave: (recipient: string) => Behaviour
  read(mail: SunkMail): Promise<Email>
  close(): Promise<void>
}

/**
 * A real SMTP server on a free port of this machine that keeps what it gets; `delay` is the time it takes over each mail,
 * in milliseconds. With a key and a certificate it speaks TLS from the first byte on.
 */
export async function mailSink(delay: () => number = () => 0, tls?: { key: string; cert: string }): Promise<MailSink> {
  const mails: SunkMail[] = []
  const sockets = new Set<Socket>()
  /** Cuts every connection without a word. */
  const dropAll = () => sockets.forEach((socket) => socket.destroy())
  const recipientOf = (session: SMTPServerSession) => asSent(session.envelope.rcptTo[0]!.address)
  const server = new SMTPServer({
    ...(tls && { secure: true, ...tls }), authOptional: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 100,
    onRcptTo: (address, _session, done) => {
      const behaviour = sink.behave(address.address)
      if (behaviour === 'greylist') return done(Object.assign(new Error('come back later'), { responseCode: 450 }))
      if (behaviour === 'refuse-recipient') return done(Object.assign(new Error('nobody here'), { responseCode: 550 }))
      if (behaviour === 'shut-before-data') return done(Object.assign(new Error('shutting down'), { responseCode: 421 }))
      if (behaviour === 'drop-before-data') return dropAll()
      done()
    },
    onData: (stream, session, done) => {
      const begun = performance.now()
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const behaviour = sink.behave(recipientOf(session))
        if (behaviour === 'hang') return
        if (behaviour === 'refuse-text') return done(Object.assign(new Error('not this'), { responseCode: 554 }))
        if (behaviour === 'busy') return done(Object.assign(new Error('not now'), { responseCode: 451 }))
        if (behaviour === 'shut-after-data') return done(Object.assign(new Error('shutting down'), { responseCode: 421 }))
        await sleep(behaviour === 'late' ? LATE_MS : delay())
        const from = session.envelope.mailFrom
        mails.push({ from: from === false ? '' : from.address, to: recipientOf(session), source: Buffer.concat(chunks), begun, ended: performance.now() })
        if (behaviour === 'drop-after-data') return dropAll()
        if (behaviour === 'half-answer') return sockets.forEach((one) => one.write('25', () => one.destroy()))
        done()
      })
    },
  })
  // Connections that are cut in the middle are what some stories are about.
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const sink: MailSink = {
    url: `${tls ? 'smtps://localhost' : 'smtp://127.0.0.1'}:${(server.server.address() as AddressInfo).port}`,
    mails,
    behave: () => 'take',
    read: (mail) => PostalMime.parse(mail.source),
    close: () => {
      dropAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  after(() => sink.close())
  return sink
}

/** smtp-server shows domains in Unicode; over the wire they were ASCII. */
function asSent(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`
}
