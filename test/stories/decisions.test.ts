import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Client } from 'pg'
import { effectiveChoice, isNo } from '../../src/consent/standing.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import type { Condition, Operator } from '../../src/decisions/audience.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { decideUnderLock } from '../../src/decisions/decide-under-lock.ts'
import type { Use } from '../../src/decisions/facts.ts'
import { findAudience } from '../../src/decisions/find-audience.ts'
import type { Question } from '../../src/decisions/question.ts'
import type { Channel } from '../../src/law/channel.ts'
import { Database, sqlState, type Tx } from '../../src/plumbing/database.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { LANGUAGES, t } from '../../src/values/text.ts'
import type { TestDatabase } from '../database.ts'
import { factsInSql } from '../facts-in-sql.ts'
import { randomNumbers } from '../random-facts.ts'
import { randomPerson } from '../random-people.ts'
import { companyDatabase, ground, point, said, sale, sayer, seed, somebody, SELLER, type SeededPerson } from '../seeded-people.ts'

const SEED = 20261122

const ask = (purpose: string, channel: Channel, use: Use = 'send', but: Partial<Question> = {}): Question => ({ purpose, channel, use, ...but })
const NEWS = ask('news', 'email')
const ABOUT_SKIS = ask('news', 'email', 'send', { about: 'skis' })

const RENEW = ask('news', 'email', 'ask', { renewal: true })
/** The yes to news ends by itself then. */
const ends = (one: SeededPerson, until: string): void => { one.grounds[0]!['until'] = until }
/** Something else that the person is written to about at the same address. */
const welcome = (one: SeededPerson, purpose: string): void => {
  one.standing.push(said(purpose, 'email', 'given', 7, { contact_point_id: one.points[0]!['contact_point_id'] }))
  one.grounds.push(ground(purpose, 'consent', { entry_seq: 7 }))
}

/** A situation in the tables, the question, and the rule that must answer. */
type Case = [situation: string, question: Question, rule: string, change: (one: SeededPerson) => void]

