import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../plumbing/errors.ts'
import { starterCatalogue } from '../purposes/starter-catalogue.ts'
import { checkDraft, languageFor, stateAfter, type MailingDraft } from './mailing.ts'

const catalogue = starterCatalogue('2026-03-02')
const words = { subject: 'Hej', body: 'Hej' }
const draft: MailingDraft = { kind: 'mailing', name: 'x', purposes: ['news'], channel: 'email', about: null, audience: { where: [] }, content: { sv: words } }

function refusal(change: Partial<MailingDraft>): Problem['detail'] {
  try {
    checkDraft({ ...draft, ...change }, catalogue)
  } catch (error) {
    if (error instanceof Problem) return error.detail
  }
  return { text: 'none' }
}

test('a draft that fits is taken, in one language or in three', () => {
  assert.equal(refusal({}).text, 'none')
  assert.equal(refusal({ content: { sv: words, nb: words, en: words } }).text, 'none')
  assert.equal(refusal({ kind: 'ask', purposes: ['news', 'events'] }).text, 'none')
  assert.equal(refusal({ kind: 'service', purposes: ['contract'] }).text, 'none')
})

test('D3: a service message has no marketing purpose, and a mailing no other', () => {
  assert.deepEqual([refusal({ kind: 'service' }).rule, refusal({ kind: 'service' }).text], ['D3', 'messages.draft.purpose-marketing'])
  assert.deepEqual([refusal({ purposes: ['contract'] }).rule, refusal({ purposes: ['contract'] }).text], ['D3', 'messages.draft.purpose-not-marketing'])
})

test('H1: a field the purpose does not need may not stand in it', () => {
  const detail = refusal({ content: { sv: { subject: 'Hej', body: 'Du bor i {{birth_date|okänd}}' } } })
  assert.deepEqual([detail.rule, detail.field, detail.parameters?.['field']], ['H1', 'content.sv.body', 'birth_date'])
  assert.equal(refusal({ content: { sv: { subject: 'Hej {{given_name|du}}', body: 'x' } } }).text, 'none')
})

test('what is missing or unknown is named', () => {
  assert.equal(refusal({ purposes: ['sorcery'] }).text, 'messages.draft.purpose-unknown')
  assert.equal(refusal({ purposes: ['news', 'events'] }).text, 'messages.draft.one-purpose')
  assert.equal(refusal({ kind: 'ask', purposes: ['contract'] }).text, 'messages.draft.purpose-no-question')
  assert.equal(refusal({ content: {} }).text, 'messages.draft.no-words')
  assert.equal(refusal({ content: { nb: { subject: 'a\nb', body: 'x' } } }).field, 'content.nb.subject')
})

test('the language is the person’s, else their country’s, else the company’s, among those there are', () => {
  const all = { sv: words, nb: words, en: words }
  assert.equal(languageFor({ language: 'nb', country: 'SE' }, 'SE', all), 'nb')
  assert.equal(languageFor({ language: null, country: 'NO' }, 'SE', all), 'nb')
  assert.equal(languageFor({ language: 'xx', country: 'DE' }, 'SE', all), 'en')
  assert.equal(languageFor({ language: null, country: null }, 'SE', all), 'sv')
  assert.equal(languageFor({ language: 'nb', country: 'NO' }, 'NO', { sv: words }), 'sv')
})

test('acts that do not fit the state are a conflict', () => {
  assert.equal(stateAfter('draft', 'start'), 'sending')
  assert.equal(stateAfter('paused', 'resume'), 'sending')
  for (const [state, act] of [['sending', 'start'], ['stopped', 'resume'], ['done', 'pause'], ['sending', 'change']] as const) {
    assert.throws(() => stateAfter(state, act), (error) => error instanceof Problem && error.kind === 'conflict')
  }
})
