import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { parsePublicKey, publicKeyText, signingKey } from '../keeper/signing-key.ts'
import { openCheckpoint, openNote, signCheckpoint } from './checkpoint.ts'
import { leafHash } from './merkle.ts'

const key = signingKey('tillit.example/ledger', generateKeyPairSync('ed25519').privateKey)
const stranger = signingKey('tillit.example/ledger', generateKeyPairSync('ed25519').privateKey)
const root = leafHash(Buffer.from('one'))
const head = signCheckpoint({ size: 20852163, root, epoch: 1 }, key)

test('a checkpoint has origin, size, root and epoch on a line each, a blank line and the signature', () => {
  const lines = head.note.split('\n')
  assert.deepEqual(lines.slice(0, 5), ['tillit.example/ledger', '20852163', root.toString('base64'), 'epoch 1', ''])
  assert.match(lines[5]!, /^— tillit\.example\/ledger [A-Za-z0-9+/]{91}=$/)
  assert.equal(lines.length, 7)
})

test('a checkpoint opens with its public key and with no other', () => {
  assert.deepEqual(openCheckpoint(head.note, parsePublicKey(publicKeyText(key))!), head)
  assert.equal(openCheckpoint(head.note, stranger), undefined)
})

test('no character of a checkpoint can be changed', () => {
  for (let index = 0; index < head.note.length; index++) {
    for (const other of ['A', '1', ' ', '\n']) {
      if (head.note[index] === other) continue
      const changed = head.note.slice(0, index) + other + head.note.slice(index + 1)
      assert.equal(openCheckpoint(changed, key), undefined, `character ${index} as ${JSON.stringify(other)}`)
    }
  }
})

test('the signature of a witness may stand beside ours, but not instead of it', () => {
  const witness = signingKey('witness.example/w1', generateKeyPairSync('ed25519').privateKey)
  const [text] = head.note.split('\n\n')
  const theirs = signCheckpoint({ size: 1, root, epoch: 1 }, witness).note.split('\n\n')[1]!
  assert.deepEqual(openCheckpoint(head.note + theirs, key)?.size, head.size)
  assert.equal(openCheckpoint(`${text}\n\n${theirs}`, key), undefined)
})

test('a note signed elsewhere, by the reference implementation of signed notes, opens', () => {
  const peter = parsePublicKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
  assert.ok(peter)
  const text =
    'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n'
  const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`
  assert.equal(openNote(note, peter), text)
  assert.equal(openNote(note.replace('answer', 'Answer'), peter), undefined)
})

test('a public key whose name, id and bytes do not belong together is none', () => {
  const text = publicKeyText(key)
  assert.equal(parsePublicKey(text.replace('ledger', 'ledger2')), undefined)
  assert.equal(parsePublicKey(text.replace(/[0-9a-f]{8}/, '00000000')), undefined)
  assert.equal(parsePublicKey('ledger'), undefined)
})
