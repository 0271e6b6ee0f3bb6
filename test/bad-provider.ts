import { createHash, createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

/** A key pair of a provider as it stands in its key set. */
export interface ProviderKey { kid: string; alg: 'RS256' | 'ES256'; privateKey: KeyObject; publicJwk: Record<string, unknown> }

export interface TokenAnswer { status: number; type: string; body: unknown }

/** A provider that says whatever a test tells it to, truly signed or not. */
export interface BadProvider {
  issuer: string
  keys: ProviderKey[]
  /** What stands in its key set; its own keys unless told otherwise. */
  jwks: () => unknown
  /** What it says of itself. */
  metadata: Record<string, unknown>
  /** What the token endpoint answers. */
  answer: (form: URLSearchParams) => TokenAnswer
  /** Forms that came to the token endpoint. */
  asked: URLSearchParams[]
}

const servers: Server[] = []
after(() => { for (const server of servers) { server.closeAllConnections(); server.close() } })

export function providerKey(alg: ProviderKey['alg'] = 'ES256', kid: string = randomUUID()): ProviderKey {
  const { privateKey, publicKey } = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { kid, alg, privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' } }
}

export async function badProvider(): Promise<BadProvider> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { pathname } = new URL(request.url!, provider.issuer)
      const send = ({ status, type, body }: TokenAnswer) => response.writeHead(status, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body))
      if (pathname === '/.well-known/openid-configuration') return send({ status: 200, type: 'application/json', body: provider.metadata })
      if (pathname === '/keys') return send({ status: 200, type: 'application/json', body: provider.jwks() })
      if (pathname !== '/token') return send({ status: 404, type: 'text/plain', body: '' })
      const form = new URLSearchParams(Buffer.concat(parts).toString())
      provider.asked.push(form)
      return send(provider.answer(form))
    })
  })
  servers.push(server)
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const keys = [providerKey()]
  const provider: BadProvider = {
    issuer, keys, asked: [], jwks: () => ({ keys: provider.keys.map((one) => one.publicJwk) }),
    metadata: {
      issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['ES256', 'RS256', 'HS256', 'none'],
      code_challenge_methods_supported: ['S256'], authorization_response_iss_parameter_supported: true,
    },
    answer: () => ({ status: 400, type: 'application/json', body: { error: 'invalid_grant' } }),
  }
  return provider
}

const base64 = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A JWS in compact form, with any header over any payload. */
export function signed(key: ProviderKey, payload: unknown, header: Record<string, unknown> = {}): string {
  const text = `${base64({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })}.${base64(payload)}`
  return `${text}.${sign('sha256', Buffer.from(text), key.alg === 'ES256' ? { key: key.privateKey, dsaEncoding: 'ieee-p1363' } : key.privateKey).toString('base64url')}`
}

/** The same with a shared secret in place of a private key. */
export function signedBySecret(secret: string | Buffer, payload: unknown, header: Record<string, unknown>): string {
  const text = `${base64({ alg: 'HS256', typ: 'JWT', ...header })}.${base64(payload)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

export function unsigned(payload: unknown, header: Record<string, unknown> = { alg: 'none' }): string {
  return `${base64(header)}.${base64(payload)}.`
}

export function tokens(idToken: unknown, more: Record<string, unknown> = {}): TokenAnswer {
  return { status: 200, type: 'application/json', body: { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken, ...more } }
}

export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')
