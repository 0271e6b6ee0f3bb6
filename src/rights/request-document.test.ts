import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDocumentOf } from './request-document.ts'
import { DOCUMENT_TYPES, type DocumentType } from './sealed-document.ts'

const SAMPLES: Record<DocumentType, Buffer> = {
  'application/pdf': Buffer.from('%PDF-1.7\n%\u00e2\u00e3'),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a]),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
  'text/plain': Buffer.from('Hej! Radera mig, tack. Åsa', 'latin1'),
  'message/rfc822': Buffer.from('Return-Path: <asa@example.org>\r\nSubject: Mina uppgifter\r\n\r\nHej'),
}
const SCRIPTS = ['#!/bin/sh\nrm -rf /', '<script>alert(1)</script>', 'MZ\u0090\u0000\u0003', 'PK\u0003\u0004', 'GIF89a;\u0000', '<svg onload="x()"/>']

test('a document that came with a request begins like what it is said to be, and like nothing else', () => {
  for (const type of DOCUMENT_TYPES) {
    for (const [of, bytes] of Object.entries(SAMPLES)) assert.equal(isDocumentOf(type, bytes), of === type || (type === 'text/plain' && of === 'message/rfc822'), `${of} as ${type}`)
    for (const script of SCRIPTS.filter((one) => type !== 'text/plain' || !one.startsWith('<'))) assert.equal(isDocumentOf(type, Buffer.from(script, 'latin1')), false, `${script} as ${type}`)
  }
  assert.equal(isDocumentOf('text/plain', Buffer.from('\u{feff}Hej')), true, 'a text may begin with the mark of its encoding')
})