/** Changes of somebody who has said yes to news by e-mail. */
const AFTER_A_YES: readonly Case[] = [
  ['a yes stands', NEWS, 'D4a', () => {}],
  ['a yes to news is none to events', ask('events', 'email'), 'D4m', () => {}],
  ['a yes by e-mail is none by text message', ask('news', 'sms'), 'D4m', (one) => one.points.push(point('phone'))],
  ['the purpose is unknown', ask('astrology', 'email'), 'D1d', () => {}],
  ['the channel is unknown', ask('news', 'pigeon' as Channel), 'D1a', () => {}],
  ['the purpose does not use the channel', ask('news', 'phone'), 'D1e', () => {}],
  ['the yes lies in the future', NEWS, 'D1f', (one) => { one.standing[0]!['since'] = '2026-03-03T09:00:00Z' }],
  ['the data is restricted for another purpose', NEWS, 'D4a', (one) => one.restrictions.push({ purpose: 'events' })],
  ['the data is restricted, but the person consents', NEWS, 'D4a', (one) => one.restrictions.push({ purpose: '*' })],
  ['the data is restricted and no yes stands', ask('events', 'email'), 'D2a', (one) => one.restrictions.push({ purpose: '*' })],
  ['one address is restricted', NEWS, 'D1j', (one) => one.restrictions.push({ purpose: '*', field_key: 'email' })],
  ['no to all direct marketing came later', NEWS, 'D2b', (one) => one.standing.push(said('*', '*', 'objected', 5))],
  ['no to all direct marketing came earlier', NEWS, 'D4a', (one) => { one.standing[0]!['seq'] = 6; one.standing.push(said('*', '*', 'objected', 5)) }],
  ['no to all marketing by e-mail', NEWS, 'D10b', (one) => one.standing.push(said('*', 'email', 'withdrawn', 5))],
  ['no to all marketing by letter leaves e-mail', NEWS, 'D4a', (one) => one.standing.push(said('*', 'letter', 'withdrawn', 5))],
  ['the person objected to the purpose', NEWS, 'D2c', (one) => { one.standing[0]!['state'] = 'objected' }],
  ['the person objected to the purpose on every channel', NEWS, 'D2c', (one) => one.standing.push(said('news', '*', 'objected', 5))],
  ['the yes was taken back', NEWS, 'D10a', (one) => { one.standing[0]!['state'] = 'withdrawn' }],
  ['the purpose was refused on every channel', NEWS, 'D10a', (one) => one.standing.push(said('news', '*', 'withdrawn', 5))],
  ['the yes has expired', NEWS, 'D4e', (one) => { one.standing[0]!['state'] = 'expired' }],
  ['the yes was voided', NEWS, 'D4e', (one) => { one.standing[0]!['state'] = 'voided' }],
  ['an expired yes lets the older no stand again', NEWS, 'D2b', (one) => { one.standing[0]!['state'] = 'expired'; one.standing[0]!['seq'] = 6; one.standing.push(said('*', '*', 'objected', 5)) }],
  ['the yes is not confirmed', NEWS, 'D4d', (one) => { one.standing[0]!['state'] = 'unconfirmed' }],
  ['the person was asked and has not answered', NEWS, 'D4m', (one) => { one.standing[0]!['state'] = 'asked' }],
  ['a no is being recorded', NEWS, 'D5a', (one) => one.stops.push({ purpose: '*', channel: '*' })],
  ['a no by text message is being recorded', NEWS, 'D4a', (one) => one.stops.push({ purpose: 'news', channel: 'sms' })],
  ['the waiting no has been recorded', NEWS, 'D4a', (one) => one.stops.push({ purpose: '*', channel: '*', recorded_at: '2026-01-01T00:00:00Z' })],
  ['the person died last year', NEWS, 'D1g', (one) => { one.person['deceased_at'] = '2025-12-24' }],
  ['a child of twelve in Sweden', NEWS, 'D1h', (one) => { one.profile['birth_date'] = '2013-03-03' }],
  ['a child of thirteen in Sweden', NEWS, 'D4a', (one) => { one.profile['birth_date'] = '2013-03-02' }],
  ['a child of thirteen in Germany', NEWS, 'D1h', (one) => { one.profile['birth_date'] = '2013-03-02'; one.person['country'] = 'DE' }],
  ['a child of thirteen in nobody knows where', NEWS, 'D1h', (one) => { one.profile['birth_date'] = '2013-03-02'; one.person['country'] = null }],
  ['a child of twelve whose guardian said yes', NEWS, 'D4a', (one) => { one.profile['birth_date'] = '2013-03-03'; one.entries.push({ seq: 1, actor_kind: 'guardian' }) }],
  ['a protected identity by e-mail', NEWS, 'D4a', (one) => { one.person['protected_identity'] = true }],
  ['a protected identity in an export', ask('news', 'email', 'export'), 'D1i', (one) => { one.person['protected_identity'] = true }],
  ['the mailbox was given up', NEWS, 'D1j', (one) => { one.points[0]!['ended_at'] = '2026-01-01T00:00:00Z' }],
  ['the mailbox is blocked after an unproved no', NEWS, 'D1j', (one) => one.blocks.push({ field_key: 'email' })],
  ['the mailbox was never shown to be theirs', NEWS, 'D4g', (one) => { one.points[0]!['verified_at'] = null }],
  ['a new mailbox starts unanswered', NEWS, 'D4f', (one) => { one.points[0]!['ended_at'] = '2026-01-01T00:00:00Z'; one.points.push(point('email')) }],
  ['a second mailbox leaves the yes with the first', NEWS, 'D4a', (one) => one.points.push(point('email', { since: '2026-02-01T00:00:00Z' }))],
  ['the ground of the yes has ended', NEWS, 'D4h', (one) => { one.grounds[0]!['ended_at'] = '2026-01-01T00:00:00Z' }],
  ['the ground of the yes has run out', NEWS, 'D4h', (one) => { one.grounds[0]!['until'] = '2026-01-01T00:00:00Z' }],
  ['the ground of the yes has not begun', NEWS, 'D4h', (one) => { one.grounds[0]!['since'] = '2026-03-02T09:00:01Z' }],
  ['the wish for one a month has been met', NEWS, 'D1k', (one) => { one.standing[0]!['frequency'] = 'monthly'; one.uses.push({ purpose: 'news', channel: 'email', at: '2026-02-02T10:00:00Z' }) }],
  ['the last one was more than a month ago', NEWS, 'D4a', (one) => { one.standing[0]!['frequency'] = 'monthly'; one.uses.push({ purpose: 'news', channel: 'email', at: '2026-02-02T08:00:00Z' }) }],
  ['as it comes has no bound', NEWS, 'D4a', (one) => { one.standing[0]!['frequency'] = 'as-it-comes'; one.uses.push({ purpose: 'news', channel: 'email', at: '2026-03-02T08:00:00Z' }) }],
  ['a wish for how often that nobody understands', NEWS, 'D1a', (one) => { one.standing[0]!['frequency'] = 'every blue moon' }],
  ['the wish for paper gives way to a yes by e-mail', NEWS, 'D4a', (one) => { one.profile['delivery'] = 'paper'; one.points.push(point('postal')) }],
  ['an export before the person was told', ask('news', 'email', 'export'), 'D8a', (one) => one.provenance.push({ collected: 'other' })],
  ['an export after the person was told', ask('news', 'email', 'export'), 'D4a', (one) => one.provenance.push({ collected: 'other', notice_given_at: '2026-01-01T00:00:00Z' })],
  ['an export of what the person gave', ask('news', 'email', 'export'), 'D4a', (one) => one.provenance.push({ collected: 'self' })],
  ['asked again after a yes', ask('news', 'email', 'ask'), 'D7c', () => {}],
  ['asked for events where news are welcome', ask('events', 'email', 'ask'), 'D7d', () => {}],
  ['asked for events where news were welcome once', ask('events', 'email', 'ask'), 'D7f', (one) => { one.grounds[0]!['ended_at'] = '2026-01-01T00:00:00Z' }],
  ['asked by text message where news come by e-mail', ask('events', 'sms', 'ask'), 'D7f', (one) => one.points.push(point('phone'))],
  ['asked after stop asking', ask('events', 'email', 'ask'), 'D7a', (one) => { one.head['stop_asking_since'] = '2026-01-01T00:00:00Z' }],
  ['asked five months after a no', ask('events', 'email', 'ask'), 'D7b', (one) => { one.head['last_no_at'] = '2025-10-02T00:00:00Z' }],
  ['asked to renew a yes that ends in three months', RENEW, 'D7i', (one) => ends(one, '2026-06-02T00:00:00Z')],
  ['asked to renew a yes that ends in more than six months', RENEW, 'D7c', (one) => ends(one, '2026-09-02T09:00:01Z')],
  ['asked to renew a yes that has no end', RENEW, 'D7c', () => {}],
  ['asked like anybody else near the end of a yes', ask('news', 'email', 'ask'), 'D7c', (one) => ends(one, '2026-06-02T00:00:00Z')],
  ['asked to renew after five months without a question', RENEW, 'D7g', (one) => { ends(one, '2026-06-02T00:00:00Z'); one.head['last_asked_at'] = '2025-10-02T00:00:00Z' }],
  ['asked to renew after six months without a question', RENEW, 'D7i', (one) => { ends(one, '2026-06-02T00:00:00Z'); one.head['last_asked_at'] = '2025-09-02T09:00:00Z' }],
  ['asked to renew what has run out', RENEW, 'D7h', (one) => ends(one, '2026-03-02T08:59:59Z')],
  ['asked to renew what the sweep has ended, where other marketing is welcome', RENEW, 'D7h', (one) => { welcome(one, 'events'); one.standing[0]!['state'] = 'expired' }],
  ['asked to renew events that were never said yes to, where news are welcome', ask('events', 'email', 'ask', { renewal: true }), 'D7h', () => {}],
  ['asked to renew after a no that is long ago', RENEW, 'D7h', (one) => { welcome(one, 'events'); ends(one, '2026-06-02T00:00:00Z'); one.standing[0]!['state'] = 'withdrawn'; one.head['last_no_at'] = '2025-06-02T00:00:00Z' }],
  ['asked to renew five months after a no to something else', RENEW, 'D7b', (one) => { ends(one, '2026-06-02T00:00:00Z'); one.head['last_no_at'] = '2025-10-02T00:00:00Z' }],
  ['asked to renew after stop asking', RENEW, 'D7a', (one) => { ends(one, '2026-06-02T00:00:00Z'); one.head['stop_asking_since'] = '2026-01-01T00:00:00Z' }],
  ['asked to renew by text message what was said for a mailbox', ask('news', 'sms', 'ask', { renewal: true }), 'D7h', (one) => { one.points.push(point('phone')); ends(one, '2026-06-02T00:00:00Z') }],
  ['asked to renew under restriction', RENEW, 'D2a', (one) => { ends(one, '2026-06-02T00:00:00Z'); one.restrictions.push({ purpose: '*' }) }],
  ['asked seven months after a no', ask('events', 'email', 'ask'), 'D7d', (one) => { one.head['last_no_at'] = '2025-08-02T00:00:00Z' }],
]

