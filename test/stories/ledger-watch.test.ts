import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { newestHead } from '../../src/ledger/ledger.sql.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { watchLedger } from '../../src/ledger/watch-ledger.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { CUSTOMERS, bring, importDesk, type ImportDesk } from '../importing.ts'
import type { PersonId } from '../../src/values/ids.ts'

const HOUR = 3_600_000

const later = ({ database }: ImportDesk, ms: number) => { database.now = new Date(database.now.getTime() + ms) }

async function says(desk: ImportDesk, personId: PersonId, kind: 'withdrawn' | 'objected'): Promise<void> {
  await desk.database.write((tx) => recordChoices(tx, desk.house.keeper, [{
    personId, kind, purpose: 'news', channel: 'email', contactPointId: null, frequency: null, surface: 'web', language: 'sv', actor: { kind: 'person', id: personId }, wording: null, evidence: {},
  }]))
}

test('LG-04: the whole ledger is gone through every six hours by one copy, and on top of what turned in storage nothing is signed until it is mended', async () => {
  const desk = await importDesk()
  const { database, house } = desk
  const { rows } = await bring(desk, 'Namn;E-post\nÅsa;asa@example.org\nBo;bo@example.org\n', CUSTOMERS)
  const [asa, bo] = rows.map((row) => row.personId!) as [PersonId, PersonId]
  const sequencer = new Sequencer({ database, keeper: house.keeper, tree: house.tree, holder: 'one' })
  await says(desk, asa, 'withdrawn')
  const { head } = await sequencer.step()
  const watch = (holder = 'one') => watchLedger(database, house.keeper, holder, async () => {})
  const whole = await watch()
  assert.deepEqual([whole?.fault, whole?.size], [null, head!.size])
  later(desk, 6 * HOUR - 1)
  assert.equal(await watch('two'), undefined, 'another copy has looked')

  // A bit turns in an entry long placed and signed: who only reads what is new does not see it.
  await database.superuser("update ledger_entry set surface = 'phone' where person_id = $1 and kind = 'withdrawn'", [asa])
  later(desk, 1)
  const found = await watch('two')
  assert.equal(found?.fault, 'changed')
  const before = await database.read(newestHead)
  await says(desk, bo, 'withdrawn')
  await assert.rejects(sequencer.step(), (error) => error instanceof Problem && error.detail.text === 'ledger.not-signed' && error.detail.parameters?.['index'] === found!.faultIndex)
  assert.deepEqual(await database.read(newestHead), before, 'no head on top')
  const { rows: kept } = await database.superuser("select state from standing where person_id = $1 and purpose = 'news'", [bo])
  assert.deepEqual(kept, [{ state: 'withdrawn' }], 'the no counts all the same')

  await database.superuser("update ledger_entry set surface = 'web' where person_id = $1 and kind = 'withdrawn'", [asa])
  assert.equal(await watch(), undefined, 'not every moment')
  later(desk, HOUR)
  assert.equal((await watch())?.fault, null)
  assert.ok((await sequencer.step()).head!.size > before!.size, 'signing goes on')
})
