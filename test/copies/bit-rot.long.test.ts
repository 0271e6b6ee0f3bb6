import assert from 'node:assert/strict'
import { openSync, closeSync, readSync, writeSync, fsyncSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { emptyFolder, runTillit } from '../browser/program.ts'
import { customers } from './customers.ts'
import { ownPlace } from './own-place.ts'
import { twoCopies, until } from './two-copies.ts'

const PAGE = 8192

// Not in a test or hook, whose end would take it along.
const { cluster, place, look } = await ownPlace()

/** Turns one bit round in a file of the stopped server, and back when called again. */
function flip(path: string, at: number): void {
  const file = openSync(join(cluster.data, path), 'r+')
  const byte = Buffer.alloc(1)
  readSync(file, byte, 0, 1, at)
  byte[0]! ^= 0b100
  writeSync(file, byte, 0, 1, at)
  fsyncSync(file)
  closeSync(file)
}

test('LG-04: one bit that turns in a stored leaf or entry is found, no head is signed on top, and the rest can still be verified', { timeout: 600_000 }, async (t) => {
  const two = await twoCopies({}, place)
  const people = await customers(two, Array.from({ length: 24 }, (_, index) => `bit${index}@example.org`))
  for (const person of people) for (const what of [person.yes, person.no, person.yes]) await two.staff.post(two.a.origin, `/api/v1/people/${person.id}/choices`, what)
  await until('places for all', async () => (await look('select from ledger_pending limit 1')).length === 0)
  const receipt = join(emptyFolder(), 'receipt.json')
  await until('a head over all', async () => (await look('select 1 from ledger_head where size = (select max(leaf_index) + 1 from ledger_leaf)')).length === 1)
  writeFileSync(receipt, (await two.staff.call(two.a.origin, 'GET', `/api/v1/people/${people[3]!.id}/entries/2/receipt`)).text)
  await look('checkpoint')
  const [leaf] = await look<{ path: string; checksums: string }>("select pg_relation_filepath('ledger_leaf') as path, current_setting('data_checksums') as checksums")
  const [entry] = await look<{ path: string }>('select pg_relation_filepath(tableoid) as path from ledger_entry where person_id = $1 limit 1', [people[0]!.id])
  await Promise.all([two.a.stop(), two.b.stop()])

  for (const checksums of [false, true]) {
    if (checksums) {
      await cluster.stop()
      await cluster.run('pg_checksums', '--enable', '-D', cluster.data)
      await cluster.start()
    }
    for (const [name, path] of [['leaf', leaf!.path], ['entry', entry!.path]] as const) {
      // In the last rows of the first page, where the page holds what was written first.
      const at = PAGE - 40
      await cluster.stop()
      flip(path, at)
      await cluster.start()
      const heads = async () => (await look<{ heads: number }>('select count(*)::int as heads from ledger_head'))[0]!.heads
      const before = await heads()
      const found = await runTillit(['verify', '--json'], two.settings)
      const words = /"reason": ?"[^"]+"|"index": ?\d+|XX001|invalid page/.exec(found.stdout + found.stderr)?.[0] ?? ''
      // With page checksums the leaf may not even be readable: then no door opens, and nothing can be signed.
      // The look that comes every six hours comes now, as if the bit had turned before it.
      await look("update ledger_watch set checked_at = '2026-01-01'")
      const starts = await two.a.start().then(() => true, (error: Error) => {
        assert.match(error.message, /invalid page/)
        return false
      })
      if (starts) await until('the ledger gone through', async () => (await look("select from ledger_watch where checked_at > '2026-01-02'")).length === 1)
      // Something is said, and waits for its place under a head that must not come.
      const said = starts ? (await two.staff.call(two.a.origin, 'POST', `/api/v1/people/${people.at(-1)!.id}/choices`, people.at(-1)!.no)).status : 0
      await sleep(3_000)
      const signed = (await heads()) - before
      t.diagnostic(`one bit of ${name === 'leaf' ? 'a leaf' : 'an entry'}, page checksums ${checksums ? 'on' : 'off'}: verify ended with ${found.code} ${words}; ${starts ? `a no was answered ${said}` : 'the program does not start'}; ${signed} heads signed on top`)
      assert.notEqual(found.code, 0, `${name}: ${found.stdout}`)
      assert.equal(signed, 0)
      if (starts && !checksums) assert.equal(said, 200, 'a no is recorded all the same')
      const rest = await runTillit(['verify', receipt], two.settings)
      assert.equal(rest.code, 0, rest.stdout + rest.stderr)
      if (starts) await two.a.stop()
      await cluster.stop()
      flip(path, at)
      await cluster.start()
      const whole = await runTillit(['verify', '--json'], two.settings)
      assert.equal(whole.code, 0, whole.stdout + whole.stderr)
    }
  }
})
