import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { XmlFault, xmlTokens } from './xml-tokens.ts'

const BOUNDS = { depth: 5, tag: 200, text: 1_000 }
const tokens = (...pieces: string[]) => [...xmlTokens(pieces, BOUNDS)]
/** What was read, with texts that came in several pieces put together. */
const shapes = (pieces: Iterable<string>) => {
  const read: string[] = []
  for (const token of xmlTokens(pieces, BOUNDS)) {
    const said = token.kind === 'open' ? `<${token.name}${token.attributes.map(({ name, value }) => ` ${name}=${value}`).join('')}>` : token.kind === 'close' ? `</${token.name}>` : token.kind === 'instruction' ? `?${token.name} ${token.data}` : `${token.kind}:${token.text}`
    if (token.kind === 'text' && read.at(-1)?.startsWith('text:')) read[read.length - 1] += token.text
    else read.push(said)
  }
  return read
}
const fault = (...pieces: string[]) => {
  try {
    return tokens(...pieces).length
  } catch (error) {
    return error instanceof XmlFault ? `${error.why} ${error.row}${error.entity && ` ${error.entity}`}` : error
  }
}
const WHOLE = '<?xml version="1.0" encoding="UTF-8"?>\r\n<?note to whom?><!-- <!DOCTYPE a> --><p:år xmlns:p="urn:x" b=\'1 > "0"\' c="&lt;&#x41;\n">å &amp; <![CDATA[<b>&amp;]]>\r\n<tom/></p:år>\n'

test('XML is read as what it means: quotes, numbers, sections, ends of lines, and names in any letters', () => {
  assert.deepEqual(shapes([WHOLE]), ['?note to whom?'.slice(0, -1), 'comment: <!DOCTYPE a> ', '<p:år xmlns:p=urn:x b=1 > "0" c=<A >', 'text:å & <b>&amp;\n', '<tom>', '</tom>', '</p:år>'])
  const [open, , , , , last] = tokens(WHOLE).filter(({ kind }) => kind !== 'comment' && kind !== 'instruction')
  assert.ok(open?.kind === 'open' && last !== undefined)
  const root = tokens(WHOLE).filter((token) => token.kind === 'close').at(-1)!
  assert.equal(WHOLE.slice(open.from, root.kind === 'close' ? root.to : 0), WHOLE.slice(WHOLE.indexOf('<p:'), WHOLE.lastIndexOf('>') + 1), 'and each element’s place is known')
})

test('wherever a file is cut into pieces it says the same', () => {
  fc.assert(fc.property(fc.array(fc.nat(WHOLE.length), { maxLength: 6 }), (cuts) => {
    const ends = [...cuts.toSorted((one, other) => one - other), WHOLE.length]
    assert.deepEqual(shapes(ends.map((end, place) => WHOLE.slice(place === 0 ? 0 : ends[place - 1], end))), shapes([WHOLE]))
  }), { numRuns: 300 })
})

test('what is no XML, hides something or is made to hurt is refused by what it is and its line', () => {
  for (const [text, why] of [
    ['', 'cut 1'], ['text', 'broken 1'], ['<a>', 'cut 1'], ['<a></b>', 'broken 1'], ['<a/>\n<b/>', 'broken 2'], ['<a b="1" b="2"/>', 'broken 1'], ['<a b=1/>', 'broken 1'], ['<a>\u0000</a>', 'broken 1'], ['<a>]]></a>', 'broken 1'],
    ['<a><!-- a -- b --></a>', 'broken 1'], ['<a/><?xml version="1.0"?>', 'broken 1'], ['<a b="<"/>', 'broken 1'], ['<a>\n<!ELEMENT a></a>', 'broken 2'],
    ['<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>', 'doctype 1'], ['\n<!doctype a><a/>', 'doctype 2'], ['<a>&b;</a>', 'entity 1 &b;'], ['<a>\n& co</a>', 'entity 1 &'], ['<a b="&#0;"/>', 'entity 1 &#0;'], ['<a>&#xD800;</a>', 'entity 1 &#xD800;'],
    ['<a>'.repeat(6) + '</a>'.repeat(6), 'deep 1'], [`<a b="${'x'.repeat(300)}"/>`, 'heavy 1'], [`<a><!--${'x'.repeat(2_000)}--></a>`, 'heavy 1'], [`<a ${'"'.repeat(5_000)}`, 'heavy 1'],
  ] as const) assert.equal(fault(text), why, text.slice(0, 60))
})
