import { useTexts } from '../language.tsx'
import { BAR_LABEL, barsLayout, type BarGroup } from './plot-layout.ts'
import { Plot, type NumberTable } from './plot.tsx'

const THICK = 12

/** Shares of a whole as bars on their tracks, in groups, each with its number beside it. */
export function PlotBars({ label, groups, numbers }: { label: string; groups: readonly BarGroup[]; numbers: NumberTable }) {
  const { number, percent } = useTexts()
  return (
    <Plot
      label={label}
      numbers={numbers}
      height={(width) => barsLayout(groups, width).height}
      renderMarks={(width) => {
        const placed = barsLayout(groups, width)
        return placed.groups.map((group) => (
          <g key={group.key} transform={`translate(${group.x} ${group.y})`}>
            <text y={16} className="fill-ink font-semibold">{group.label}</text>
            {group.bars.map((bar) => (
              <g key={bar.key} transform={`translate(0 ${bar.y})`}>
                <text y={14} className="fill-soft">{bar.label}</text>
                <rect x={BAR_LABEL} y={3} width={bar.track} height={THICK} rx={2} className="fill-sunken stroke-line" />
                <rect x={BAR_LABEL} y={3} width={bar.length} height={THICK} rx={2} className="fill-accent" />
                <text x={placed.columnWidth - 44} y={14} textAnchor="end" className="numbers fill-ink">{number(bar.value)}</text>
                <text x={placed.columnWidth} y={14} textAnchor="end" className="numbers fill-soft">{bar.total > 0 ? percent(bar.value / bar.total) : '–'}</text>
              </g>
            ))}
          </g>
        ))
      }}
    />
  )
}
