import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partiesOf } from './mail-parties.ts'

const isOurs = (address: string) => address.endsWith('@provbolaget.example')
const told = (sender: string, recipients: string[], text = '') => partiesOf({ sender, recipients }, text, isOurs).map(({ direction, addresses }) => `${direction} ${addresses.join(' ')}`)

test('a copy of a colleague’s own mail went to whoever else got it; one from a customer came from them', () => {
  assert.deepEqual(told('astrid@provbolaget.example', ['in+secret@provbolaget.example', 'maria@example.org']), ['to maria@example.org'])
  assert.deepEqual(told('maria@example.org', ['in+secret@provbolaget.example']), ['from maria@example.org'])
})

test('of a mail that was forwarded its head says from whom it came, in three languages', () => {
  for (const word of ['From', 'Från', 'Fra']) {
    assert.deepEqual(told('astrid@provbolaget.example', [], `FYI\n\n---------\n> ${word}: Maria <maria@example.org>\n> Subject: x\n\nHello`), ['from maria@example.org'])
  }
  assert.deepEqual(told('astrid@provbolaget.example', [], 'Från: Astrid <astrid@provbolaget.example>\nTill: maria@example.org\n'), ['to maria@example.org'])
  assert.deepEqual(told('astrid@provbolaget.example', [], 'Nobody is named here'), [])
})
