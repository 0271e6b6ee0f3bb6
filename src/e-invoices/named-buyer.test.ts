import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../plumbing/errors.ts'
import { eInvoice } from '../../test/e-invoice.ts'
import { namedBuyer } from './named-buyer.ts'

test('an e-invoice says whom it is for, whatever its prefixes and letters', () => {
  const written = eInvoice({ customer: 'K-7&amp;8', email: 'åsa@example.org' })
  const named = { numbers: ['K-7&8'], emails: ['åsa@example.org'] }
  assert.deepEqual(namedBuyer(Buffer.from(written)), named)
  assert.deepEqual(namedBuyer(Buffer.from(`\u{feff}${written}`)), named)
  assert.deepEqual(namedBuyer(Buffer.from(written.replace('UTF-8', 'ISO-8859-1'), 'latin1')), named)
  assert.deepEqual(namedBuyer(Buffer.from(written.replaceAll('cbc:', 'b:').replace('xmlns:cbc', 'xmlns:b'))), named)
  for (const [broken, rule] of [['<Order/>', 'UBL'], ['no xml', 'XML'], ['<!DOCTYPE a><Invoice/>', 'XML']] as const) {
    assert.throws(() => namedBuyer(Buffer.from(broken)), (error) => error instanceof Problem && error.detail.rule === rule && error.detail.field === 'ubl', broken)
  }
})
