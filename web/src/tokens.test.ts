// Colours keep their contrast on every ground they are used on, light and dark (WCAG 2.2, 1.4.3 and 1.4.11).
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const CSS = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const TEXT = 4.5
const CONTROL = 3

const GROUNDS = ['ground', 'paper', 'raised', 'sunken'] as const
/** What is written on what. */
const WRITING: readonly (readonly [string, string])[] = [
  ...GROUNDS.flatMap((ground) => ['ink', 'soft', 'accent', 'brick', 'ochre'].map((ink) => [ink, ground] as const)),
  ['on-accent', 'accent'], ['on-accent', 'accent-deep'], ['accent-deep', 'accent-wash'], ['accent', 'accent-wash'], ['ink', 'accent-wash'], ['soft', 'accent-wash'],
  ['brick', 'brick-wash'], ['ink', 'brick-wash'], ['soft', 'brick-wash'], ['ochre', 'ochre-wash'], ['ink', 'ochre-wash'], ['soft', 'ochre-wash'], ['ground', 'ink'],
]
/** Edges of controls, marks that carry a state, and the ring around what has the focus. */
const DRAWING: readonly (readonly [string, string])[] = GROUNDS.flatMap((ground) => ['edge', 'accent', 'brick', 'ochre'].map((mark) => [mark, ground] as const))

const colours = new Map([...CSS.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }]))

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function tooFaint(pairs: readonly (readonly [string, string])[], wanted: number): string[] {
  return (['light', 'dark'] as const).flatMap((theme) =>
    pairs.flatMap(([mark, ground]) => {
      const found = contrast(colours.get(mark)![theme], colours.get(ground)![theme])
      return found < wanted ? [`${mark} on ${ground}, ${theme}: ${found.toFixed(2)}`] : []
    }),
  )
}

test('black on white has the contrast that WCAG says, and a colour none to itself', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#777777', '#777777'), 1)
})

test('every text is at least 4.5:1 on every ground it is written on, light and dark', (t) => {
  t.diagnostic(`${WRITING.length} pairs in two themes`)
  assert.deepEqual(tooFaint(WRITING, TEXT), [])
})

test('edges of controls and marks of states are at least 3:1 on every ground', () => {
  assert.deepEqual(tooFaint(DRAWING, CONTROL), [])
})

test('no colour is in use that the tokens do not name, and each is in both themes', () => {
  assert.equal(colours.size, [...CSS.matchAll(/--color-(?!shade)[a-z-]+: light-dark/g)].length)
})
