import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientInWords } from './client-in-words.ts'

test('a browser and its system are told in two words, and what is unknown is not made up', () => {
  assert.equal(clientInWords('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'), 'Edge, Windows')
  assert.equal(clientInWords('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'), 'Firefox, Linux')
  assert.equal(clientInWords('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'), 'Safari, iPhone')
  assert.equal(clientInWords('curl/8.0 <script>'), null)
  assert.equal(clientInWords(undefined), null)
})
