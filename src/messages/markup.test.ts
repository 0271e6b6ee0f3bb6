import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htmlBody, plainBody, plainInline } from './mail-body.ts'
import { MAX_BODY, parseBody, parseSubject } from './markup.ts'

const SOURCE = `# Hej {{given_name|du}}

Vi har **nya** varor
på två rader.

- [Till butiken](https://example.org/a?b=1&c=2)
- Ring oss
Efter listan.`

test('headings, paragraphs, lists, bold, links and fields are read', () => {
  const { parsed, fields, faults } = parseBody(SOURCE)
  assert.deepEqual(faults, [])
  assert.deepEqual(fields, ['given_name'])
  assert.deepEqual(parsed.map((block) => block.type), ['heading', 'paragraph', 'list', 'paragraph'])
  assert.equal(plainBody(parsed, { given_name: 'Maria' }), 'Hej Maria\n=========\n\nVi har nya varor\npå två rader.\n\n- Till butiken (https://example.org/a?b=1&c=2)\n- Ring oss\n\nEfter listan.\n')
  const html = htmlBody('sv', 'Hej', parsed, { given_name: 'Maria' })
  assert.match(html, /<h1[^>]*>Hej Maria<\/h1>/)
  assert.match(html, /<strong>nya<\/strong> varor<br>på/)
  assert.match(html, /<a href="https:\/\/example\.org\/a\?b=1&amp;c=2">Till butiken<\/a>/)
})

test('a value is text and nothing else, wherever it stands (IN-02, IN-03)', () => {
  const { parsed } = parseBody('Hej {{given_name|du}}!')
  const hostile = '<img src=x onerror=alert(1)> **fet** [länk](https://ond.example) {{family_name|x}}'
  const html = htmlBody('sv', 't', parsed, { given_name: hostile })
  assert.ok(!html.includes('<img'))
  assert.ok(!html.includes('<strong>'))
  assert.ok(!html.includes('href'))
  assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt; \*\*fet\*\*/)
})

test('a value that is missing, empty or invisible gives way to what stands after the bar', () => {
  const { parsed } = parseSubject('Hej {{given_name|kund}}')
  assert.equal(plainInline(parsed, {}), 'Hej kund')
  assert.equal(plainInline(parsed, { given_name: ' \u200B\n' }), 'Hej kund')
})

test('line breaks in a value never reach a subject', () => {
  const { parsed } = parseSubject('Hej {{given_name|kund}}')
  assert.equal(plainInline(parsed, { given_name: 'A\r\nBcc: x@example.org' }), 'Hej A Bcc: x@example.org')
})

test('slips are named: half a field, a field without another way, a link that is none, a subject of two lines', () => {
  const faults = (source: string) => parseBody(source).faults.map((one) => one.text)
  assert.deepEqual(faults('Hej {{given_name}}'), ['messages.markup.field-unreadable'])
  assert.deepEqual(faults('Hej {{given_name|du'), ['messages.markup.field-unreadable'])
  assert.deepEqual(faults('Hej {{constructor.name|du}}'), ['messages.markup.field-unreadable'])
  assert.deepEqual(faults('[x](javascript:alert`1`)'), ['messages.markup.link-unfit'])
  assert.deepEqual(faults('[x](data:text/html,y)'), ['messages.markup.link-unfit'])
  assert.deepEqual(faults('  \n \n'), ['messages.markup.empty'])
  assert.deepEqual(parseSubject('a\r\nBcc: b').faults.map((one) => one.text), ['messages.markup.subject-lines'])
})

test('HTML that staff write shows as they wrote it', () => {
  const html = htmlBody('en', 't', parseBody('<script>alert(1)</script> & "so"').parsed, {})
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;so&quot;/)
})

test('the time to read a text grows with its length only', () => {
  for (const piece of ['{{a|', '**a', '[a](', '[[', '{{{{', '# ', '- ', '(((', '\n\n']) {
    const source = piece.repeat(MAX_BODY / piece.length)
    const began = performance.now()
    parseBody(source)
    assert.ok(performance.now() - began < 500, `${JSON.stringify(piece)} took ${performance.now() - began} ms`)
  }
  assert.deepEqual(parseBody('x'.repeat(MAX_BODY + 1)).faults.map((one) => one.text), ['messages.markup.too-long'])
})
