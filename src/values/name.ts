import { fault, type Fault } from './fault.ts'

declare const brand: unique symbol

/** A text as its owner typed it: NFC, without outer spaces and without characters that hide or reorder what is read. */
export type PlainText = string & { readonly [brand]: 'plain text' }

export type TextFault = Fault<'text-empty' | 'text-too-long' | 'text-control-character' | 'text-direction-character' | 'text-unreadable-character'>

/** Longer than any name in use; real ones of 60 to 80 characters exist. */
export const MAX_NAME_CHARACTERS = 200
export const MAX_TEXT_CHARACTERS = 4_000

const CONTROL = /[\p{Cc}\u2028\u2029]/u
const CONTROL_BUT_LINES = /(?![\n\t])[\p{Cc}\u2028\u2029]/u
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu
/** Stands where a letter was lost when the text was decoded. */
const LOST_LETTER = '\ufffd'

/**
 * A name of a person or company, kept as typed. It is never taken apart: `Anna af Klint` has no family name that we know of.
 * Capitals, spaces within and particles stay.
 */
export function parseName(text: string): PlainText | TextFault {
  return parseText(text, { max: MAX_NAME_CHARACTERS })
}

/** A text of one line, or of several with `lines`; `max` counts UTF-16 units. */
export function parseText(text: string, { max = MAX_TEXT_CHARACTERS, lines = false } = {}): PlainText | TextFault {
  if (text.length > 2 * MAX_TEXT_CHARACTERS) return fault('text-too-long', { max })
  const kept = (lines ? text.replace(/\r\n?/g, '\n') : text).normalize('NFC').trim()
  if (kept === '') return fault('text-empty')
  if (kept.length > max) return fault('text-too-long', { max })
  const control = (lines ? CONTROL_BUT_LINES : CONTROL).exec(kept)
  if (control) return fault('text-control-character', { character: codePoint(control[0]) })
  const direction = DIRECTION.exec(kept)
  if (direction) return fault('text-direction-character', { character: codePoint(direction[0]) })
  return kept.includes(LOST_LETTER) ? fault('text-unreadable-character') : kept as PlainText
}

/** For showing what was refused: each hidden character as its code point, `‹U+202E›`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => `‹${codePoint(character)}›`)
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}