/** Changes of a Swedish consumer with a mailbox who has said nothing. */
const WITHOUT_A_YES: readonly Case[] = [
  ['nothing was asked', NEWS, 'D4m', () => {}],
  ['a sale with all its evidence', ABOUT_SKIS, 'D4b', (one) => one.grounds.push(sale('news'))],
  ['a mailing that is about nothing', NEWS, 'D4j', (one) => one.grounds.push(sale('news'))],
  ['a mailing about something else', ask('news', 'email', 'send', { about: 'boats' }), 'D4j', (one) => one.grounds.push(sale('news'))],
  ['a sale too long ago', ABOUT_SKIS, 'D4i', (one) => one.grounds.push(sale('news', { last_sale_at: '2025-03-02T08:59:00Z' }))],
  ['a sale of which nobody knows the day', ABOUT_SKIS, 'D4i', (one) => one.grounds.push(sale('news', { last_sale_at: null }))],
  ['a sale without the offer to say no', ABOUT_SKIS, 'D4k', (one) => one.grounds.push(sale('news', { opt_out_offered: false }))],
  ['a sale by somebody else', ABOUT_SKIS, 'D4l', (one) => one.grounds.push(sale('news', { seller: 'Another AB' }))],
  ['a sale by us in other letters', ABOUT_SKIS, 'D4b', (one) => one.grounds.push(sale('news', { seller: SELLER.toUpperCase() }))],
  ['two sales, one of them good', ABOUT_SKIS, 'D4b', (one) => one.grounds.push(sale('news', { opt_out_offered: false }), sale('news'))],
  ['two half sales make no whole', ABOUT_SKIS, 'D4j', (one) => one.grounds.push(sale('news', { product_groups: [] }), sale('news', { seller: null, product_groups: [] }))],
  ['a sale dies with an objection', ABOUT_SKIS, 'D2c', (one) => { one.grounds.push(sale('news')); one.standing.push(said('news', 'email', 'objected', 1)) }],
  ['a sale to somebody whose country nobody knows', ABOUT_SKIS, 'D4b', (one) => { one.person['country'] = null; one.grounds.push(sale('news')) }],
  ['a work address nobody knows the country of', ABOUT_SKIS, 'D4m', (one) => { one.person = { country: null, capacity: 'role' }; one.grounds.push(sale('news')) }],
  ['asked after a sale', ask('events', 'email', 'ask', { about: 'skis' }), 'D7d', (one) => one.grounds.push(sale('news'))],
  ['asked out of nothing', ask('events', 'email', 'ask'), 'D7f', () => {}],
  ['asked on an invoice', ask('events', 'email', 'ask', { withinServiceMessage: true }), 'D7d', (one) => { one.points = [] }],
  ['asked where no yes is needed', ask('events', 'letter', 'ask'), 'D7e', (one) => one.points.push(point('postal'))],
  ['a letter to somebody with a legitimate interest', ask('events', 'letter'), 'D4c', (one) => { one.points.push(point('postal', { verified_at: null })); one.grounds.push(ground('events', 'legitimate-interest')) }],
  ['a letter to somebody without one', ask('events', 'letter'), 'D1n', (one) => one.points.push(point('postal'))],
  ['a letter to a protected identity', ask('events', 'letter'), 'D1i', (one) => { one.points.push(point('postal')); one.grounds.push(ground('events', 'legitimate-interest')); one.person['protected_identity'] = true }],
  ['a letter to somebody who wants it digitally', ask('events', 'letter'), 'D1l', (one) => { one.points.push(point('postal')); one.grounds.push(ground('events', 'legitimate-interest')); one.profile['delivery'] = 'digital' }],
  ['mail to a Swedish work address', ask('events', 'email'), 'D4c', (one) => { one.person['capacity'] = 'role'; one.grounds.push(ground('events', 'legitimate-interest')) }],
  ['mail to a Norwegian work address', ask('events', 'email'), 'D4m', (one) => { one.person = { country: 'NO', capacity: 'role' }; one.grounds.push(ground('events', 'legitimate-interest')) }],
  ['mail to a Swedish sole trader', ask('events', 'email'), 'D4m', (one) => { one.person['capacity'] = 'sole-trader'; one.grounds.push(ground('events', 'legitimate-interest')) }],
  ['service under contract, after no to everything', ask('service', 'email'), 'D3b', (one) => { one.grounds.push(ground('service', 'contract')); one.standing.push(said('*', '*', 'objected', 5)) }],
  ['service with advertising in it', ask('service', 'email', 'send', { carriesAdvertising: true }), 'D3a', (one) => one.grounds.push(ground('service', 'contract'))],
  ['service without a contract', ask('service', 'email'), 'D1n', () => {}],
  ['service on a ground of another kind', ask('service', 'email'), 'D1n', (one) => one.grounds.push(ground('service', 'legitimate-interest'))],
  ['service by mail for somebody who wants paper', ask('service', 'email'), 'D1l', (one) => { one.grounds.push(ground('service', 'contract')); one.profile['delivery'] = 'paper'; one.points.push(point('postal')) }],
  ['service for somebody who wants paper and has no address', ask('service', 'email'), 'D3b', (one) => { one.grounds.push(ground('service', 'contract')); one.profile['delivery'] = 'paper' }],
  ['service under restriction', ask('service', 'email'), 'D2a', (one) => { one.grounds.push(ground('service', 'contract')); one.restrictions.push({ purpose: '*' }) }],
  ['an invoice under restriction', ask('invoicing', 'email'), 'D3b', (one) => { one.grounds.push(ground('invoicing', 'contract')); one.restrictions.push({ purpose: '*' }) }],
  ['an invoice to an estate', ask('invoicing', 'email'), 'D3b', (one) => { one.grounds.push(ground('invoicing', 'contract')); one.person['deceased_at'] = '2025-12-24' }],
  ['statistics on a legitimate interest', ask('analytics', 'none', 'profile'), 'D4c', (one) => one.grounds.push(ground('analytics', 'legitimate-interest'))],
  ['statistics after an objection', ask('analytics', 'none', 'profile'), 'D2c', (one) => { one.grounds.push(ground('analytics', 'legitimate-interest')); one.standing.push(said('analytics', 'none', 'objected', 1)) }],
]

