// The browser tests see what they are there to see: a page of faults is caught in each of them.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openPage, seriousFaults, SMALL_PHONE, takePicture, WITHOUT_SCRIPT } from '../browser.ts'

const FAULTY = `<!doctype html><html><title>x</title><body><img src="https://tracker.example.org/pixel.png">
  <p style="color: #ddd">faint</p><form><input></form><script>document.body.dataset.script = 'ran'; missing()</script></body></html>`
const SOUND = '<!doctype html><html lang="sv"><title>Dina val</title><body><main><h1>Dina val</h1><form><label>Namn <input></label></form></main></body></html>'

let server: Server
let origin: string
before(async () => {
  server = createServer((request, response) => {
    const strict = request.url === '/strict' ? { 'content-security-policy': "default-src 'none'" } : {}
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...strict }).end(request.url === '/faulty' ? FAULTY : SOUND)
  })
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening) })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => { server.close() })

test('a request to another origin, an error of a script and a form without labels are caught', async () => {
  const { page, strangers, troubles, close } = await openPage(origin)
  await page.goto('/faulty')
  assert.deepEqual(strangers, ['https://tracker.example.org/pixel.png'])
  assert.ok(troubles.some((line) => line.includes('missing is not defined')), troubles.join('\n'))
  const faults = await seriousFaults(page)
  for (const id of ['html-has-lang', 'image-alt', 'label', 'color-contrast']) assert.ok(faults.some((line) => line.startsWith(`${id}: `)), `${id} is not in ${faults.join('\n')}`)
  assert.deepEqual((await seriousFaults(page, 'contrast')).map((line) => line.split(':')[0]), ['color-contrast'])
  await close()
})

test('a sound page has no fault, also under a strict policy, and its bytes are counted', async () => {
  const { page, strangers, troubles, bytes, close } = await openPage(origin)
  await page.goto('/strict')
  assert.deepEqual(await seriousFaults(page), [])
  assert.deepEqual(strangers, [])
  // The browser asks for its icon by itself, and this policy refuses it.
  assert.deepEqual(troubles.filter((line) => !line.includes('favicon')), [])
  const size = await bytes()
  assert.ok(size >= SOUND.length && size < SOUND.length + 2000, String(size))
  await close()
})

test('without script nothing runs, and a page can still be judged and photographed on a small phone', async () => {
  const { page, close } = await openPage(origin, { ...SMALL_PHONE, ...WITHOUT_SCRIPT })
  await page.goto('/faulty')
  assert.equal(await page.locator('body[data-script]').count(), 0)
  assert.ok((await seriousFaults(page)).length > 0)
  const folder = mkdtempSync(join(tmpdir(), 'tillit-picture-'))
  await takePicture(page, join(folder, 'deep', 'phone.png'), { wholePage: true })
  assert.ok(existsSync(join(folder, 'deep', 'phone.png')))
  rmSync(folder, { recursive: true })
  await close()
})
