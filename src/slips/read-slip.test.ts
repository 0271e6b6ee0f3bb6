import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeQR } from 'qr'
import { coverCode, findCode, placeSlip, readBoxes, straighten, type Picture } from './read-slip.ts'
import { MARK_SIZE, planSlip, type SlipLayout, type Square } from './slip-layout.ts'

const CODE = 'https://kund.provbolaget.example/choices/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG'
const ROWS = [
  { key: 'news sms', boxes: ['yes', 'no'] as const, tall: 17 }, { key: 'events sms', boxes: ['yes', 'no'] as const, tall: 17 }, { key: 'tips sms', boxes: ['yes', 'no'] as const, tall: 17 },
  { key: 'no-to-all', boxes: ['tick'] as const, tall: 17 }, { key: 'access', boxes: ['tick'] as const, tall: 17 },
]
const MODULES = encodeQR(CODE, 'raw', { ecc: 'medium', border: 1 }).slice(1, -1).map((row) => row.slice(1, -1))
const { layout } = planSlip(495.28, ROWS, MODULES.length)

/** How a picture was taken: pixels to the point, turned by degrees, how much noise, how dark the paper. */
interface Shot { scale: number; turn: number; noise: number; paper: number; lean: number }

/** A number between 0 and 1 that is the same each time. */
function drawer(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return state / 2 ** 32
  }
}

/** The slip as a camera or a scanner might see it, with pen strokes in the boxes that are named. */
function shoot(marked: Readonly<Record<string, 'cross' | 'tick' | 'dot' | 'filled'>>, { scale, turn, noise, paper, lean }: Shot): Picture {
  const [width, height] = [Math.round((layout.width + 120) * scale), Math.round((layout.height + 160) * scale)]
  const data = new Uint8ClampedArray(width * height * 4)
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)]
  const random = drawer(17)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Back from the picture to the slip: turned round its middle, and a little away from the camera below.
      const [dx, dy] = [x / scale - layout.width / 2 - 60, y / scale - layout.height / 2 - 80]
      const away = 1 + (lean * dy) / layout.height
      const light = inkAt({ x: (cos * dx + sin * dy) * away + layout.width / 2, y: (-sin * dx + cos * dy) * away + layout.height / 2 }, marked) ? 40 : paper - (30 * x) / width
      const value = light + (random() - 0.5) * noise
      data.set([value, value, value, 255], (y * width + x) * 4)
    }
  }
  return { width, height, data }
}

function inkAt({ x, y }: { x: number; y: number }, marked: Readonly<Record<string, string>>): boolean {
  for (const [cx, cy] of [[0, 0], [layout.width, 0], [layout.width, layout.height], [0, layout.height]] as const) if (Math.abs(x - cx) < MARK_SIZE / 2 && Math.abs(y - cy) < MARK_SIZE / 2) return true
  const { code } = layout
  if (inside(code, x, y)) return MODULES[Math.floor(((y - code.y) / code.size) * code.modules)]![Math.floor(((x - code.x) / code.size) * code.modules)]!
  return layout.boxes.some((box) => onFrame(box, x, y) || (inside(box, x, y) && struck(marked[`${box.row} ${box.box}`], (x - box.x) / box.size, (y - box.y) / box.size)))
}

const inside = (square: Square, x: number, y: number) => x >= square.x && x < square.x + square.size && y >= square.y && y < square.y + square.size
const onFrame = (square: Square, x: number, y: number) => inside({ x: square.x - 0.7, y: square.y - 0.7, size: square.size + 1.4 }, x, y) && !inside({ x: square.x + 0.7, y: square.y + 0.7, size: square.size - 1.4 }, x, y)

function struck(how: string | undefined, x: number, y: number): boolean {
  if (how === 'cross') return Math.abs(x - y) < 0.06 || Math.abs(x + y - 1) < 0.06
  if (how === 'tick') return (x < 0.4 && Math.abs(y - 0.45 - x) < 0.05) || (x >= 0.4 && Math.abs(y - 0.85 + (x - 0.4) * 1.2) < 0.05)
  if (how === 'dot') return Math.hypot(x - 0.5, y - 0.5) < 0.05
  return how === 'filled'
}