test('each situation in the tables is answered by its rule, in words', async (context) => {
  const database = await companyDatabase()
  const cases = [...AFTER_A_YES.map((each) => ({ each, one: sayer() })), ...WITHOUT_A_YES.map((each) => ({ each, one: somebody() }))]
  for (const { each, one } of cases) each[3](one)
  await seed(database, cases.map(({ one }) => one))
  for (const { each: [situation, question, rule], one } of cases) {
    const [decision] = await database.read((tx) => decideFor(tx, [one.personId], [question]))
    assert.equal(decision!.rule, rule, situation)
    for (const language of LANGUAGES) assert.ok(t(language, decision!.text, decision!.parameters).length > 10, situation)
    if (decision!.allowed && question.use !== 'ask') assert.ok(one.grounds.some((each) => each['ground_id'] === decision!.groundId), `${situation}: rests on a ground`)
  }
  context.diagnostic(`${cases.length} situations`)
})

test('what the person has said is read in SQL as the pure standing reads it', async () => {
  const database = await companyDatabase()
  const random = randomNumbers(SEED + 1)
  // The fold knows no clock: when a yes has had its time, the sweep tells it.
  const people = Array.from({ length: 500 }, () => randomPerson(random)).map((one) => ({ ...one, standing: one.standing.map((row) => ({ ...row, until: null })) }))
  await seed(database, people)
  const ids = people.map((one) => one.personId)
  const questions = [NEWS, ask('events', 'sms'), ask('surveys', 'phone'), ask('service', 'email')]
  const found = await database.read((tx) => factsInSql(tx, ids, questions))
  const standings = await database.read((tx) => selectStandings(tx, ids))
  const heard = new Set<string>()
  for (const { personId, question, facts } of found) {
    const { purpose, channel } = questions[question]!
    const choice = effectiveChoice(standings.get(personId)!, purpose, channel, facts.purposeKind === 'marketing')
    const marketing = facts.purposeKind === 'marketing' && (facts.objectedToDirectMarketing || facts.saidNoToAllMarketing)
    assert.equal(Boolean(facts.standing === 'withdrawn' || marketing), choice !== undefined && isNo(choice.state), `${purpose} ${channel} ${choice?.state}`)
    if (choice?.state === 'given' || choice?.state === 'unconfirmed') assert.equal(facts.standing, choice.state)
    heard.add(choice?.state ?? 'nothing')
  }
  assert.ok(heard.size >= 8, [...heard].join(' '))
})

