import { useTexts } from '../language.tsx'
import { stackLayout, type StackPart } from './plot-layout.ts'
import { Plot, type Look, type NumberTable } from './plot.tsx'

const ROW = 54
const THICK = 16

export interface StackRow {
  key: string
  label: string
  /** What the row comes to, in words, at its right end. */
  sum: string
  parts: readonly (StackPart & { label: string; look: Look })[]
}

/** Wholes of any size, each as long as the others, cut into the same parts. */
export function PlotStack({ label, rows, numbers }: { label: string; rows: readonly StackRow[]; numbers: NumberTable }) {
  const { number } = useTexts()
  return (
    <Plot
      label={label}
      legend={rows[0]?.parts.map((part) => ({ label: part.label, look: part.look })) ?? []}
      numbers={numbers}
      height={rows.length * ROW - (ROW - THICK - 24)}
      renderMarks={(width, fillOf) => rows.map((row, index) => (
        <g key={row.key} transform={`translate(0 ${index * ROW})`}>
          <text y={14} className="fill-ink font-semibold">{row.label}</text>
          <text x={width} y={14} textAnchor="end" className="numbers fill-soft">{row.sum}</text>
          {stackLayout(row.parts, width).map((part) => (
            <rect key={part.key} x={part.x} y={22} width={part.width} height={THICK} rx={2} {...fillOf(part.look)}><title>{`${part.label}: ${number(part.value)}`}</title></rect>
          ))}
        </g>
      ))}
    />
  )
}
