import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSecretKey } from 'node:crypto'
import { languageOfWords } from './ticket-language.ts'
import { bareSubject, numberInSubject, replyToken, wordsOfMail } from './ticket-mail.ts'

test('of a mail the words are kept, and earlier mails quoted below are not: they stand in the thread', () => {
  assert.equal(wordsOfMail('Tack!\r\n\r\nDen 3 mars 2026 kl. 10:12 skrev Support <support@x.example>:\r\n> Hej\r\n> Paketet kommer.\r\n'), 'Tack!')
  assert.equal(wordsOfMail('Thanks\n\nOn Tue, 3 Mar 2026 at 10:12, Support\n<support@x.example> wrote:\n\n> Hello\n>> before'), 'Thanks')
  assert.equal(wordsOfMail('Takk\n\n________________\nFra: Support <s@x.example>\nSendt: tirsdag 3. mars\nTil: meg\n\nHei igjen'), 'Takk')
  assert.equal(wordsOfMail('Ja tack\n\n-----Ursprungligt meddelande-----\nHej'), 'Ja tack')
})

test('what somebody wrote between the lines of a quotation, or after a colon, stays', () => {
  const between = '> Vilken färg?\nRöd.\n> Vilken storlek?\nStor.'
  assert.equal(wordsOfMail(between), between)
  assert.equal(wordsOfMail('Jag vill ha två saker:\n- en sak\n- en till'), 'Jag vill ha två saker:\n- en sak\n- en till')
  assert.equal(wordsOfMail('> bara det här'), '> bara det här', 'a mail that is a quotation alone is kept whole')
})

test('subjects lose what mail programs put before them, and our number is read', () => {
  assert.deepEqual(['Re: Sv: RE: Paket [#1042]', 'VS: Pakke', 'Regn på markisen'].map(bareSubject), ['Paket', 'Pakke', 'Regn på markisen'])
  assert.deepEqual(['Re: Paket [#1042]', 'Paket #1042', 'Paket [#x]'].map(numberInSubject), [1042, undefined, undefined])
})

test('the secret of a reply address is its ticket’s own, the same each time, in letters that survive mail servers', () => {
  const key = createSecretKey(Buffer.alloc(32, 7))
  const [one, again, other] = [replyToken(key, 'a'), replyToken(key, 'a'), replyToken(key, 'b')]
  assert.match(one, /^[a-z2-7]{26}$/)
  assert.deepEqual([one === again, one === other], [true, false])
})

test('a mail is answered in the language it is written in, where its words tell', () => {
  assert.deepEqual(['Hej, jag undrar var paketet är och när det kommer', 'Hei, jeg lurer på hvor pakken er og når den kommer', 'Hello, I want to know where the parcel is', 'Ok 4711'].map((text) => languageOfWords(text, 'nb')), ['sv', 'nb', 'en', 'nb'])
})