test('an audience counts, lists page by page and says why the others not', async () => {
  const database = await companyDatabase()
  const random = randomNumbers(SEED + 2)
  const people = Array.from({ length: 400 }, () => randomPerson(random))
  await seed(database, people)
  const question = ask('events', 'sms')
  const where: Condition[] = [{ field: 'city', op: 'is', value: 'Göteborg' }, { field: 'interests', op: 'has', value: 'Cycling' }]
  const expected = people.filter((one) => {
    const [city, interests] = [String(one.profile['city'] ?? ''), (one.profile['interests'] ?? []) as string[]]
    return city.toLowerCase() === 'göteborg' && interests.includes('cycling') && !one.blocks.some((block) => block['field_key'] === 'city')
  })
  const answers = await database.read((tx) => decideFor(tx, expected.map((one) => one.personId), [question]))
  const whole = await database.read((tx) => findAudience(tx, question, where, { limit: 400 }))
  assert.equal(whole.matching, expected.length)
  assert.ok(whole.matching > 20)
  assert.equal(whole.permitted, answers.filter((each) => each.allowed).length)
  assert.deepEqual(new Set(whole.people.map((each) => each.personId)), new Set(answers.filter((each) => each.allowed).map((each) => each.personId)))
  for (const { rule, count, text } of whole.reasons) {
    assert.equal(count, answers.filter((each) => each.rule === rule).length, rule)
    assert.ok(t('sv', text, { channel: 'sms' }))
  }
  assert.equal(whole.permitted + whole.reasons.reduce((sum, each) => sum + each.count, 0), whole.matching)

  const rule = whole.reasons[0]!.rule
  const all = await database.read((tx) => findAudience(tx, question, where, { rule, limit: 400 }))
  const paged = []
  for (let after: PersonId | undefined; ; ) {
    const page = await database.read((tx) => findAudience(tx, question, where, { rule, limit: 3, ...(after && { after }) }))
    paged.push(...page.people)
    if (page.next === null) break
    after = page.next
  }
  assert.deepEqual(paged, all.people)
  assert.equal(paged.length, whole.reasons[0]!.count)
  for (const one of all.people) {
    const hidden = people.find((each) => each.personId === one.personId)!.person['protected_identity']
    assert.equal(one.name === null, hidden, 'a protected identity has no name in a list')
  }
})

