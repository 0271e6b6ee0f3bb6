import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../test/source-tree.ts'
import { LANGUAGES, type Language } from '../values/text.ts'
import { rightsWording, WORDED_KINDS } from './rights-wording.ts'

interface Labelled { label: string; text: string; heldOut: boolean }

/** The sentences of test/rights-words, labelled before there were rules; every third is held out. */
function labelled(language: Language): Labelled[] {
  return readFileSync(join(ROOT, 'test', 'rights-words', `${language}.txt`), 'utf8').split('\n').filter(Boolean).map((line, place) => {
    const [label = '', ...words] = line.split(' ')
    return { label, text: words.join(' '), heldOut: place % 3 === 2 }
  })
}

function measure(sentences: readonly Labelled[], language: Language) {
  const sums = { asked: 0, told: 0, right: 0, nearMisses: 0, mistaken: [] as string[] }
  for (const { label, text } of sentences) {
    const kind = rightsWording(text, language)[0]?.kind ?? 'none'
    if (label !== 'none') sums.asked++
    else sums.nearMisses++
    if (kind !== 'none') sums.told++
    if (kind !== 'none' && kind === label) sums.right++
    if (kind !== label) sums.mistaken.push(`${label} → ${kind}: ${text}`)
  }
  return { ...sums, precision: sums.told === 0 ? 1 : sums.right / sums.told, recall: sums.asked === 0 ? 1 : sums.right / sums.asked }
}

test('what is asked by right is recognised in each language, and what only sounds like it is not, also in the sentences held out', (t) => {
  let count = 0
  for (const language of LANGUAGES) {
    const all = labelled(language)
    count += all.length
    for (const [name, sentences] of [['all', all], ['held out', all.filter(({ heldOut }) => heldOut)]] as const) {
      const { precision, recall, right, told, asked, nearMisses, mistaken } = measure(sentences, language)
      t.diagnostic(`${language}, ${name}, n = ${sentences.length} (${nearMisses} near misses): precision ${precision.toFixed(3)} (${right}/${told}), recall ${recall.toFixed(3)} (${right}/${asked})`)
      assert.ok(precision >= 0.9, `${language} ${name}: ${mistaken.join('\n')}`)
      assert.ok(recall >= 0.8, `${language} ${name}: ${mistaken.join('\n')}`)
    }
    assert.deepEqual([...new Set(all.map(({ label }) => label))].toSorted(), [...WORDED_KINDS, 'none'].toSorted())
  }
  assert.ok(count >= 150)
})

test('of a mail each kind is told once, with the sentence that says so, in its order; an order or an invoice in between is nothing', () => {
  const mail = 'Hej!\nJag undrar över min faktura. Ta bort alla mina uppgifter! Men först vill jag veta vilka uppgifter ni har om mig.\nTa bort mig helt.\nMvh Karin'
  assert.deepEqual(rightsWording(mail, 'sv'), [{ kind: 'erasure', words: 'Ta bort alla mina uppgifter!' }, { kind: 'access', words: 'Men först vill jag veta vilka uppgifter ni har om mig.' }])
  assert.deepEqual(rightsWording('Delete my data', 'sv'), [], 'each language has its own rules')
  assert.deepEqual(rightsWording('I don’t want any more mailings.', 'en').map(({ kind }) => kind), ['objection'])
})

test('a long text of anything is looked through in no time', () => {
  const started = process.hrtime.bigint()
  for (const language of LANGUAGES) rightsWording('mina uppgifter mina opplysninger my data '.repeat(5_000), language)
  assert.ok(process.hrtime.bigint() - started < 2_000_000_000n)
})
