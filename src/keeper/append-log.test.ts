import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { AppendLog } from './append-log.ts'

interface Line {
  n: number
}
const START = new Date('2026-03-02T09:00:00Z')

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'tillit-log-'))
  t.after(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function written(path: string, count: number): Promise<string> {
  const log = new AppendLog<Line>(path, START)
  for (let n = 1; n <= count; n++) await log.append({ n })
  await log.close()
  return join(path, readdirSync(path)[0]!)
}

const numbers = async (path: string) => {
  const { lines, torn } = await new AppendLog<Line>(path, START).read()
  return { numbers: lines.map((line) => line.n), torn: torn.length }
}

test('what was appended is read back in order, over several starts', async (t) => {
  const path = folder(t)
  await written(path, 3)
  const again = new AppendLog<Line>(path, new Date(START.getTime() + 1000))
  await again.append({ n: 4 }, { n: 5 })
  await again.close()
  assert.deepEqual(await numbers(path), { numbers: [1, 2, 3, 4, 5], torn: 0 })
})

test('only the program itself may read the files', async (t) => {
  const file = await written(folder(t), 1)
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('many that wait share one fsync', async (t) => {
  const path = folder(t)
  const probe = await open(join(path, 'probe'), 'w')
  const prototype = Object.getPrototypeOf(probe) as { datasync: () => Promise<void> }
  await probe.close()
  const syncs = t.mock.method(prototype, 'datasync')
  const log = new AppendLog<Line>(path, START)
  await Promise.all(Array.from({ length: 500 }, (_, n) => log.append({ n })))
  await log.close()
  assert.ok(syncs.mock.callCount() >= 1 && syncs.mock.callCount() <= 3, `${syncs.mock.callCount()} fsyncs for 500 lines`)
  assert.equal((await numbers(path)).numbers.length, 500)
})

test('a last line that was cut off is left out and reported', async (t) => {
  const path = folder(t)
  const file = await written(path, 3)
  const whole = statSync(file).size
  for (let cut = 1; cut < whole / 3 - 1; cut++) {
    truncateSync(file, whole - cut)
    assert.deepEqual(await numbers(path), { numbers: [1, 2], torn: 1 }, `${cut} bytes cut off`)
  }
})

test('a torn file is never written to again', async (t) => {
  const path = folder(t)
  const file = await written(path, 2)
  appendFileSync(file, 'half a li')
  const next = new AppendLog<Line>(path, new Date(START.getTime() + 1000))
  await next.append({ n: 9 })
  await next.close()
  assert.deepEqual(await numbers(path), { numbers: [1, 2, 9], torn: 1 })
})

test('a line changed, removed or moved in the middle is refused with file and line', async (t) => {
  const path = folder(t)
  const file = await written(path, 4)
  const lines = readFileSync(file, 'utf8').split('\n')
  const damaged = {
    changed: lines.with(1, lines[1]!.replace('"n":2', '"n":7')),
    removed: lines.toSpliced(1, 1),
    moved: lines.with(1, lines[2]!).with(2, lines[1]!),
  }
  for (const [name, now] of Object.entries(damaged)) {
    writeFileSync(file, now.join('\n'))
    await assert.rejects(numbers(path), (error: { detail?: { text: string; parameters: { line: number } } }) => {
      assert.equal(error.detail?.text, 'keeper.file-damaged', name)
      assert.equal(error.detail.parameters.line, 2, name)
      return true
    })
  }
})

test('one file cannot stand in for another', async (t) => {
  const path = folder(t)
  const file = await written(path, 2)
  renameSync(file, file.replace('.log', 'x.log'))
  await assert.rejects(numbers(path), /file-damaged/)
})

test('after a failed fsync the log refuses instead of guessing', async (t) => {
  const path = folder(t)
  const log = new AppendLog<Line>(path, START)
  await log.append({ n: 1 })
  const probe = await open(join(path, 'probe'), 'w')
  const prototype = Object.getPrototypeOf(probe) as { datasync: () => Promise<void> }
  await probe.close()
  const failing = t.mock.method(prototype, 'datasync', () => Promise.reject(new Error('EIO')))
  await assert.rejects(log.append({ n: 2 }), /EIO/)
  failing.mock.restore()
  await assert.rejects(log.append({ n: 3 }), /keeper\.write-failed/)
  await log.close()
})

test('what has come since the last reading is read alone, a line that was being written then when it is whole', async (t) => {
  const path = folder(t)
  const [one, two, reader] = [1, 2, 3].map(() => new AppendLog<Line>(path, START)) as [AppendLog<Line>, AppendLog<Line>, AppendLog<Line>]
  const news = async () => (await reader.readNew()).lines.map((line) => line.n)
  await one.append({ n: 1 }, { n: 2 })
  assert.deepEqual((await reader.read()).lines.length, 2)
  assert.deepEqual(await news(), [])
  await two.append({ n: 3 })
  await one.append({ n: 4 })
  assert.deepEqual((await news()).toSorted(), [3, 4])
  await one.close()
  const file = join(path, readdirSync(path).find((name) => readFileSync(join(path, name), 'utf8').includes('"n":4'))!)
  const whole = readFileSync(file, 'utf8')
  await one.append({ n: 5 })
  await one.close()
  // Another copy of the same line, cut in the middle and then whole.
  const [fresh] = readdirSync(path).filter((name) => readFileSync(join(path, name), 'utf8').includes('"n":5'))
  const line = readFileSync(join(path, fresh!), 'utf8')
  writeFileSync(join(path, fresh!), line.slice(0, -3))
  assert.deepEqual(await news(), [])
  writeFileSync(join(path, fresh!), line)
  assert.deepEqual(await news(), [5])
  // What was read is not looked at again; what comes after must fit it.
  appendFileSync(file, `${whole.split('\n')[0]}\n${whole.split('\n')[0]}\n`)
  await assert.rejects(reader.readNew(), /damaged/)
  await two.close()
})