test('an audience is narrowed only by what the purpose needs, in the way the field allows', async () => {
  const database = await companyDatabase()
  const refusal = async (field: string, op: Operator, value: string | number, purpose = 'events'): Promise<string> => {
    try {
      await database.read((tx) => findAudience(tx, ask(purpose, 'email'), [{ field, op, value }], { limit: 1 }))
      return 'accepted'
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return `${error.kind} ${error.detail.rule ?? ''} ${error.detail.text}`
    }
  }
  assert.equal(await refusal('city', 'is', "Göteborg' or true --"), 'accepted')
  assert.equal(await refusal('country', 'is', 'NO'), 'accepted')
  assert.equal(await refusal('birth_date', 'at-least', '2000-02-29', 'competitions'), 'accepted')
  assert.equal(await refusal('birth_date', 'at-least', '2000-02-30', 'competitions'), 'invalid  decisions.filter.value-unfit')
  assert.equal(await refusal('birth_date', 'at-least', '2000-01-01'), 'refused H1 decisions.filter.field-not-needed')
  assert.equal(await refusal('health_note', 'is', 'x', 'service'), 'refused H6 decisions.filter.field-sensitive')
  assert.equal(await refusal('email', 'is', 'x'), 'accepted')
  assert.equal(await refusal('email', 'at-least', 'x'), 'invalid  decisions.filter.operator-unfit')
  assert.equal(await refusal('person_id', 'is', 'x'), 'invalid  decisions.filter.field-unknown')
  assert.equal(await refusal('city', 'at-least', 'G'), 'invalid  decisions.filter.operator-unfit')
  assert.equal(await refusal('interests', 'has', 5), 'invalid  decisions.filter.value-unfit')
  assert.equal(await refusal('capacity', 'is', 'king'), 'invalid  decisions.filter.value-unfit')
})

