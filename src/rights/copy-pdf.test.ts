import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showable } from '../values/latin-letters.ts'

test('letters of Sweden, Norway and western Europe stand as they are; others are written in plain ones, and none is lost', () => {
  for (const text of ['Åsa Öberg, Ærø, ß é ñ', '“sitat” – 12 €…', 'first\nsecond']) assert.equal(showable(text), text)
  assert.equal(showable('Łukasz Dvořák, Őz, İzmir'), 'Lukasz Dvorák, Oz, Izmir')
  assert.equal(showable('Ольга 王 😀'), '????? ? ?')
  assert.equal(showable('1\u202f250\u2003kr\u200b'), '1 250 kr')
  assert.equal(showable('A\u030asa'), 'Åsa', 'a letter in two parts is put together')
})
