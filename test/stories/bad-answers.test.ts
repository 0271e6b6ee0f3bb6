// long: one list of everything a provider, or somebody in between, may answer that must not be believed.
import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { badProvider, challengeOf, providerKey, signed, signedBySecret, tokens, unsigned, type TokenAnswer } from '../bad-provider.ts'
import { bodyOf, browserOf, signedInStaff, staffedHouse } from '../house.ts'
import { cookieIn, houseWithProvider, STAFF_CLIENT } from '../signing-on.ts'

const staffed = await staffedHouse()
const { database } = staffed
const provider = await badProvider()
const other = await badProvider()
const { house, app } = houseWithProvider(staffed.house, { staff: provider.issuer, customer: provider.issuer })

const DESCRIPTION = { ...provider.metadata }
const [KEY] = provider.keys as [ReturnType<typeof providerKey>]
const RSA = providerKey('RS256')
const STRANGER = providerKey('ES256', KEY.kid)
const SHORT = { ...RSA, ...shortRsa() }

function shortRsa() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  return { privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }), kid: 'short', alg: 'RS256', use: 'sig' }, kid: 'short' }
}

/** A sign-on on its way: what the browser was given, and what it was sent off with. */
interface Journey { cookie: string; state: string; nonce: string; challenge: string }

async function begin(): Promise<Journey> {
  const begun = await app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  assert.equal(begun.status, 201, await begun.clone().text())
  const { searchParams } = new URL((await bodyOf<{ location: string }>(begun)).location)
  return { cookie: cookieIn(begun, 'tillit_staff_sign_on')!, state: searchParams.get('state')!, nonce: searchParams.get('nonce')!, challenge: searchParams.get('code_challenge')! }
}

const now = () => Math.floor(database.now.getTime() / 1000)