test('CS-03: whatever breaks, the answer is no, nothing is sent and the reason has a name', async () => {
  const database = await companyDatabase()
  const maria = sayer()
  await seed(database, [maria])
  let sent = 0
  /** Sends as sending does: under the lock, and only on a yes. Says why not. */
  const send = async (question: Question, before: (tx: Tx) => Promise<unknown> = async () => {}, from: Database = database): Promise<string> => {
    try {
      return await from.writeOnce(async (tx) => {
        await before(tx)
        const [decision] = await decideUnderLock(tx, [maria.personId], [question])
        if (decision!.allowed) sent++
        return decision!.rule
      })
    } catch (error) {
      const { message } = error as Error
      return /ECONN|terminat|not queryable/.test(message) ? 'connection lost' : (sqlState(error) ?? message)
    }
  }
  assert.equal(await send(NEWS), 'D4a')
  assert.equal(sent, 1, 'with everything in order it is sent')

  assert.equal(await send(ask('astrology', 'email')), 'D1d')
  assert.equal(await send(ask('news', 'phone')), 'D1e')
  database.now = new Date('2025-10-01T00:00:00Z')
  assert.equal(await send(NEWS), 'D1f', 'a clock before the yes')
  database.now = new Date('2026-03-02T09:00:00Z')
  const cut = new Database({ connection: database.connection, clock: () => database.now })
  // A connection cut in the middle of a statement tells its client too, and not only whoever waits for the answer.
  cut.pool.on('connect', (client) => client.on('error', () => {}))
  assert.equal(await send(NEWS, cutOff(database), cut), 'connection lost', 'the connection is cut')
  await cut.close()

  const holder = await database.pool.connect()
  await holder.query('begin; set local role tillit_app')
  await holder.query('select from person where person_id = $1 for update', [maria.personId])
  assert.equal(await send(NEWS, (tx) => sql`set local lock_timeout = '100ms'`.execute(tx.db)), '55P03', 'the lock is held by somebody else')
  assert.equal(await send(NEWS, (tx) => sql`set local statement_timeout = '100ms'`.execute(tx.db)), '57014', 'the answer takes too long')
  await holder.query('rollback')
  holder.release()

  const broken: [statement: string, reason: string][] = [
    ["update standing set frequency = 'now and then'", 'D1a'],
    ["update standing set state = 'perhaps'", 'D4m'],
    ["update purpose_version set kind = 'nonsense'", 'D1a'],
    ["update purpose_basis set basis = 'nonsense'", 'D1a'],
    ["delete from purpose_basis where purpose_key = 'news'", 'D1m'],
    ['update purpose_version set retired = true', 'D1d'],
    ['delete from ground', 'D4h'],
    ['delete from contact_point', 'D1j'],
    ['delete from standing', 'D4m'],
  ]
  for (const [statement, reason] of broken) {
    assert.equal(await brokenly(database, statement, maria.personId), reason, statement)
  }
  await database.superuser('drop table standing cascade')
  assert.equal(await send(NEWS), '42P01', 'a table is gone')

  const gone = new Database({ connection: { host: '127.0.0.1', port: 1, user: 'nobody', database: 'nowhere' }, clock: () => database.now })
  assert.equal(await send(NEWS, undefined, gone), 'connection lost', 'no server')
  await gone.close()
  assert.equal(sent, 1, '0 sends after that')
})

