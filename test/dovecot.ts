import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownCertificate } from './own-certificate.ts'

const PROGRAM = '/usr/sbin/dovecot'
const USER = 'tillit'
/** Has to be written in a URL with care. */
const PASSWORD = 'hemligt: 100 %'
const START_LIMIT_MS = 20_000

/** Debian's Dovecot in a folder of its own on free ports of this machine, as somebody without rights, with one mailbox of files that can be looked at. */
export class Dovecot {
  readonly url: string
  /** The same without TLS. */
  readonly plainUrl: string
  readonly certificate: string
  readonly #folder: string
  readonly #server: ChildProcess
  readonly #owner: { uid: number; gid: number }
  #mails = 0

  private constructor(folder: string, server: ChildProcess, owner: { uid: number; gid: number }, ports: number[], certificate: string) {
    this.#folder = folder
    this.#server = server
    this.#owner = owner
    this.certificate = certificate
    const who = `${USER}:${encodeURIComponent(PASSWORD)}@localhost`
    this.url = `imaps://${who}:${ports[0]}`
    this.plainUrl = `imap://${who}:${ports[1]}`
  }

  /** Undefined where it cannot be had. */
  static async start(): Promise<Dovecot | undefined> {
    const certificate = existsSync(PROGRAM) ? ownCertificate() : undefined
    if (!certificate) return undefined
    const folder = mkdtempSync(join(tmpdir(), 'tillit-dovecot-'))
    const isRoot = process.getuid?.() === 0
    const [user, group] = isRoot ? ['nobody', 'nogroup'] : [userInfo().username, execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()]
    const owner = isRoot ? { uid: Number(execFileSync('id', ['-u', user])), gid: Number(execFileSync('id', ['-g', user])) } : { uid: process.getuid!(), gid: process.getgid!() }
    const ports = [await freePort(), await freePort()]
    for (const one of ['', 'run', 'state', 'mail', 'mail/tillit', 'mail/tillit/new', 'mail/tillit/cur', 'mail/tillit/tmp']) {
      mkdirSync(join(folder, one), { recursive: true })
      chownSync(join(folder, one), owner.uid, owner.gid)
    }
    const files = { 'key.pem': certificate.key, 'cert.pem': certificate.cert, users: `${USER}:{PLAIN.b64}${Buffer.from(PASSWORD).toString('base64')}\n`, 'dovecot.conf': settings(folder, user, group, ports, owner) }
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text, { mode: 0o600 })
      chownSync(join(folder, name), owner.uid, owner.gid)
    }
    const server = spawn(PROGRAM, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore', ...(isRoot ? owner : {}) })
    const dovecot = new Dovecot(folder, server, owner, ports, certificate.cert)
    await dovecot.#answers(ports[1]!)
    return dovecot
  }

  /** Lays a mail into the mailbox as a mail server does; `at` is when it came. */
  deliver(source: string | Buffer, at = new Date()): void {
    const path = join(this.#folder, 'mail/tillit/new', `${Math.floor(at.getTime() / 1000)}.M${++this.#mails}P1.here`)
    writeFileSync(path, source)
    chownSync(path, this.#owner.uid, this.#owner.gid)
    utimesSync(path, at, at)
  }

  /** How many mails lie there read, and how many unread. */
  counts(): { read: number; unread: number } {
    const [fresh, known] = ['new', 'cur'].map((name) => readdirSync(join(this.#folder, 'mail/tillit', name)))
    const read = known!.filter((name) => /:2,[A-Za-z]*S/.test(name)).length
    return { read, unread: fresh!.length + known!.length - read }
  }

  async stop(): Promise<void> {
    const ended = this.#server.exitCode === null ? new Promise((resolve) => this.#server.once('exit', resolve)) : undefined
    this.#server.kill('SIGTERM')
    await ended
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10 })
  }

  async #answers(port: number): Promise<void> {
    for (const begun = Date.now(); ; await sleep(50)) {
      const greeted = await new Promise<boolean>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {})
        socket.once('data', (bytes) => { resolve(bytes.toString().startsWith('* OK')); socket.destroy() }).on('error', () => resolve(false)).on('close', () => resolve(false))
      })
      if (greeted) return
      if (Date.now() - begun > START_LIMIT_MS || this.#server.exitCode !== null) {
        const log = existsSync(join(this.#folder, 'log')) ? readFileSync(join(this.#folder, 'log'), 'utf8') : ''
        await this.stop()
        throw new Error(`Dovecot does not answer: ${log}`)
      }
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function settings(folder: string, user: string, group: string, [tls, plain]: readonly number[], owner: { uid: number }): string {
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = ${Math.min(owner.uid, 1)}
mail_location = maildir:${folder}/mail/%u
auth_mechanisms = plain
auth_failure_delay = 0
disable_plaintext_auth = no
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${folder}/users
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mail/%u
}
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
service imap-login {
  chroot =
  inet_listener imap {
    port = ${plain}
  }
  inet_listener imaps {
    port = ${tls}
    ssl = yes
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`
}
