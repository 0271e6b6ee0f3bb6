import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callerAddress, nameOfNetwork, parseNetwork, parseNetworkAddress } from './network-address.ts'

const name = (text: string) => nameOfNetwork(parseNetworkAddress(text)!)

test('AU-11: neighbours in an IPv4 /24 and everything in an IPv6 /64 are one network, however it is written', () => {
  assert.equal(name('192.0.2.1'), name('192.0.2.254'))
  assert.notEqual(name('192.0.2.1'), name('192.0.3.1'))
  for (const same of ['2001:db8:1:2::1', '2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:0db8:0001:0002:0:0:0:9', '2001:db8:1:2::192.0.2.1']) assert.equal(name(same), name('2001:db8:1:2::5'), same)
  assert.notEqual(name('2001:db8:1:3::1'), name('2001:db8:1:2::1'))
  assert.equal(name('::ffff:192.0.2.7'), name('192.0.2.1'))
  assert.equal(name('::'), name('::1'))
})

test('what is no address is none', () => {
  for (const bad of ['', 'localhost', '192.0.2', '192.0.2.256', '0x7f.1.1.1', '192.0.2.1:80', '[::1]', ':::', '1:2:3', 'fe80::1%eth0', '::1/64', 'unknown']) assert.equal(parseNetworkAddress(bad), undefined, bad)
  for (const bad of ['10.0.0.0/33', '::/129', '10.0.0.0/', '/8', '10.0.0.0/8/8', '10.0.0.0/-1']) assert.equal(parseNetwork(bad), undefined, bad)
})

test('AU-11: who a proxy of ours serves is believed, and nothing that stands before it', () => {
  const proxies = ['127.0.0.1', '10.0.0.0/8'].map((each) => parseNetwork(each)!)
  const caller = (socket: string, forwarded?: string) => nameOfNetwork(callerAddress(socket, forwarded, proxies)!)
  assert.equal(caller('203.0.113.5', '198.51.100.1'), name('203.0.113.5'))
  assert.equal(caller('::ffff:127.0.0.1', '198.51.100.1'), name('198.51.100.1'))
  assert.equal(caller('127.0.0.1', '203.0.113.9, 198.51.100.1'), name('198.51.100.1'))
  assert.equal(caller('127.0.0.1', '203.0.113.9, 198.51.100.1, 10.1.2.3'), name('198.51.100.1'))
  for (const broken of [undefined, '', 'unknown', '198.51.100.1, x']) assert.equal(caller('127.0.0.1', broken), name('127.0.0.1'), broken)
  assert.equal(callerAddress('somewhere', '198.51.100.1', proxies), undefined)
})