test('somebody who is not in the register, or was erased, is answered no by name', async () => {
  const database = await companyDatabase()
  const [known, erased] = [sayer(), sayer()]
  await seed(database, [known, erased])
  await database.superuser('insert into ledger_entry (person_id, seq, kind, at, surface, actor_kind, evidence, salt) values ($1, 1, $2, now(), $3, $4, $5, $6)', [erased.personId, 'withdrawn', 'web', 'person', '{}', Buffer.alloc(32)])
  await database.superuser('delete from person where person_id = $1', [erased.personId])
  const stranger = somebody().personId
  const answers = await database.read((tx) => decideFor(tx, [stranger, known.personId, erased.personId], [NEWS, ask('service', 'email')]))
  assert.deepEqual(answers.map((each) => each.rule), ['D1c', 'D1c', 'D4a', 'D1n', 'D1b', 'D1b'])
  assert.equal(answers[2]!.entrySeq, 1)
  assert.equal(answers[2]!.contactPointId, known.points[0]!['contact_point_id'])
})

/** Ends the server's side of a transaction's connection, as a failing server would. */
function cutOff(database: TestDatabase): (tx: Tx) => Promise<unknown> {
  return async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.db)
    await database.superuser('select pg_terminate_backend($1)', [rows[0]!.pid])
  }
}

/** The rule that answers while a statement stands, which is then taken back. */
async function brokenly(database: TestDatabase, statement: string, personId: PersonId): Promise<string> {
  const client = new Client(database.connection)
  await client.connect()
  try {
    await client.query('begin')
    await client.query(statement)
    const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: { connect: async () => Object.assign(client, { release: () => {} }), end: async () => {} } as never }) })
    const [decision] = await decideFor({ db: kysely, now: database.now, beforeCommit: () => {}, afterCommit: () => {} }, [personId], [NEWS])
    return decision!.rule
  } finally {
    await client.query('rollback')
    await client.end()
  }
}