function claims({ nonce }: Pick<Journey, 'nonce'>, more: Record<string, unknown> = {}): Record<string, unknown> {
  const all = { iss: provider.issuer, sub: 'known', aud: STAFF_CLIENT.clientId, exp: now() + 300, iat: now(), nonce, auth_time: now(), acr: 'loa-high', amr: ['hwk', 'pin'], ...more }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

const back = async (parameters: Record<string, string> | [string, string][] | string, cookie: string | undefined, path = '/single-sign-on/return'): Promise<Response> =>
  app.request(`${path}?${typeof parameters === 'string' ? parameters : new URLSearchParams(parameters)}`, { headers: { 'sec-fetch-site': 'cross-site', ...(cookie && { cookie }) } })
const usual = ({ state }: Journey) => ({ code: 'c0de', state, iss: provider.issuer })

/** A token with these claims in place of the right ones, rightly signed. */
const claim = (more: Record<string, unknown>) => (journey: Journey) => tokens(signed(KEY, claims(journey, more)))
const header = (more: Record<string, unknown>) => (journey: Journey) => tokens(signed(KEY, claims(journey), more))

/** Answers of the token endpoint, each wrong in one thing. */
const TOKENS: Record<string, (journey: Journey) => TokenAnswer> = {
  'unsigned, alg none': (j) => tokens(unsigned(claims(j))),
  'unsigned, alg None': (j) => tokens(unsigned(claims(j), { alg: 'None', kid: KEY.kid })),
  'no signature under a true header': (j) => tokens(signed(KEY, claims(j)).replace(/[^.]+$/, '')),
  'a signature changed': (j) => tokens(signed(KEY, claims(j)).replace(/.{8}$/, 'AAAAAAAA')),
  'the payload changed after signing': (j) => { const [head, , signature] = signed(KEY, claims(j, { sub: 'stranger' })).split('.'); return tokens(`${head}.${Buffer.from(JSON.stringify(claims(j))).toString('base64url')}.${signature}`) },
  'signed by another key under our kid': (j) => tokens(signed(STRANGER, claims(j))),
  'HS256 with the public key as the secret (PEM)': (j) => tokens(signedBySecret(createPublicKey(KEY.privateKey).export({ type: 'spki', format: 'pem' }) as string, claims(j), { kid: KEY.kid })),
  'HS256 with the public key as the secret (DER)': (j) => tokens(signedBySecret(createPublicKey(KEY.privateKey).export({ type: 'spki', format: 'der' }) as Buffer, claims(j), { kid: KEY.kid })),
  'HS256 with the client secret': (j) => tokens(signedBySecret(STAFF_CLIENT.clientSecret, claims(j), {})),
  'HS256 with an empty secret': (j) => tokens(signedBySecret('', claims(j), { kid: KEY.kid })),
  'alg ES384 over an ES256 key': header({ alg: 'ES384' }),
  'alg RS256 over an EC key': header({ alg: 'RS256' }),
  'a kid that nobody has': header({ kid: 'nobody' }),
  'a kid that points into a path': header({ kid: '../../../dev/null' }),
  'a key in the header (jwk)': (j) => tokens(signed(STRANGER, claims(j), { jwk: STRANGER.publicJwk, kid: 'mine' })),
  'an address of keys in the header (jku)': (j) => tokens(signed(STRANGER, claims(j), { jku: `${other.issuer}/keys`, kid: 'mine' })),
  'an extension that must be understood (crit)': header({ crit: ['b64'], b64: true }),
  'another issuer': claim({ iss: other.issuer }),
  'our issuer with a slash': claim({ iss: `${provider.issuer}/` }),
  'our issuer in capitals': claim({ iss: provider.issuer.toUpperCase() }),
  'no issuer': claim({ iss: undefined }),
  'another audience': claim({ aud: 'somebody-else' }),
  'an audience that begins like ours': claim({ aud: `${STAFF_CLIENT.clientId}-2` }),
  'no audience': claim({ aud: undefined }),
  'an empty list of audiences': claim({ aud: [] }),
  'several audiences without azp': claim({ aud: [STAFF_CLIENT.clientId, 'somebody-else'] }),
  'several audiences, azp somebody else': claim({ aud: [STAFF_CLIENT.clientId, 'somebody-else'], azp: 'somebody-else' }),
  'several audiences, azp ours': claim({ aud: [STAFF_CLIENT.clientId, 'somebody-else'], azp: STAFF_CLIENT.clientId }),
  'one audience, azp somebody else': claim({ azp: 'somebody-else' }),
  'another nonce': claim({ nonce: 'x'.repeat(43) }),
  'no nonce': claim({ nonce: undefined }),
  'a nonce that is no text': claim({ nonce: 1 }),
  'expired': claim({ exp: now() - 120 }),
  'expired long before it was issued': claim({ exp: 1 }),
  'no expiry': claim({ exp: undefined }),
  'an expiry in words': claim({ exp: 'never' }),
  'issued in the future': claim({ iat: now() + 600 }),
  'issued before anybody asked': claim({ iat: now() - 600 }),
  'no time of issue': claim({ iat: undefined }),
  'not to be used yet': claim({ nbf: now() + 600 }),
  'no subject': claim({ sub: undefined }),
  'an empty subject': claim({ sub: '' }),
  'a subject that is no text': claim({ sub: ['known'] }),
  'a subject with a NUL': claim({ sub: 'known\0' }),
  'a subject too long': claim({ sub: 'k'.repeat(256) }),
  'shown in the future (auth_time)': claim({ auth_time: now() + 600 }),
  'shown at a time in words': claim({ auth_time: 'today' }),
  'amr that is no list': claim({ amr: 'hwk' }),
  'no ID token': () => tokens(undefined),
  'an ID token that is none': () => tokens('a.b.c'),
  'an ID token of two parts': (j) => tokens(signed(KEY, claims(j)).split('.').slice(0, 2).join('.')),
  'an encrypted ID token': () => tokens('a.b.c.d.e'),
  'a payload that is a list': () => tokens(signed(KEY, ['known'])),
  'no access token': (j) => tokens(signed(KEY, claims(j)), { access_token: undefined }),
  'a kind of token nobody knows': (j) => tokens(signed(KEY, claims(j)), { token_type: 'mac' }),
  'an answer that is no JSON': (j) => ({ status: 200, type: 'text/html', body: `id_token=${signed(KEY, claims(j))}` }),
  'an answer of 201': (j) => ({ ...tokens(signed(KEY, claims(j))), status: 201 }),
  'a redirect with the token in it': (j) => ({ ...tokens(signed(KEY, claims(j))), status: 302 }),
  'an answer of 400': (j) => ({ ...tokens(signed(KEY, claims(j))), status: 400 }),
  'an answer too long': (j) => tokens(signed(KEY, claims(j)), { more: 'x'.repeat(300_000) }),
}

/** Other things that are wrong around a true token. */
const JOURNEYS: Record<string, (journey: Journey) => Promise<Response>> = {
  'no state': async (j) => back({ code: 'c0de', iss: provider.issuer }, j.cookie),
  'another state': async (j) => back({ ...usual(j), state: 'x'.repeat(43) }, j.cookie),
  'a state of a journey that came before': async (j) => back({ ...usual(j), state: (await begin()).state }, j.cookie),
  'the state twice': async (j) => back([...Object.entries(usual(j)), ['state', j.state]], j.cookie),
  'the code twice': async (j) => back([...Object.entries(usual(j)), ['code', 'other']], j.cookie),
  'no code': async (j) => back({ state: j.state, iss: provider.issuer }, j.cookie),
  'no cookie: another browser': async (j) => back(usual(j), undefined),
  'the cookie of another journey': async (j) => back(usual(j), (await begin()).cookie),
  'a cookie made up': async (j) => back(usual(j), `tillit_staff_sign_on=${'A'.repeat(43)}`),
  'no issuer in the answer (RFC 9207)': async (j) => back({ code: 'c0de', state: j.state }, j.cookie),
  'the issuer of another provider: mix-up (RFC 9207)': async (j) => back({ ...usual(j), iss: other.issuer }, j.cookie),
  'the answer of the other door': async (j) => back(usual(j), j.cookie.replace('staff', 'customer'), '/me/single-sign-on/return'),
  'a token in the address (implicit flow)': async (j) => back({ ...usual(j), id_token: signed(KEY, claims(j)) }, j.cookie),
  'an error beside the code': async (j) => back({ ...usual(j), error: 'access_denied' }, j.cookie),
  'a signed answer nobody asked for (JARM)': async (j) => back({ response: signed(KEY, { ...usual(j), aud: STAFF_CLIENT.clientId, exp: now() + 60 }) }, j.cookie),
  'after eleven minutes': async (j) => { database.now = new Date(database.now.getTime() + 11 * 60_000); return back(usual(j), j.cookie) },
  'keys that the provider does not have': async (j) => withProvider({ jwks: () => ({ keys: [] }) }, () => back(usual(j), j.cookie)),
  'two keys of one kid': async (j) => withProvider({ jwks: () => ({ keys: [STRANGER.publicJwk, KEY.publicJwk] }) }, () => back(usual(j), j.cookie)),
  'a key that is for encrypting': async (j) => withProvider({ jwks: () => ({ keys: [{ ...KEY.publicJwk, use: 'enc' }] }) }, () => back(usual(j), j.cookie)),
  'a key that is shared (oct) and HS256': async (j) => withProvider({
    jwks: () => ({ keys: [{ kty: 'oct', k: Buffer.from('s').toString('base64url'), kid: 'oct', alg: 'HS256' }] }), answer: () => tokens(signedBySecret('s', claims(j), { kid: 'oct' })),
  }, () => back(usual(j), j.cookie)),
  'an RSA key of 1024 bits': async (j) => withProvider({ jwks: () => ({ keys: [SHORT.publicJwk] }), answer: () => tokens(signed(SHORT, claims(j))) }, () => back(usual(j), j.cookie)),
  'several keys and no kid': async (j) => withProvider({
    jwks: () => ({ keys: [providerKey('ES256', 'a').publicJwk, { ...KEY.publicJwk, kid: 'b' }] }), answer: () => tokens(signed(KEY, claims(j), { kid: undefined })),
  }, () => back(usual(j), j.cookie)),
}

async function withProvider<Result>(change: Partial<typeof provider>, act: () => Promise<Result>): Promise<Result> {
  const before = { jwks: provider.jwks, answer: provider.answer, metadata: provider.metadata }
  Object.assign(provider, change)
  try {
    return await act()
  } finally {
    Object.assign(provider, before)
  }
}

const sessions = async () => (await database.superuser(`select count(*)::int as n from staff_session where how = 'oidc'`)).rows[0].n as number

async function accepted(journey: Journey): Promise<Response> {
  provider.answer = () => tokens(signed(KEY, claims(journey)))
  return back(usual(journey), journey.cookie)
}

/** Connects the identity `known` to a colleague. */
async function connect(): Promise<void> {
  const { cookie } = await signedInStaff(app, house)
  const begun = await browserOf(app, cookie)('POST', '/api/v1/single-sign-on/connections')
  const { searchParams } = new URL((await bodyOf<{ location: string }>(begun)).location)
  provider.answer = () => tokens(signed(KEY, claims({ nonce: searchParams.get('nonce')! })))
  const answer = await back({ code: 'c0de', state: searchParams.get('state')!, iss: provider.issuer }, cookieIn(begun, 'tillit_staff_sign_on'))
  assert.equal(answer.headers.get('location'), '/account')
}

await connect()

test('what is right in everything is accepted, with what the provider says of how it was shown, and the code goes with its verifier', async () => {
  const journey = await begin()
  const token = signed(KEY, claims(journey))
  provider.answer = () => tokens(token, { access_token: 'access-kanariefagel' })
  const answer = await back(usual(journey), journey.cookie)
  assert.equal(answer.status, 303)
  assert.ok(cookieIn(answer, 'tillit_staff'))
  const toldToBrowser = `${await answer.text()}${JSON.stringify([...answer.headers])}`
  for (const part of [...token.split('.'), 'access-kanariefagel']) assert.ok(!toldToBrowser.includes(part), 'tokens stay here')
  const form = provider.asked.at(-1)!
  assert.deepEqual([form.get('grant_type'), form.get('code'), form.get('redirect_uri'), challengeOf(form.get('code_verifier')!)], ['authorization_code', 'c0de', STAFF_CLIENT.redirectUri, journey.challenge])
  assert.deepEqual((await database.superuser('select acr, amr from staff_identity')).rows, [{ acr: 'loa-high', amr: ['hwk', 'pin'] }])
  // One audience in a list, and RS256 where the key is RSA.
  const second = await begin()
  const listed = await withProvider({ jwks: () => ({ keys: [RSA.publicJwk, KEY.publicJwk] }), answer: () => tokens(signed(RSA, claims(second, { aud: [STAFF_CLIENT.clientId], azp: STAFF_CLIENT.clientId }))) }, () => back(usual(second), second.cookie))
  assert.equal(listed.status, 303)
})

test('AU-09: no token that is wrong in anything is accepted', async (t) => {
  const before = await sessions()
  for (const [name, make] of Object.entries(TOKENS)) {
    const journey = await begin()
    const asked = provider.asked.length
    provider.answer = () => make(journey)
    const answer = await back(usual(journey), journey.cookie)
    assert.ok(answer.status === 400 || answer.status === 503, `${name}: ${answer.status}`)
    assert.equal(cookieIn(answer, 'tillit_staff'), undefined, name)
    assert.equal(provider.asked.length, asked + 1, `${name}: the token was asked for`)
    // Nor is the journey worth anything afterwards.
    assert.equal((await accepted(journey)).status, 400, name)
  }
  assert.equal(await sessions(), before)
  assert.equal((await accepted(await begin())).status, 303)
  const n = Object.keys(TOKENS).length + Object.keys(JOURNEYS).length
  assert.ok(n >= 40)
  t.diagnostic(`${Object.keys(TOKENS).length} tokens here and ${Object.keys(JOURNEYS).length} answers below, 0 accepted (the catalogue asks for 40)`)
})

test('AU-09: no answer is accepted that is not for this browser, this provider, this door, once', async () => {
  const before = await sessions()
  for (const [name, go] of Object.entries(JOURNEYS)) {
    const journey = await begin()
    provider.answer = () => tokens(signed(KEY, claims(journey)))
    const answer = await go(journey)
    assert.ok([400, 403, 404, 503].includes(answer.status), `${name}: ${answer.status}`)
    assert.equal(cookieIn(answer, 'tillit_staff') ?? cookieIn(answer, 'tillit_customer'), undefined, name)
  }
  assert.equal(await sessions(), before)
  // The same answer twice, and fifty times at once, is one session.
  const journey = await begin()
  const all = await Promise.all(Array.from({ length: 50 }, () => accepted(journey)))
  assert.equal(all.filter((answer) => answer.status === 303).length, 1)
  assert.equal(await sessions(), before + 1)
})

test('an answer to somebody else’s question does not use up ours', async () => {
  const journey = await begin()
  assert.equal((await back({ ...usual(journey), state: 'x'.repeat(43) }, journey.cookie)).status, 400)
  assert.equal((await accepted(journey)).status, 303)
})

test('AU-09: a subject in other letters, of another issuer, or with a verified address of a colleague is nobody', async () => {
  for (const more of [{ sub: 'Known' }, { sub: 'known ' }, { sub: 'stranger', email: 'astrid@example.org', email_verified: true }, { sub: 'astrid@example.org', email_verified: false, preferred_username: 'known' }]) {
    const journey = await begin()
    provider.answer = () => tokens(signed(KEY, claims(journey, more)))
    assert.equal((await back(usual(journey), journey.cookie)).status, 403, JSON.stringify(more))
  }
  // The same subject, truly signed, at a provider that the setting names from now on.
  const moved = houseWithProvider(staffed.house, { staff: other.issuer })
  const begun = await moved.app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  const { searchParams } = new URL((await bodyOf<{ location: string }>(begun)).location)
  other.answer = () => tokens(signed(other.keys[0]!, claims({ nonce: searchParams.get('nonce')! }, { iss: other.issuer })))
  const answer = await moved.app.request(`/single-sign-on/return?${new URLSearchParams({ code: 'c0de', state: searchParams.get('state')!, iss: other.issuer })}`, { headers: { cookie: cookieIn(begun, 'tillit_staff_sign_on')! } })
  assert.equal(answer.status, 403)
})

test('a provider that describes itself as somebody else, sends elsewhere or signs with shared secrets only is not used', async () => {
  const wrong: Record<string, unknown>[] = [
    { issuer: other.issuer }, { issuer: undefined }, { authorization_endpoint: `${other.issuer}/auth` }, { authorization_endpoint: 'javascript:alert(1)' }, { authorization_endpoint: undefined },
    { id_token_signing_alg_values_supported: ['HS256', 'none'] }, { issuer: 'http://127.0.0.1/{tenantid}' },
  ]
  for (const more of wrong) {
    const fresh = houseWithProvider(staffed.house, { staff: provider.issuer })
    const begun = await withProvider({ metadata: { ...DESCRIPTION, ...more } }, async (): Promise<Response> => fresh.app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } }))
    assert.equal(begun.status, 503, JSON.stringify(more))
    assert.equal(cookieIn(begun, 'tillit_staff_sign_on'), undefined)
  }
  // Keys or tokens from a host that the settings do not name are not fetched.
  for (const more of [{ token_endpoint: `${other.issuer}/token` }, { jwks_uri: `${other.issuer}/keys` }]) {
    const fresh = houseWithProvider(staffed.house, { staff: provider.issuer })
    const asked = other.asked.length
    const status = await withProvider({ metadata: { ...DESCRIPTION, ...more } }, async () => {
      const begun = await fresh.app.request('/api/v1/single-sign-on/sign-ins', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
      const { searchParams } = new URL((await bodyOf<{ location: string }>(begun)).location)
      provider.answer = () => tokens(signed(KEY, claims({ nonce: searchParams.get('nonce')! })))
      return (await fresh.app.request(`/single-sign-on/return?${new URLSearchParams({ code: 'c0de', state: searchParams.get('state')!, iss: provider.issuer })}`, { headers: { cookie: cookieIn(begun, 'tillit_staff_sign_on')! } })).status
    })
    assert.equal(status, 503, JSON.stringify(more))
    assert.equal(other.asked.length, asked)
  }
})
