import { ChevronRight, Download } from 'lucide-react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTexts } from '../language.tsx'
import { Sideways } from './sideways.tsx'

/** What a mark stands for. Each look has a pattern of its own, so that colour is never the only difference. */
export type Look = 'good' | 'bad' | 'wait' | 'plain'

const FILL: Record<Look, string> = { good: 'fill-accent', bad: 'fill-brick', wait: 'fill-ochre', plain: 'fill-edge' }
const STROKE: Record<Look, string> = { good: '', bad: 'stroke-ground', wait: 'stroke-ground', plain: '' }

/** So many rows are shown at once; more of them on request. */
const FEW = 8

export interface NumberTable {
  head: readonly string[]
  /** The first cell names the row; the others are numbers, already written. */
  rows: readonly (readonly string[])[]
}

/** A picture of numbers with its name, what its marks mean, and the numbers under it. `renderMarks` gets the width there is. */
export function Plot({ label, legend, numbers, height, renderMarks }: {
  label: string
  legend?: readonly { label: string; look: Look }[]
  numbers: NumberTable
  /** Pixels, or how many for a width. */
  height: number | ((width: number) => number)
  renderMarks: (width: number, fillOf: (look: Look) => { className: string; fill?: string }) => ReactNode
}) {
  const [box, width] = useWidth()
  const id = useId()
  const tall = typeof height === 'number' ? height : height(width)
  const fillOf = (look: Look) => (look === 'bad' || look === 'wait' ? { className: '', fill: `url(#${id}${look})` } : { className: FILL[look] })
  return (
    <figure aria-label={label}>
      {legend && <Legend legend={legend} fillOf={fillOf} />}
      <div ref={box}>
        {/* Whoever does not see it has the numbers below. */}
        <svg aria-hidden width={width} height={tall} className="block overflow-visible text-fine">
          <defs>
            {(['bad', 'wait'] as const).map((look) => <Hatch key={look} id={`${id}${look}`} look={look} />)}
          </defs>
          {width > 0 && renderMarks(width, fillOf)}
        </svg>
      </div>
      <figcaption><Numbers label={label} {...numbers} /></figcaption>
    </figure>
  )
}

/** Stripes one way for a no, the other way for what is no answer yet. */
function Hatch({ id, look }: { id: string; look: 'bad' | 'wait' }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform={`rotate(${look === 'bad' ? 45 : -45})`}>
      <rect width="6" height="6" className={FILL[look]} />
      <line x1="0" y1="0" x2="0" y2="6" strokeWidth={look === 'bad' ? 2.5 : 4} className={STROKE[look]} />
    </pattern>
  )
}

function Legend({ legend, fillOf }: { legend: readonly { label: string; look: Look }[]; fillOf: (look: Look) => { className: string; fill?: string } }) {
  return (
    <ul aria-hidden className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-fine text-soft">
      {legend.map(({ label, look }) => (
        <li key={label} className="flex items-center gap-2">
          <svg width="16" height="12"><rect width="16" height="12" rx="2" {...fillOf(look)} /></svg>
          {label}
        </li>
      ))}
    </ul>
  )
}

function Numbers({ label, head, rows }: NumberTable & { label: string }) {
  const { t } = useTexts()
  return (
    <details open={rows.length <= FEW} className="group mt-3">
      <summary className="flex min-h-9 cursor-default items-center gap-2 rounded-small text-fine text-soft">
        <ChevronRight aria-hidden size={14} className="transition-transform duration-100 group-open:rotate-90" />
        {t('plot.numbers')}
      </summary>
      <Sideways label={label}>
        <table aria-label={label} className="w-full border-collapse text-fine">
          <thead>
            <tr>
              {head.map((text, index) => <th key={text} scope="col" className={`border-b border-line py-1.5 pr-4 font-medium text-soft align-bottom last:pr-0 ${index === 0 ? 'text-left' : 'text-right'}`}>{text}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells], row) => (
              <tr key={row} className="border-b border-line">
                <th scope="row" className="py-1.5 pr-4 text-left font-normal">{name}</th>
                {cells.map((cell, index) => <td key={index} className="numbers py-1.5 pr-4 text-right last:pr-0">{cell}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <button type="button" onClick={() => void import('./table-file.ts').then(({ saveTable }) => saveTable(label, head, rows))} className="mt-1 inline-flex min-h-9 cursor-default items-center gap-1 rounded-small text-fine text-accent underline underline-offset-3">
        <Download aria-hidden size={14} /> {t('plot.save')}
      </button>
    </details>
  )
}

/** The width of an element, followed as it changes; 0 until it stands on the page. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!box.current) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return [box, width] as const
}