const read = (picture: Picture, one: SlipLayout = layout) => {
  const code = findCode(picture)
  assert.ok(code, 'the code is found')
  const placed = placeSlip(picture, code, one)
  return { text: code.text, marks: placed.marks, readings: Object.fromEntries(readBoxes(picture, placed, one).map(({ row, box, reading }) => [`${row} ${box}`, reading])) }
}

const MARKED = { 'news sms yes': 'cross', 'events sms no': 'tick', 'tips sms yes': 'cross', 'tips sms no': 'cross', 'access tick': 'tick' } as const
const EXPECTED = {
  'news sms yes': 'ticked', 'news sms no': 'empty', 'events sms yes': 'empty', 'events sms no': 'ticked', 'tips sms yes': 'ticked', 'tips sms no': 'ticked', 'no-to-all tick': 'empty', 'access tick': 'ticked',
}
const SHOTS: Shot[] = [
  { scale: 1.5, turn: 0, noise: 0, paper: 255, lean: 0 }, { scale: 1.5, turn: 2.5, noise: 30, paper: 230, lean: 0 }, { scale: 1.4, turn: -4, noise: 40, paper: 210, lean: 0 },
  { scale: 1.5, turn: 180, noise: 20, paper: 240, lean: 0 }, { scale: 1.5, turn: 90, noise: 20, paper: 240, lean: 0 }, { scale: 1.7, turn: 3, noise: 30, paper: 200, lean: 0.08 }, { scale: 1.7, turn: -6, noise: 20, paper: 220, lean: -0.05 },
]

test('each box is read alike however the slip lies under the scanner or the camera', (t) => {
  for (const shot of SHOTS) {
    const { text, marks, readings } = read(shoot(MARKED, shot))
    assert.deepEqual([text, marks, readings], [CODE, 4, EXPECTED], JSON.stringify(shot))
  }
  t.diagnostic(`${SHOTS.length} pictures, ${SHOTS.length * layout.boxes.length} boxes`)
})

test('what is neither empty nor plainly ticked is unclear: a dot, a box that was filled', () => {
  const { readings } = read(shoot({ 'news sms yes': 'filled', 'events sms yes': 'dot' }, { scale: 2, turn: 1, noise: 10, paper: 250, lean: 0 }))
  assert.deepEqual([readings['news sms yes'], readings['events sms yes'], readings['tips sms yes']], ['unclear', 'unclear', 'empty'])
})

test('a slip without its corners is read, and nothing of it is sure', () => {
  const picture = shoot(MARKED, { scale: 2, turn: 0, noise: 0, paper: 255, lean: 0 })
  for (let y = 0; y < 120; y++) for (let x = 0; x < 200; x++) picture.data.fill(255, (y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4)
  picture.data.fill(255, (picture.height - 200) * picture.width * 4)
  const { marks, readings } = read(picture)
  assert.ok(marks < 4, `${marks} marks`)
  assert.deepEqual(new Set(Object.values(readings)), new Set(['unclear']))
})

test('the evidence is the slip laid straight, and a page with several gives one after the other', () => {
  const picture = shoot(MARKED, { scale: 2, turn: 3, noise: 10, paper: 240, lean: 0 })
  const code = findCode(picture)!
  const straight = straighten(picture, placeSlip(picture, code, layout), layout, 1.5)
  assert.equal(straight.width, Math.round((layout.width + 2 * MARK_SIZE) * 1.5))
  const again = read(straight)
  assert.deepEqual([again.marks, again.readings], [4, EXPECTED])
  coverCode(picture, code)
  assert.equal(findCode(picture, 300), undefined)
})

test('a picture of something else has no slip', () => {
  const random = drawer(5)
  const data = new Uint8ClampedArray(300 * 200 * 4).map(() => random() * 255)
  assert.equal(findCode({ width: 300, height: 200, data }, 300), undefined)
})
