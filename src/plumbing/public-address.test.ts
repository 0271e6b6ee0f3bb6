import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicAddress } from './public-address.ts'

const NOT_PUBLIC = [
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255',
  '192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.0.1', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
  '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1', '::7f00:1', '64:ff9b::a00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:4136:e378::1', '2001:10::1', '2001:20::1',
  '2001:db8::1', '2002:7f00:1::', '2002:0a00:1::1', '3fff::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '5f00::1', '4000::1',
]
/** Neither is what no socket takes for an address. */
const NO_ADDRESS = ['', 'localhost', '127.1', '0177.0.0.1', '0x7f000001', '2130706433', '1.2.3.4.5', '8.8.8.8%1', '[::1]', '2606:4700::1111%1']
const PUBLIC = ['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.1', '100.63.255.255', '100.128.0.1', '172.15.255.255', '172.32.0.1', '192.167.255.255', '193.10.5.4', '223.255.255.255', '2606:4700::1111', '2a00:1450:400f:80d::200e', '2001:200::1', '3ffe:ffff::1']

test('rule 35: what is private, local, mapped, translated, documented or reserved is not public, in any spelling', (t) => {
  for (const address of [...NOT_PUBLIC, ...NO_ADDRESS]) assert.equal(isPublicAddress(address), false, address)
  t.diagnostic(`${NOT_PUBLIC.length + NO_ADDRESS.length} refused`)
})

test('the internet is public, up to its edges', () => {
  for (const address of PUBLIC) assert.equal(isPublicAddress(address), true, address)
})
