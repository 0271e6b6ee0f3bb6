import { useTexts } from '../language.tsx'
import { COLUMN_MARGIN, columnsLayout, type ColumnPair } from './plot-layout.ts'
import { Plot, type NumberTable } from './plot.tsx'

const HEIGHT = 240
/** Marks below the axis stand at least so far apart. */
const MARK_APART = 38

export interface TimedPair extends ColumnPair {
  /** What a pointer that rests on the pair is told. */
  title: string
  /** A word below the axis where something begins, such as a month. */
  mark?: string | undefined
}

/** Two counts over time that pull apart from one line, up and down; without `down` one that rises from it. */
export function PlotColumns({ label, up, down, pairs, numbers }: { label: string; up: string; down?: string; pairs: readonly TimedPair[]; numbers: NumberTable }) {
  const { short } = useTexts()
  return (
    <Plot
      label={label}
      legend={[{ label: up, look: 'good' }, ...(down === undefined ? [] : [{ label: down, look: 'bad' as const }])]}
      numbers={numbers}
      height={HEIGHT}
      renderMarks={(width, fillOf) => {
        const { columns, ticks, zero, middle } = columnsLayout(pairs, width, HEIGHT)
        return (
          <>
            {ticks.map(({ value, at }) => (
              <g key={value}>
                <line x1={COLUMN_MARGIN.left} x2={width} y1={at} y2={at} className="stroke-line" />
                <text x={COLUMN_MARGIN.left - 8} y={at + 4} textAnchor="end" className="numbers fill-soft">{short(Math.abs(value))}</text>
              </g>
            ))}
            {columns.map(({ key, way, ...place }) => <rect key={key} {...place} rx={1} {...fillOf(way === 'up' ? 'good' : 'bad')} />)}
            <line x1={COLUMN_MARGIN.left} x2={width} y1={zero} y2={zero} className="stroke-edge" />
            {marksOf(pairs, middle, width).map(({ key, mark, at }) => (
              <g key={key}>
                <line x1={at} x2={at} y1={HEIGHT - COLUMN_MARGIN.bottom} y2={HEIGHT - COLUMN_MARGIN.bottom + 5} className="stroke-edge" />
                <text x={at} y={HEIGHT - 6} textAnchor="middle" className="fill-soft">{mark}</text>
              </g>
            ))}
            {pairs.map(({ key, title }) => (
              <rect key={key} x={middle(key) - (width / pairs.length) / 2} width={width / pairs.length} y={0} height={HEIGHT - COLUMN_MARGIN.bottom} className="fill-transparent"><title>{title}</title></rect>
            ))}
          </>
        )
      }}
    />
  )
}

/** The marks that have room, from the newest back: what is cut short is the stretch that had begun before the first pair. */
function marksOf(pairs: readonly TimedPair[], middle: (key: string) => number, width: number) {
  let next = width + MARK_APART * (2 / 3)
  return pairs.toReversed().flatMap(({ key, mark }) => {
    const at = middle(key)
    if (mark === undefined || next - at < MARK_APART) return []
    next = at
    return [{ key, mark, at }]
  })
}
