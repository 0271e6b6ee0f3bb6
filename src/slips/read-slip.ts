// long: from a code in a picture to how dark each box is. Read by the workspace too: nothing but pixels.
import { decodeQR } from 'qr/decode.js'
import { MARK_CLEAR, MARK_SIZE, type SlipLayout, type Square } from './slip-layout.ts'

/** A picture: red, green, blue and opacity of each pixel, row by row. */
export interface Picture {
  width: number
  height: number
  data: Uint8ClampedArray
}

interface Point { x: number; y: number }

/** Takes a point of the slip to where it lies in the picture: eight numbers of a projective map. */
type Projection = readonly number[]

/** A code that was found: what it says, and the middles of its three finders and of the place of a fourth. */
export interface FoundCode {
  text: string
  corners: readonly [Point, Point, Point, Point]
}

/** Where a slip lies in a picture. */
export interface Placed {
  toPicture: Projection
  /** Corner marks that were found where they should be; with fewer than four nothing that is read is sure. */
  marks: number
}

/** How sure a reading is. */
export type Reading = 'empty' | 'ticked' | 'unclear'

export interface BoxReading {
  row: string
  box: 'yes' | 'no' | 'tick'
  /** Share of dark points within the box, 0–1. */
  dark: number
  reading: Reading
}

/** Below this share a box is empty (dust, a shadow of the frame), above the next it is ticked: a thin tick covers about a tenth. */
const EMPTY_BELOW = 0.02
const TICKED_ABOVE = 0.055
/** A box that is black all over may have been crossed and taken back. */
const FILLED_ABOVE = 0.8
/** Share of the box's side that its own line may take. */
const FRAME = 0.19
/** How much of the way from paper to ink counts as dark. */
const DARK = 0.3
const SAMPLES = 24
/** From the edge of a code to the middle of its finders, in modules (ISO/IEC 18004). */
const FINDER_MIDDLE = 3.5
/** How far round the guess a mark is looked for, in points, each time nearer: what lies far from the code is guessed badly at first. */
const LOOKS = [72, 44, MARK_CLEAR, MARK_CLEAR]
/** Milliseconds that a search for a code may take. */
const STILL_MS = 1_500

/** The code in a picture, or undefined. `ms`: how long to look. */
export function findCode(picture: Picture, ms = STILL_MS): FoundCode | undefined {
  let corners: FoundCode['corners'] | undefined
  try {
    const text = decodeQR(picture, { timeLimit: ms, effort: 8, pointsOnDetect: ({ tl, tr, br, bl }) => { corners = [tl, tr, br, bl].map(({ x, y }) => ({ x, y })) as unknown as FoundCode['corners'] } })
    return corners && { text, corners }
  } catch {
    return undefined
  }
}

/** Where the slip of this layout lies, by its code and then by its corner marks. */
export function placeSlip(picture: Picture, { corners }: FoundCode, layout: SlipLayout): Placed {
  const { code, width, height } = layout
  const near = (FINDER_MIDDLE / code.modules) * code.size
  const [left, top, right, bottom] = [code.x + near, code.y + near, code.x + code.size - near, code.y + code.size - near]
  const ends: Point[] = [{ x: 0, y: 0 }, { x: width, y: 0 }, { x: width, y: height }, { x: 0, y: height }]
  let toPicture = projection([{ x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }], corners)
  let found: (Point | undefined)[] = []
  for (const reach of LOOKS) {
    found = ends.map((end) => findMark(picture, toPicture, end, reach))
    const seen = found.filter((one) => one !== undefined)
    if (seen.length === 0) break
    const guessed = ends.map((end) => project(toPicture, end))
    const drift = seen.length < 4 ? guessed.map((_, place) => nearestDrift(place, found, guessed)) : []
    toPicture = projection(ends, ends.map((_, place) => found[place] ?? { x: guessed[place]!.x + drift[place]!.x, y: guessed[place]!.y + drift[place]!.y }))
  }
  return { toPicture, marks: found.filter((one) => one !== undefined).length }
}

