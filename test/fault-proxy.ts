import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Stands between the program and PostgreSQL, on a socket of its own, and holds up or cuts what passes. */
export class FaultProxy {
  readonly connection: { host: string; port: number }
  readonly #server: net.Server
  readonly #sockets = new Set<net.Socket>()
  readonly #folder: string
  #stalled = false

  private constructor(folder: string, target: { host: string; port: number }) {
    this.#folder = folder
    this.connection = { host: folder, port: target.port }
    this.#server = net.createServer((inside) => {
      const outside = net.connect(join(target.host, `.s.PGSQL.${target.port}`))
      this.#join(inside, outside)
    })
  }

  static async open(target: { host: string; port: number }): Promise<FaultProxy> {
    const folder = mkdtempSync(join(tmpdir(), 'tillit-proxy-'))
    const proxy = new FaultProxy(folder, target)
    proxy.#server.listen(join(folder, `.s.PGSQL.${target.port}`))
    await once(proxy.#server, 'listening')
    return proxy
  }

  /** Nothing passes in either direction, and nobody is told why. */
  stall(): void {
    this.#stalled = true
    for (const socket of this.#sockets) socket.pause()
  }

  resume(): void {
    this.#stalled = false
    for (const socket of this.#sockets) socket.resume()
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #join(inside: net.Socket, outside: net.Socket): void {
    for (const [from, to] of [[inside, outside], [outside, inside]] as const) {
      this.#sockets.add(from)
      from.on('data', (bytes) => to.write(bytes))
      from.on('error', () => {})
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
      if (this.#stalled) from.pause()
    }
  }
}
