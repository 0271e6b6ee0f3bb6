import { max } from 'd3-array'
import { scaleBand, scaleLinear } from 'd3-scale'
import { stack, stackOffsetDiverging } from 'd3-shape'

// Where the marks of a plot stand, in pixels, so that text keeps its size on every screen. Knows nothing of React.

export interface Tick {
  value: number
  at: number
}

/** What is there must be seen, however little. */
const LEAST_PIXELS = 1.5

/** Bars side by side in groups, from one scale: the longest track is the whole of it. */
export interface BarGroup {
  key: string
  label: string
  bars: readonly { key: string; label: string; value: number; total: number }[]
}

/** Room for the name before a bar and the number after it. */
export const BAR_LABEL = 84
export const BAR_NUMBER = 120
export const BAR_ROW = 24
const GROUP_HEAD = 28
const GROUP_GAP = 14
/** Between two columns of groups. */
const GUTTER = 48
/** Below this width groups stand under each other. */
const TWO_COLUMNS_FROM = 680

export function barsLayout(groups: readonly BarGroup[], width: number) {
  const columns = width >= TWO_COLUMNS_FROM && groups.length > 1 ? 2 : 1
  const columnWidth = (width - GUTTER * (columns - 1)) / columns
  const scale = scaleLinear([0, max(groups.flatMap(({ bars }) => bars.map(({ total }) => total))) || 1], [0, Math.max(0, columnWidth - BAR_LABEL - BAR_NUMBER)])
  const heightOf = (group: BarGroup) => GROUP_HEAD + group.bars.length * BAR_ROW + GROUP_GAP
  const half = groups.reduce((sum, group) => sum + heightOf(group), 0) / columns
  const ends = Array.from({ length: columns }, () => 0)
  let column = 0
  const placed = groups.map((group) => {
    // The next column begins where the first has more than its share.
    if (column < columns - 1 && ends[column]! + heightOf(group) / 2 > half) column++
    const y = ends[column]!
    ends[column] = y + heightOf(group)
    const bars = group.bars.map((bar, index) => ({ ...bar, y: GROUP_HEAD + index * BAR_ROW, length: bar.value > 0 ? Math.max(LEAST_PIXELS, scale(bar.value)) : 0, track: scale(bar.total) }))
    return { ...group, bars, x: column * (columnWidth + GUTTER), y }
  })
  return { groups: placed, height: Math.max(0, ...ends) - GROUP_GAP, columnWidth }
}

/** A pair that pulls both ways from zero: what is up and what is down, for one stretch of time. */
export interface ColumnPair {
  key: string
  up: number
  down: number
}

export const COLUMN_MARGIN = { top: 10, right: 4, bottom: 26, left: 44 }
const PIXELS_PER_TICK = 36

export function columnsLayout(pairs: readonly ColumnPair[], width: number, height: number) {
  const [top, bottom] = [COLUMN_MARGIN.top, height - COLUMN_MARGIN.bottom]
  const x = scaleBand(pairs.map(({ key }) => key), [COLUMN_MARGIN.left, width - COLUMN_MARGIN.right]).paddingInner(0.28).paddingOuter(0.1)
  const series = stack<unknown, { up: number; down: number }, 'up' | 'down'>().keys(['up', 'down']).offset(stackOffsetDiverging)(pairs.map(({ up, down }) => ({ up, down: -down })))
  const [highest, lowest] = [max(pairs, ({ up }) => up) || 1, max(pairs, ({ down }) => down) || 0]
  const y = scaleLinear([-lowest, highest], [bottom, top]).nice(Math.max(2, Math.round((bottom - top) / PIXELS_PER_TICK)))
  const columns = series.flatMap((one) => one.map(([from, to], index) => {
    const [start, end] = [y(to), y(from)]
    const least = to === from ? 0 : LEAST_PIXELS
    return { key: `${one.key} ${pairs[index]!.key}`, way: one.key, x: x(pairs[index]!.key)!, width: x.bandwidth(), y: one.key === 'up' ? Math.min(start, end - least) : start, height: Math.max(least, end - start) }
  }))
  const ticks: Tick[] = y.ticks(Math.max(2, Math.round((bottom - top) / PIXELS_PER_TICK))).filter(Number.isInteger).map((value) => ({ value, at: y(value) }))
  return { columns: columns.filter((one) => one.height > 0), ticks, zero: y(0), middle: (key: string) => x(key)! + x.bandwidth() / 2 }
}

export interface StackPart {
  key: string
  value: number
}

/** Parts of a whole along one line, a hair apart. */
export function stackLayout<Part extends StackPart>(parts: readonly Part[], width: number, apart = 2) {
  const shown = parts.filter(({ value }) => value > 0)
  const total = shown.reduce((sum, { value }) => sum + value, 0)
  const scale = scaleLinear([0, total || 1], [0, Math.max(0, width - apart * (shown.length - 1))])
  let before = 0
  return shown.map((part, index) => {
    const x = scale(before) + apart * index
    before += part.value
    return { ...part, x, width: scale(part.value) }
  })
}
