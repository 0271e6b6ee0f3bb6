import {
  allowInsecureRequests, authorizationCodeGrant, AuthorizationResponseError, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretBasic, ClientSecretPost, clockSkew,
  Configuration, customFetch, discovery, enableNonRepudiationChecks, ResponseBodyError, type CustomFetch, type ServerMetadata,
} from 'openid-client'
import type { IdentityProviderSettings } from './config.ts'
import { CallFailed, type HttpClient } from './http-client.ts'
import { identityIn, SIGNATURES, type ProvedIdentity } from './id-token.ts'

/** How long what a provider says of itself is believed without asking anew. Its keys are asked for each time, so that a key it has taken back is dead at once. */
const DESCRIPTION_MS = 5 * 60_000
const PKCE = 'S256'
/** Errors by which a provider says that it cannot just now (RFC 6749 4.1.2.1). */
const PASSING = new Set(['server_error', 'temporarily_unavailable'])

/** What ties an answer to the browser that was sent away; none of it is worth anything twice. */
export interface SignOnSecrets { state: string, nonce: string, verifier: string }

/**
 * Why nobody could be recognised. `away`: the provider cannot be used now; `declined`: it, or the person there, said no;
 * `unbelievable`: an answer that may not be believed.
 */
export type SignOnFailure = 'away' | 'declined' | 'unbelievable'

export class SignOnFailed extends Error {
  readonly why: SignOnFailure

  constructor(why: SignOnFailure, message: string, cause?: unknown) {
    super(message, { cause })
    this.why = why
  }
}

/** Another party that recognises people for us, over OpenID Connect: code, PKCE, state, nonce, and every check on our side. */
export class IdentityProvider {
  /** As the button says it. */
  readonly name: string
  readonly #settings: IdentityProviderSettings
  readonly #client: HttpClient
  readonly #clock: () => Date
  #description: { readAt: number, read: Promise<ServerMetadata> } | undefined

  constructor(settings: IdentityProviderSettings, client: HttpClient, clock: () => Date) {
    this.name = settings.name
    this.#settings = settings
    this.#client = client
    this.#clock = clock
  }

  /**
   * Where to send the browser. `again` asks the provider to have the person show anew who they are. No more is asked of
   * the provider than who it is: neither address nor name. Throws SignOnFailed.
   */
  async addressFor(redirectUri: string, { state, nonce, verifier }: SignOnSecrets, again = false): Promise<URL> {
    const configuration = await this.#configuration()
    const challenge = await calculatePKCECodeChallenge(verifier)
    try {
      const address = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri, scope: 'openid', state, nonce, code_challenge: challenge, code_challenge_method: PKCE,
        ...(again ? { prompt: 'login', max_age: '0' } : {}),
      })
      if (this.#client.mayCall(address)) return address
    } catch (error) {
      throw new SignOnFailed('away', 'the provider does not say where to send browsers', error)
    }
    throw new SignOnFailed('away', 'the provider sends browsers to a host that the settings do not name')
  }

  /** Who came back: `answer` is the redirect URI with what the provider added to it. Throws SignOnFailed. */
  async whoAnswered(answer: URL, { state, nonce, verifier }: SignOnSecrets, askedAt: Date): Promise<ProvedIdentity> {
    const configuration = await this.#configuration()
    const { issuer } = configuration.serverMetadata()
    try {
      const tokens = await authorizationCodeGrant(configuration, answer, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
      const identity = identityIn({ ...tokens.claims() }, { issuer, clientId: this.#settings.clientId, nonce, askedAt, now: this.#clock() })
      if ('wrong' in identity) throw new SignOnFailed('unbelievable', `the ID token is wrong in ${identity.wrong}`)
      return identity
    } catch (error) {
      throw failureOf(error)
    }
  }

  /** A configuration of its own for each use, so that it holds no keys from before. */
  async #configuration(): Promise<Configuration> {
    const server = await this.#describe()
    const { issuer, clientId, clientSecret } = this.#settings
    const now = this.#clock().getTime()
    // Basic is what goes without saying (OpenID Connect Discovery 3).
    const basic = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true
    const configuration = new Configuration(server, clientId, { [clockSkew]: Math.round((now - Date.now()) / 1000) }, basic ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret))
    configuration[customFetch] = this.#fetch
    // Otherwise a token that came from the token endpoint itself would be believed for its TLS alone.
    enableNonRepudiationChecks(configuration)
    // The settings take http for this machine only.
    if (issuer.startsWith('http:')) allowInsecureRequests(configuration)
    return configuration
  }

  async #describe(): Promise<ServerMetadata> {
    if (this.#description && performance.now() - this.#description.readAt < DESCRIPTION_MS) return this.#description.read
    const read = this.#readDescription()
    const description = { readAt: performance.now(), read }
    this.#description = description
    // What failed is asked for anew by the next one.
    read.catch(() => { if (this.#description === description) this.#description = undefined })
    return read
  }

  async #readDescription(): Promise<ServerMetadata> {
    const { issuer, clientId } = this.#settings
    const insecure = issuer.startsWith('http:') ? [allowInsecureRequests] : []
    try {
      const found: ServerMetadata = (await discovery(new URL(issuer), clientId, undefined, undefined, { [customFetch]: this.#fetch, execute: insecure })).serverMetadata()
      const said = found.id_token_signing_alg_values_supported ?? ['RS256']
      const signatures = SIGNATURES.filter((each) => said.includes(each))
      if (signatures.length === 0) throw new SignOnFailed('away', 'the provider signs with none of the algorithms that are taken')
      if (found.issuer.includes('{')) throw new SignOnFailed('away', 'the provider speaks for many issuers; the setting takes one')
      return { ...found, id_token_signing_alg_values_supported: signatures }
    } catch (error) {
      if (error instanceof SignOnFailed) throw error
      throw new SignOnFailed('away', 'the provider does not describe itself as it should', error)
    }
  }

  #fetch: CustomFetch = async (url, { method, headers, body, signal }) => {
    const answer = await this.#client.call(new URL(url), {
      method, headers, body: body === undefined || body === null ? undefined : new URLSearchParams(body as URLSearchParams).toString(), signal,
    })
    if (answer.status >= 500) throw new CallFailed(`answered ${answer.status}`)
    return answer
  }
}

function failureOf(error: unknown): SignOnFailed {
  if (error instanceof SignOnFailed) return error
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (cause instanceof CallFailed) return new SignOnFailed('away', 'the provider could not be asked', error)
  if (error instanceof AuthorizationResponseError) return new SignOnFailed(PASSING.has(error.error) ? 'away' : 'declined', 'the provider answered with an error', error)
  return new SignOnFailed('unbelievable', error instanceof ResponseBodyError ? 'the provider did not take the code' : 'the answer cannot be believed', error)
}
