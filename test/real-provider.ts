import { Provider } from 'oidc-provider'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

/** Who sits at the provider. */
export interface Sitting { account: string }

export interface RealProvider {
  issuer: string
  /** Who signs on there from now on; null: somebody who breaks off. */
  sitting: Sitting | null
  /** Shows a page with a button instead of letting `sitting` in at once, for browsers. */
  asks: boolean
  /** The same provider with other keys, as after a rotation. */
  rotate(): void
  /** Nobody answers there any more; `up` again on the same port. */
  down(): Promise<void>
  up(): Promise<void>
}

export interface Client { clientId: string; clientSecret: string; redirectUri: string }

// Registered here and not in a test or hook, whose own end would come too early.
const servers: Server[] = []
after(() => { for (const server of servers) { server.closeAllConnections(); server.close() } })

/** A real OpenID Connect provider on this machine (node-oidc-provider, certified), for these clients. */
export async function realProvider(clients: readonly Client[]): Promise<RealProvider> {
  let listener: RequestListener = (_, response) => response.end()
  let server = createServer((request, response) => listener(request, response))
  servers.push(server)
  await listen(server, 0)
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const provider: RealProvider = {
    issuer, sitting: null, asks: false,
    rotate: () => { listener = listenerOf(provider, clients) },
    down: () => new Promise((closed) => { server.closeAllConnections(); server.close(() => closed()) }),
    up: async () => {
      server = createServer((request, response) => listener(request, response))
      servers.push(server)
      await listen(server, port)
    },
  }
  provider.rotate()
  return provider
}

function listenerOf(state: RealProvider, clients: readonly Client[]): RequestListener {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const provider = new Provider(state.issuer, {
    clients: clients.map(({ clientId, clientSecret, redirectUri }) => ({
      client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'],
      id_token_signed_response_alg: 'ES256', require_auth_time: true,
    })),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@example.org`, email_verified: true }) }),
    // Said in the ID token, unasked, as many providers do.
    claims: { openid: ['sub', 'email', 'email_verified'] }, conformIdTokenClaims: false,
    // Whoever shows who they are means to come to us: nothing more is asked of them there.
    loadExistingGrant: async (context: { oidc: { client: { clientId: string }; session: { accountId: string }; provider: { Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> } } } }) => {
      const { client, session } = context.oidc
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const ordinary = provider.callback()
  return (request, response) => (request.url?.startsWith('/interaction/') ? void interact(state, provider, request, response) : ordinary(request, response))
}

async function interact(state: RealProvider, provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (state.asks && request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,"><form method="post"><button>It is me</button></form></html>')
    return
  }
  const { sitting } = state
  await provider.interactionFinished(request, response, sitting === null
    ? { error: 'access_denied', error_description: 'no' }
    : { login: { accountId: sitting.account } }, { mergeWithLastSubmission: false })
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((ready) => { server.listen(port, '127.0.0.1', ready) })
}

/** A browser at the provider: follows it from an address until it sends back to us, and returns the path it sends to. */
export class Traveller {
  readonly #cookies = new Map<string, string>()

  async follow(location: string, home: string): Promise<string> {
    let url = new URL(location)
    for (let left = 10; left > 0; left--) {
      if (url.origin === new URL(home).origin) return url.pathname + url.search
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
        if (value === '') this.#cookies.delete(name!)
        else this.#cookies.set(name!, value!)
      }
      const to = answer.headers.get('location')
      if (!to) throw new Error(`the provider stops at ${url.pathname} with ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
      url = new URL(to, url)
    }
    throw new Error('the provider sends in circles')
  }
}