/** How far the marks beside a missing one lie from where they were guessed. */
function nearestDrift(place: number, found: readonly (Point | undefined)[], guessed: readonly Point[]): Point {
  const beside = [(place + 1) % 4, (place + 3) % 4].filter((one) => found[one])
  if (beside.length === 0) return { x: 0, y: 0 }
  const sum = beside.reduce((all, one) => ({ x: all.x + found[one]!.x - guessed[one]!.x, y: all.y + found[one]!.y - guessed[one]!.y }), { x: 0, y: 0 })
  return { x: sum.x / beside.length, y: sum.y / beside.length }
}

/** How dark each box is, against the paper round it and the black of the corner marks. */
export function readBoxes(picture: Picture, { toPicture, marks }: Placed, layout: SlipLayout): BoxReading[] {
  const { width, height } = layout
  const inks = [{ x: 0, y: 0 }, { x: width, y: 0 }, { x: width, y: height }, { x: 0, y: height }].map((end) => lightAt(picture, project(toPicture, end)))
  const ink = median(inks)
  return layout.boxes.map(({ row, box, ...square }) => {
    const paper = paperRound(picture, toPicture, square)
    const limit = paper - DARK * Math.max(40, paper - ink)
    const inner = { x: square.x + square.size * FRAME, y: square.y + square.size * FRAME, size: square.size * (1 - 2 * FRAME) }
    const light = samples(inner, SAMPLES).map((point) => lightAt(picture, project(toPicture, point)))
    const dark = light.filter((one) => one < limit).length / light.length
    const reading = dark > FILLED_ABOVE ? 'unclear' : dark >= TICKED_ABOVE ? 'ticked' : dark <= EMPTY_BELOW ? 'empty' : 'unclear'
    return { row, box, dark, reading: marks < 4 ? 'unclear' : reading }
  })
}

/** The slip laid straight, with a little of what is round it, in grey: `scale` pixels to the point. */
export function straighten(picture: Picture, { toPicture }: Pick<Placed, 'toPicture'>, { width, height }: Pick<SlipLayout, 'width' | 'height'>, scale: number): Picture {
  const edge = MARK_SIZE
  const [wide, tall] = [Math.round((width + 2 * edge) * scale), Math.round((height + 2 * edge) * scale)]
  const data = new Uint8ClampedArray(wide * tall * 4)
  for (let y = 0; y < tall; y++) {
    for (let x = 0; x < wide; x++) {
      const light = lightAt(picture, project(toPicture, { x: x / scale - edge, y: y / scale - edge }))
      data.set([light, light, light, 255], (y * wide + x) * 4)
    }
  }
  return { width: wide, height: tall, data }
}

/** Where a square of the slip is in what `straighten` made. */
export function straightened({ x, y, size }: Square, scale: number): Square {
  return { x: (x + MARK_SIZE) * scale, y: (y + MARK_SIZE) * scale, size: size * scale }
}

