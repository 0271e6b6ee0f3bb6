import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFault } from '../values/fault.ts'
import { parseParticipant } from './participant.ts'

const faultOf = (scheme: string, id: string) => {
  const read = parseParticipant(scheme, id)
  return isFault(read) ? read.fault : `${read.scheme}:${read.id}`
}

test('numbers of participants are checked by what their scheme says', () => {
  assert.equal(faultOf('0007', '556677-8899'), '0007:5566778899')
  assert.equal(faultOf('0007', '5566778890'), 'values.participant-number')
  assert.equal(faultOf('0192', '974 760 673'), '0192:974760673')
  assert.equal(faultOf('0192', '974760674'), 'values.participant-number')
  assert.equal(faultOf('0088', '7300010000001'), '0088:7300010000001')
  assert.equal(faultOf('0088', '7300010000002'), 'values.participant-number')
  assert.equal(faultOf('0184', 'DK13585628'), '0184:DK13585628')
  assert.equal(faultOf('0184', '13585629'), 'values.participant-number')
  assert.equal(faultOf('9930', 'DE123456789'), '9930:DE123456789')
})

test('a scheme that Peppol does not have is refused, and so is what no number looks like', () => {
  assert.equal(faultOf('1234', '5566778899'), 'values.participant-scheme')
  assert.equal(faultOf('0007 ', '5566778899'), 'values.participant-scheme')
  assert.equal(faultOf('0009', '<x>'), 'values.participant-number')
})
