import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import { groupedCode, newTypedCode, readTypedCode, typedCodeHash } from './typed-code.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SOME = Array.from({ length: 200 }, newTypedCode)
const read = (typed: string) => {
  const found = readTypedCode(typed)
  return 'code' in found ? found.code : found.slip
}

test('a code has 70 random bits in three groups, no look-alikes, and never comes twice', (t) => {
  const many = Array.from({ length: 20_000 }, newTypedCode)
  assert.equal(new Set(many).size, many.length)
  for (const code of many) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){2}$/)
  // Each character stands at each place about as often: within six standard deviations of 625.
  for (let place = 0; place < 15; place++) {
    const counts = Map.groupBy(many, (code) => code.replaceAll('-', '')[place]!)
    for (const letter of ALPHABET) assert.ok(Math.abs((counts.get(letter)?.length ?? 0) - 625) < 6 * 25, `${letter} at ${place}: ${counts.get(letter)?.length}`)
  }
  t.diagnostic(`${many.length} codes, 15 places`)
})

test('case, spaces, hyphens and look-alikes are forgiven', () => {
  for (const code of SOME) {
    const plain = code.replaceAll('-', '')
    const likes = plain.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('V', 'u')
    for (const typed of [code, plain, code.toLowerCase(), ` ${[...plain].join(' ')} `, code.replaceAll('-', '\u2013'), code.replaceAll('-', '\u00A0'), likes, likes.toUpperCase().replaceAll('L', 'i'), `${code}.`]) assert.equal(read(typed), plain, typed)
    assert.equal(groupedCode(plain), code)
  }
})

test('every wrong character, and every two that changed places, is told by the code alone', (t) => {
  let tried = 0
  for (const code of SOME.slice(0, 40)) {
    const plain = code.replaceAll('-', '')
    for (let place = 0; place < plain.length; place++) {
      for (const letter of ALPHABET) {
        if (letter === plain[place]) continue
        assert.equal(read(plain.slice(0, place) + letter + plain.slice(place + 1)), 'check')
        tried++
      }
      for (let other = place + 1; other < plain.length; other++) {
        if (plain[place] === plain[other]) continue
        const swapped = [...plain]
        ;[swapped[place], swapped[other]] = [swapped[other]!, swapped[place]!]
        assert.equal(read(swapped.join('')), 'check')
        tried++
      }
    }
  }
  t.diagnostic(`${tried} slips, all told`)
})

test('what is no code is told as what it is', () => {
  const plain = SOME[0]!.replaceAll('-', '')
  for (const [typed, slip] of [['', 'length'], [plain.slice(1), 'length'], [`${plain}0`, 'length'], [`${plain.slice(1)}*`, 'letters'], ['åäö', 'letters'], [`${plain.slice(1)}\u{1F600}`, 'letters'], ['0'.repeat(10_000), 'length']]) assert.equal(read(typed!), slip, typed)
})

test('what is stored of a code depends on a key that is not in the database', () => {
  const [one, other] = ['a', 'b'].map((text) => createSecretKey(Buffer.alloc(32, text)))
  assert.notDeepEqual(typedCodeHash(one!, SOME[0]!), typedCodeHash(other!, SOME[0]!))
  assert.deepEqual(typedCodeHash(one!, SOME[0]!), typedCodeHash(one!, SOME[0]!))
})
