// Read by the workspace too: nothing but geometry.

/** A square with its left upper corner; all measures are in points (1/72 inch) from the middle of the left upper corner mark. */
export interface Square {
  x: number
  y: number
  size: number
}

/** Where things are on a slip. The middles of its corner marks are at 0,0 · width,0 · width,height · 0,height. */
export interface SlipLayout {
  width: number
  height: number
  /** The code without its empty edge, and its modules a side. */
  code: Square & { modules: number }
  boxes: readonly (Square & { row: string; box: 'yes' | 'no' | 'tick' })[]
}

/** Black squares at the corners. */
export const MARK_SIZE = 12
/** Nothing else stands so near to the middle of a mark. */
export const MARK_CLEAR = 26
export const CODE_SIZE = 96
export const BOX_SIZE = 16

const EDGE = 34
/** From the left edge of the code and of the boxes to the right corner marks. */
const CODE_FROM_RIGHT = 34
const YES_FROM_RIGHT = 118
const NO_FROM_RIGHT = 56
const ROWS_FROM = 158
const BELOW_ROWS = 84

/** Words stand so far from the left edge of a box before them. */
export const AFTER_BOX = BOX_SIZE + 10

/** Where the texts of a slip are: its label column, the heads of the boxes, the line of each row. */
export interface SlipPlan {
  layout: SlipLayout
  left: number
  /** Width of what stands beside the code, and beside the boxes. */
  besideCode: number
  besideBoxes: number
  headsAt: number
  yesAt: number
  noAt: number
  rowsAt: readonly number[]
  signAt: number
}

/** Lays a slip out: `rows` with how tall each is, `modules` of its code a side. */
export function planSlip(width: number, rows: readonly { key: string; boxes: readonly ('yes' | 'no' | 'tick')[]; tall: number }[], modules: number): SlipPlan {
  const [yesAt, noAt] = [width - YES_FROM_RIGHT, width - NO_FROM_RIGHT]
  let y = ROWS_FROM
  const rowsAt = rows.map(({ tall, boxes }, place) => {
    // What is about no single purpose stands apart, each box before its words.
    if (boxes[0] === 'tick' && place > 0 && rows[place - 1]!.boxes[0] !== 'tick') y += 12
    const at = y
    y += Math.max(tall, BOX_SIZE) + 8
    return at
  })
  return {
    left: EDGE, besideCode: width - EDGE - CODE_SIZE - CODE_FROM_RIGHT - 16, besideBoxes: yesAt - EDGE - 14, headsAt: ROWS_FROM - 20, yesAt, noAt, rowsAt, signAt: y + 14,
    layout: {
      width, height: y + BELOW_ROWS,
      code: { x: width - CODE_SIZE - CODE_FROM_RIGHT, y: EDGE, size: CODE_SIZE, modules },
      boxes: rows.flatMap(({ key, boxes }, place) => boxes.map((box) => ({ row: key, box, x: { yes: yesAt, no: noAt, tick: EDGE }[box], y: rowsAt[place]!, size: BOX_SIZE }))),
    },
  }
}
