import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phoneScript } from './phone-script.ts'
import { starterCatalogue } from './starter-catalogue.ts'

const { purposes } = starterCatalogue('2026-03-02')
const news = purposes.find((one) => one.key === 'news')!

test('what is read out says what for, how, the question, what follows from either answer, and that a yes can be taken back', () => {
  const { text } = phoneScript(news, 'sms', 'sv')!
  for (const part of [news.texts.sv.name, news.texts.sv.description, news.texts.sv.question!, news.texts.sv.ifYes!, news.texts.sv.ifNo!, 'Det gäller: sms.', 'ta tillbaka']) assert.ok(text.includes(part), part)
})

test('another language, channel or version is another wording; what has no question has no script', () => {
  const ids = [phoneScript(news, 'sms', 'sv'), phoneScript(news, 'letter', 'sv'), phoneScript(news, 'sms', 'nb'), phoneScript({ texts: { ...news.texts, sv: { ...news.texts.sv, question: 'Får vi?' } } }, 'sms', 'sv')]
  assert.equal(new Set(ids.map((one) => one!.wordingId.toString('hex'))).size, 4)
  assert.equal(phoneScript(purposes.find((one) => one.key === 'contract')!, 'letter', 'sv'), undefined)
})