/** Paints over the code that was found, so that another on the same page is found next. */
export function coverCode(picture: Picture, { corners: [tl, tr, , bl] }: FoundCode): void {
  const reach = 1.4 * Math.max(Math.hypot(tr.x - tl.x, tr.y - tl.y), Math.hypot(bl.x - tl.x, bl.y - tl.y))
  const middle = { x: (tr.x + bl.x) / 2, y: (tr.y + bl.y) / 2 }
  for (let y = Math.max(0, Math.floor(middle.y - reach / 2)); y < Math.min(picture.height, middle.y + reach / 2); y++) {
    for (let x = Math.max(0, Math.floor(middle.x - reach / 2)); x < Math.min(picture.width, middle.x + reach / 2); x++) picture.data.fill(255, (y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4)
  }
}

/** The middle of the black square near where it is expected: a piece of about its size and shape that stands alone. */
function findMark(picture: Picture, toPicture: Projection, end: Point, within: number): Point | undefined {
  const middle = project(toPicture, end)
  const beside = project(toPicture, { x: end.x + 1, y: end.y })
  const below = project(toPicture, { x: end.x, y: end.y + 1 })
  const scale = (Math.hypot(beside.x - middle.x, beside.y - middle.y) + Math.hypot(below.x - middle.x, below.y - middle.y)) / 2
  const reach = Math.ceil(within * scale)
  const [x0, y0] = [Math.round(middle.x) - reach, Math.round(middle.y) - reach]
  const side = 2 * reach + 1
  if (!(scale > 0.3 && scale < 40)) return undefined
  const light = Array.from({ length: side * side }, (_, at) => lightAt(picture, { x: x0 + (at % side), y: y0 + Math.floor(at / side) }))
  const sorted = Float64Array.from(light.filter((_, at) => at % 5 === 0)).toSorted()
  const [ink, paper] = [sorted[Math.floor(sorted.length * 0.002)]!, sorted[Math.floor(sorted.length * 0.9)]!]
  if (paper - ink < 40) return undefined
  const wanted = (MARK_SIZE * scale) ** 2
  const pieces = darkPieces(light, side, (paper + ink) / 2).filter(({ points, wide, tall }) =>
    points > 0.5 * wanted && points < 1.7 * wanted && wide < 1.7 * tall && tall < 1.7 * wide && points > 0.5 * wide * tall)
  const from = (piece: Piece) => Math.hypot(piece.x - reach, piece.y - reach)
  const [nearest] = pieces.toSorted((a, b) => from(a) - from(b))
  return nearest && { x: x0 + nearest.x, y: y0 + nearest.y }
}

interface Piece { x: number; y: number; points: number; wide: number; tall: number }

/** Dark pixels that touch, as pieces with their middle and extent. */
function darkPieces(light: readonly number[], side: number, limit: number): Piece[] {
  const seen = new Uint8Array(light.length)
  const pieces: Piece[] = []
  for (let start = 0; start < light.length; start++) {
    if (seen[start] || light[start]! >= limit) continue
    let [sumX, sumY, points, left, right, top, bottom] = [0, 0, 0, side, 0, side, 0]
    const waiting = [start]
    seen[start] = 1
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const [x, y] = [at % side, Math.floor(at / side)]
      sumX += x
      sumY += y
      points += 1
      ;[left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)]
      for (const [next, inside] of [[at - 1, x > 0], [at + 1, x < side - 1], [at - side, y > 0], [at + side, y < side - 1]] as const) {
        if (inside && !seen[next] && light[next]! < limit) {
          seen[next] = 1
          waiting.push(next)
        }
      }
    }
    pieces.push({ x: sumX / points, y: sumY / points, points, wide: right - left + 1, tall: bottom - top + 1 })
  }
  return pieces
}

/** The paper near a box: the brighter half of what lies round it. */
function paperRound(picture: Picture, toPicture: Projection, { x, y, size }: Square): number {
  const wide = { x: x - size * 0.5, y: y - size * 0.25, size: size * 2 }
  const light = samples(wide, 14).map((point) => lightAt(picture, project(toPicture, point))).toSorted((a, b) => a - b)
  return light[Math.floor(light.length * 0.75)]!
}

function samples({ x, y, size }: Square, side: number): Point[] {
  return Array.from({ length: side * side }, (_, at) => ({ x: x + ((at % side) + 0.5) * (size / side), y: y + (Math.floor(at / side) + 0.5) * (size / side) }))
}

/** How light a picture is at a point, 0–255, between its pixels; beyond its edge it is white. */
function lightAt({ width, height, data }: Picture, { x, y }: Point): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, down] = [x - left, y - top]
  const pixel = (column: number, row: number): number => {
    if (column < 0 || row < 0 || column >= width || row >= height) return 255
    const at = (row * width + column) * 4
    return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
  }
  const above = pixel(left, top) * (1 - right) + pixel(left + 1, top) * right
  const below = pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right
  return above * (1 - down) + below * down
}

function project([a, b, c, d, e, f, g, h]: Projection, { x, y }: Point): Point {
  const w = g! * x + h! * y + 1
  return { x: (a! * x + b! * y + c!) / w, y: (d! * x + e! * y + f!) / w }
}

/** The projective map that takes four points to four others: eight equations, solved by elimination. */
function projection(from: readonly Point[], to: readonly Point[]): Projection {
  const rows = from.flatMap(({ x, y }, place) => {
    const { x: u, y: v } = to[place]!
    return [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]
  })
  for (let column = 0; column < 8; column++) {
    const pivot = rows.slice(column).reduce((best, row, place) => (Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? column + place : best), column)
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    const own = rows[column]!
    for (const row of rows) {
      if (row === own) continue
      const part = row[column]! / own[column]!
      for (let place = column; place < 9; place++) row[place]! -= part * own[place]!
    }
  }
  return rows.map((row, place) => row[8]! / row[place]!)
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
