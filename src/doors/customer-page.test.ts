import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modulesUnder } from '../../test/source-tree.ts'
import { catalogue, LANGUAGES } from '../values/text.ts'
import { CUSTOMER_STYLE, customerPage, say, sayingPage } from './customer-page.ts'
import type { Reader } from './customer-reader.ts'

const READER: Reader = { language: 'sv', chosen: false, company: 'Bolaget & <b>Co</b>', email: 'hej@example.org', country: 'SE', demo: false, markFor: (action) => `mark of ${action}` }

const TEXTS = catalogue('sv', 'customer')
const SOURCE = modulesUnder('src').filter(({ path }) => !path.endsWith('.test.ts')).map(({ text }) => text).join('\n')

/** Keys the pages name: `say(reader, 'key'`, with either way of a choice, and pages that say one thing. */
function namedKeys(source: string): string[] {
  const said = [...source.matchAll(/\bsay\((?:reader|reading\.reader|c\.get\('reader'\)), (?<what>[^,()]*(?:\([^()]*\)[^,()]*)?)/g)].flatMap(({ groups }) => [...groups!['what']!.matchAll(/(?<!=== )'([\w.-]+)'/g)].map(([, key]) => key!))
  const pages = [...source.matchAll(/\bsayingPage\(reader, (?<what>[^,()]*)/g)].flatMap(({ groups }) => [...groups!['what']!.matchAll(/'([\w.-]+)'/g)].flatMap(([, key]) => [`${key}.title`, `${key}.text`]))
  return [...said, ...pages]
}

test('every text that the customers’ pages name is there', () => {
  const named = namedKeys(SOURCE)
  assert.ok(named.length > 100)
  assert.deepEqual(named.filter((key) => TEXTS[key] === undefined), [])
  assert.deepEqual(namedKeys("say(reader, yes ? 'a.b' : 'c') sayingPage(reader, 'd')"), ['a.b', 'c', 'd.title', 'd.text'], 'the search finds what it is for')
})

test('every text of the customers’ pages is used', () => {
  const built = [...SOURCE.matchAll(/\bsay\(reader, `([\w.-]+)\$\{/g)].map(([, prefix]) => prefix!)
  const used = (key: string) => SOURCE.includes(`'${key}'`) || SOURCE.includes(`customer.${key}'`) || built.some((prefix) => key.startsWith(prefix)) || namedKeys(SOURCE).includes(key)
  assert.deepEqual(Object.keys(TEXTS).filter((key) => !used(key)), [])
})

test('what a company or a person is called cannot break out of a page', async () => {
  const page = String(await customerPage(READER, { title: '"><img src=x>', content: sayingPage(READER, 'question.used') }))
  assert.ok(!page.includes('<img') && !page.includes('<b>Co'))
  assert.ok(page.includes('Bolaget &amp; &lt;b&gt;Co'))
})

test('a page names its language and, where it can be asked for again, the others', async () => {
  for (const language of LANGUAGES) {
    const page = String(await customerPage({ ...READER, language }, { title: say({ language }, 'your-page'), path: '/me', content: sayingPage(READER, 'question.used') }))
    assert.ok(page.includes(`<html lang="${language}">`))
    assert.equal(page.match(/\?lang=/g)?.length, 2)
  }
})

test('the style is small, loads nothing and asks old phones for nothing new', () => {
  assert.ok(CUSTOMER_STYLE.length < 6_000, `${CUSTOMER_STYLE.length} bytes`)
  assert.ok(!/url\(|@import|var\(|:has\(|@layer|@container/.test(CUSTOMER_STYLE))
})
