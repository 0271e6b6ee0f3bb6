// oxlint-disable jsx-a11y/prefer-tag-over-role -- as in the table around it
import { Check, Minus } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTexts } from '../language.tsx'

export interface ShownColumn<Item> {
  key: string
  label: string
  render: (item: Item) => ReactNode
  /** Parts of the width, and the least of it in pixels. */
  parts?: number
  least?: number
  align?: 'right'
  sorts: boolean
}

interface RowProps<Item> {
  id: string
  item: Item
  index: number
  columns: readonly ShownColumn<Item>[]
  /** Widths of the columns (CSS grid). */
  tracks: string
  link: string
  name: string
  height: number
  isChosen: boolean
  /** The cell that Tab comes to, -1 for the row as a whole; null when it comes to another row. */
  tabCell: number | null
}

const CELL = 'flex h-full min-w-0 items-center -outline-offset-2'

/** One row of a long table, at its place in it. Pressing and keys are the table's: the row only shows. */
function Row<Item>({ id, item, index, columns, tracks, link, name, height, isChosen, tabCell }: RowProps<Item>) {
  const { t } = useTexts()
  const tabIndex = (cell: number) => (tabCell === cell ? 0 : -1)
  return (
    <div
      role="row"
      data-key={id}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      aria-labelledby={`name-${id}`}
      tabIndex={tabIndex(-1)}
      className={`absolute inset-x-0 grid cursor-pointer border-b border-line -outline-offset-2 hover:bg-raised ${isChosen ? 'bg-accent-wash' : ''}`}
      style={{ top: index * height, height, gridTemplateColumns: tracks }}
    >
      <div role="gridcell" data-cell={0} className={`${CELL} pl-3`}><ChooseBox label={t('lists.choose', { name })} state={isChosen} tabIndex={tabIndex(0)} /></div>
      {columns.map((column, at) => (
        <div key={column.key} role={at === 0 ? 'rowheader' : 'gridcell'} {...(at === 0 && { id: `name-${id}` })} data-cell={at + 1} tabIndex={tabIndex(at + 1)} className={`${CELL} px-3 ${column.align === 'right' ? 'numbers justify-end' : ''}`}>
          <span className="min-w-0 truncate">{at === 0 ? <a href={link} tabIndex={-1} draggable={false}>{column.render(item)}</a> : column.render(item)}</span>
        </div>
      ))}
    </div>
  )
}
export const ListRow = memo(Row) as typeof Row

/** The table hears of the press. */
const heardElsewhere = () => {}

export function ChooseBox({ label, state, tabIndex }: { label: string; state: boolean | 'some'; tabIndex: number }) {
  const isMarked = state !== false
  return (
    <span className="relative flex size-6 items-center justify-center">
      <input
        type="checkbox"
        aria-label={label}
        ref={(box) => {
          if (box) box.indeterminate = state === 'some'
        }}
        checked={state === true}
        onChange={heardElsewhere}
        tabIndex={tabIndex}
        className={`absolute inset-0.5 appearance-none rounded-small border ${isMarked ? 'border-accent bg-accent' : 'border-edge bg-raised'}`}
      />
      {isMarked && <span aria-hidden className="pointer-events-none relative text-on-accent">{state === 'some' ? <Minus size={14} strokeWidth={3} /> : <Check size={14} strokeWidth={3} />}</span>}
    </span>
  )
}
