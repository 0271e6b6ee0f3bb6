// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are put in place one by one are no table to a browser: the roles of a grid say what they are
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useTexts } from '../language.tsx'
import { isChosen, type Chosen } from './chosen.ts'
import { rowsInSight } from './grid-steps.ts'
import { ChooseBox, ListRow, type ShownColumn } from './list-row.tsx'
import { useGridHand } from './use-grid-hand.ts'

/** A row of one line, and of two. */
const ROW_PX = { 1: 44, 2: 60 }
const HEAD_PX = 40
const BOX_PX = 44
const LEAST_PX = 130
/** So near an end, in pixels, more rows are asked for. */
const NEAR_PX = 900
/** Rows drawn above and below those in sight, for the hand that scrolls. */
const BESIDE = 4

export interface Sort {
  by: string
  direction: 'up' | 'down'
}

export interface ListTableProps<Item extends { id: string }> {
  label: string
  columns: readonly ShownColumn<Item>[]
  rows: readonly Item[]
  /** Rows put in before the first since what was drawn last; negative when some were taken away. */
  shifted: number
  rowLink: (item: Item) => string
  rowName: (item: Item) => string
  sort: Sort
  onSort: (sort: Sort) => void
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
  onNearEnd: () => void
  onNearStart: () => void
  /** The row at the upper edge, when it changes. */
  onTop: (index: number) => void
  /** Lines in a row. */
  lines?: 1 | 2
}

/**
 * A table that draws only the rows in sight, however many there are. Arrows (or j and k) move, enter opens, x or space
 * chooses; the box at the head chooses all that match, seen or not. Plain elements in the roles of a grid: a million
 * rows come and go here while somebody types, and each must cost as little as it can.
 */
function Table<Item extends { id: string }>(props: ListTableProps<Item>) {
  const { label, columns, rows, rowLink, rowName, sort, chosen, lines = 1 } = props
  const { t } = useTexts()
  const rowPx = ROW_PX[lines]
  const frame = useRef<HTMLDivElement>(null)
  const { from, to, onScroll } = useSight(frame, props, rowPx)
  const hand = useGridHand(frame, props, { rowPx, headPx: HEAD_PX })

  const tracks = [`${BOX_PX}px`, ...columns.map(({ parts = 1, least = LEAST_PX }) => `minmax(${least}px, ${parts}fr)`)].join(' ')
  const width = columns.reduce((sum, { least = LEAST_PX }) => sum + least, BOX_PX)
  const drawn = rows.slice(from, to).map((item, at) => ({ item, index: from + at }))
  // The row with the focus stays, however far one scrolls from it.
  const held = hand.place.row
  if (held >= 0 && held < rows.length && (held < from || held >= to)) drawn.push({ item: rows[held]!, index: held })
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus
    <div
      ref={frame}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={-1}
      aria-colcount={columns.length + 1}
      onScroll={onScroll}
      onFocus={hand.onFocus}
      onBlur={hand.onBlur}
      onKeyDown={hand.onKeyDown}
      onClick={hand.onClick}
      className="min-w-0 flex-1 overflow-auto overscroll-contain rounded-part border border-line bg-paper"
      style={{ height: `min(${rows.length * rowPx + HEAD_PX + 2}px, max(22rem, calc(100dvh - 19rem)))` }}
    >
      <div role="rowgroup" className="sticky top-0 z-1" style={{ minWidth: width }}>
        <div role="row" aria-rowindex={1} className="grid bg-sunken" style={{ height: HEAD_PX, gridTemplateColumns: tracks }}>
          <div role="columnheader" data-cell={0} className="flex h-full items-center border-b border-line pl-3">
            <ChooseBox label={t('lists.choose-all')} state={chosen === 'all' || (chosen.size > 0 && 'some')} tabIndex={hand.place.row < 0 && hand.place.cell === 0 ? 0 : -1} />
          </div>
          {columns.map((column, at) => <Head key={column.key} column={column} cell={at + 1} sort={sort} tabIndex={hand.place.row < 0 && hand.place.cell === at + 1 ? 0 : -1} />)}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: rows.length * rowPx, minWidth: width }}>
        {drawn.map(({ item, index }) => (
          <ListRow
            key={item.id}
            id={item.id}
            item={item}
            index={index}
            columns={columns}
            tracks={tracks}
            link={rowLink(item)}
            name={rowName(item)}
            height={rowPx}
            isChosen={isChosen(chosen, item.id)}
            tabCell={hand.place.row === index ? hand.place.cell : null}
          />
        ))}
      </div>
    </div>
  )
}
export const ListTable = memo(Table) as typeof Table

function Head<Item>({ column, cell, sort, tabIndex }: { column: ShownColumn<Item>; cell: number; sort: Sort; tabIndex: number }) {
  const { key, label, sorts, align } = column
  const direction = sorts && sort.by === key ? sort.direction : undefined
  return (
    <div
      role="columnheader"
      data-cell={cell}
      tabIndex={tabIndex}
      {...(sorts && { 'aria-sort': direction === 'up' ? 'ascending' as const : direction === 'down' ? 'descending' as const : 'none' as const })}
      className={`flex h-full items-center gap-1 truncate border-b border-line px-3 text-fine font-medium text-soft -outline-offset-2 ${sorts ? 'cursor-pointer hover:text-ink' : ''} ${align === 'right' ? 'justify-end' : ''}`}
    >
      <span className="truncate">{label}</span>
      {direction === 'up' && <ArrowUp aria-hidden size={14} className="shrink-0" />}
      {direction === 'down' && <ArrowDown aria-hidden size={14} className="shrink-0" />}
    </div>
  )
}

/**
 * Which rows are drawn, and word of it when one nears an end. The window's height will do for the table's, and the place
 * is remembered: measuring would hold up what is drawn.
 */
function useSight<Item extends { id: string }>(frame: RefObject<HTMLDivElement | null>, { rows, shifted, onNearEnd, onNearStart, onTop }: ListTableProps<Item>, rowPx: number) {
  const [first, setFirst] = useState(0)
  const [height, setHeight] = useState(() => window.innerHeight)
  const scrolled = useRef(0)
  const head = rows[0]?.id
  const headBefore = useRef(head)
  useEffect(() => {
    const onResize = () => setHeight(window.innerHeight)
    window.addEventListener('resize', onResize)
    return () => window.removeEventListener('resize', onResize)
  }, [])
  // Rows that come or go before the first move the others: what is in sight stays where it is. Another list, or another part of it, begins at its top.
  useLayoutEffect(() => {
    if (headBefore.current === head) return
    headBefore.current = head
    const top = shifted === 0 ? 0 : Math.max(0, scrolled.current + shifted * rowPx)
    if (top !== scrolled.current) frame.current!.scrollTo({ top })
    scrolled.current = top
    setFirst(Math.floor(top / rowPx))
  }, [frame, head, shifted, rowPx])

  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = frame.current!
    scrolled.current = scrollTop
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) onNearEnd()
    if (scrollTop < NEAR_PX) onNearStart()
    const top = Math.floor(scrollTop / rowPx)
    if (top === first) return
    setFirst(top)
    onTop(top)
  }
  return { ...rowsInSight(Math.min(first, rows.length) * rowPx, height, rowPx, rows.length, BESIDE), onScroll }
}
