import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { canary } from '../planting.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** Runs the program with a piece of code that goes wrong in it, and returns how it ended and all that it said. */
async function ended(fault: string, text: string, words: string[]): Promise<{ code: unknown; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-crash-'))
  const file = join(folder, 'fault.mjs')
  writeFileSync(file, fault)
  try {
    return await new Promise((done) => {
      execFile(process.execPath, ['--import', pathToFileURL(file).href, join(ROOT, 'src/doors/shell/tillit.ts'), ...words], { env: { ...process.env, DATA_DIR: folder, FAULT: text } },
        (error, stdout, stderr) => done({ code: error?.code ?? 0, said: stdout + stderr }))
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('ER-03: a program that ends by a fault says where and of what kind, and nothing that the fault carries', async () => {
  const text = canary()
  const error = `Object.assign(new Error('invalid input syntax for type uuid: "' + text + '" of ' + text + '@example.org'), { detail: 'Key (email)=(' + text + ') already exists.', where: text, parameters: [text] })`
  // Once the program has begun.
  const then = (fault: string) => `const text = process.env.FAULT; const wait = setInterval(() => { if (process.listenerCount('uncaughtException') === 0) return; clearInterval(wait); ${fault} }, 10)`
  for (const fault of [then(`throw ${error}`), then(`Promise.reject(${error})`)]) {
    const { code, said } = await ended(fault, text, ['--help'])
    assert.equal(code, 2)
    assert.match(said, /did not expect/)
    assert.ok(!said.includes(text), said)
  }
})
