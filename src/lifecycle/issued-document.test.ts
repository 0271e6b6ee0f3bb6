import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksLike, type DocumentMediaType } from './issued-document.ts'

// What is filed as a page, an e-invoice or data begins like one; more is not looked at.

const CASES: readonly [text: string | Buffer, is: readonly DocumentMediaType[]][] = [
  ['%PDF-1.7\n', ['application/pdf']],
  ['\ufeff%PDF-1.4', ['application/pdf']],
  ['%pdf-1.7', []],
  ['PDF-1.7', []],
  ['<?xml version="1.0"?><Invoice/>', ['application/xml']],
  ['\ufeff  \n<Invoice/>', ['application/xml']],
  ['<html>', ['application/xml']],
  ['{"number":"F-1"}', ['application/json']],
  ['\r\n [1]', ['application/json']],
  ['"F-1"', []],
  ['', []],
  [' '.repeat(64) + '{}', []],
  [Buffer.from([0x50, 0x4b, 0x03, 0x04]), []],
  [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), []],
  [Buffer.from('\ufeff{}', 'utf16le'), []],
]

test('bytes are taken for what they begin like, after the mark of an encoding and blanks, and for nothing else', () => {
  for (const [text, is] of CASES) {
    const content = Buffer.isBuffer(text) ? text : Buffer.from(text)
    const found = (['application/pdf', 'application/xml', 'application/json'] as const).filter((mediaType) => looksLike(mediaType, content))
    assert.deepEqual(found, is, JSON.stringify(text.toString()))
  }
})
