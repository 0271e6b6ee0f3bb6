import { ArrowDown, ArrowUp, Check, Minus } from 'lucide-react'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { Cell, Checkbox, Column, Row, Table, TableBody, TableHeader, TableLayout, Virtualizer, type Selection } from 'react-aria-components'
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

/** A row of one line, and of two. */
const ROW_PX = { 1: 44, 2: 60 }
const HEAD_PX = 40
const BOX_PX = 44
/** So near an end, in pixels, more rows are asked for. */
const NEAR_PX = 900

interface ListTableProps<Item extends { id: string }> {
  label: string
  columns: readonly ShownColumn<Item>[]
  rows: readonly Item[]
  /** Rows put in before the first since what was drawn last; negative when some were taken away. */
  shifted: number
  rowLink: (item: Item) => string
  rowName: (item: Item) => string
  sort: { by: string; direction: 'up' | 'down' }
  onSort: (sort: { by: string; direction: 'up' | 'down' }) => void
  selected: Selection
  onSelect: (selected: Selection) => void
  onNearEnd: () => void
  onNearStart: () => void
  /** The row at the upper edge, when it changes. */
  onTop: (index: number) => void
  isBusy: boolean
  /** Lines in a row. */
  lines?: 1 | 2
}

/**
 * A table that draws only the rows in sight, however many there are. Arrows (or j and k) move, enter opens, x or space
 * chooses; the box at the head chooses all that match, seen or not.
 */
export function ListTable<Item extends { id: string }>(props: ListTableProps<Item>) {
  const { label, columns, rows, shifted, rowLink, rowName, sort, onSort, selected, onSelect, onNearEnd, onNearStart, onTop, isBusy, lines = 1 } = props
  const rowPx = ROW_PX[lines]
  const { t } = useTexts()
  const frame = useRef<HTMLDivElement>(null)
  const first = rows[0]?.id
  const firstBefore = useRef(first)

  // Rows that come or go before the first move the others: what is in sight stays where it is.
  useLayoutEffect(() => {
    const table = gridIn(frame.current)
    // Another list, or another part of it, begins at its top.
    if (table && firstBefore.current !== first) table.scrollTop = shifted === 0 ? 0 : table.scrollTop + shifted * rowPx
    firstBefore.current = first
  }, [first, shifted, rowPx])

  const onScroll = () => {
    const table = gridIn(frame.current)
    if (!table) return
    if (table.scrollHeight - table.scrollTop - table.clientHeight < NEAR_PX) onNearEnd()
    if (table.scrollTop < NEAR_PX) onNearStart()
    onTop(Math.floor(table.scrollTop / rowPx))
  }

  return (
    <div ref={frame} aria-busy={isBusy} className={`min-w-0 flex-1 transition-opacity duration-150 ${isBusy ? 'opacity-60' : ''}`}>
      <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: rowPx, headingHeight: HEAD_PX }}>
        <Table
          aria-label={label}
          selectionMode="multiple"
          selectionBehavior="toggle"
          selectedKeys={selected}
          onSelectionChange={onSelect}
          sortDescriptor={{ column: sort.by, direction: sort.direction === 'up' ? 'ascending' : 'descending' }}
          onSortChange={({ column, direction }) => onSort({ by: String(column), direction: direction === 'ascending' ? 'up' : 'down' })}
          onScroll={onScroll}
          className="w-full overflow-auto overscroll-contain rounded-part border border-line bg-paper"
          style={{ height: `min(${rows.length * rowPx + HEAD_PX + 2}px, max(22rem, calc(100dvh - 19rem)))` }}
        >
          <TableHeader className="bg-sunken">
            <Column id="choose" width={BOX_PX} minWidth={BOX_PX} className="flex h-full items-center border-b border-line pl-3">
              <ChooseBox label={t('lists.choose-all')} />
            </Column>
            {columns.map((column, index) => (
              <Column
                key={column.key}
                id={column.key}
                isRowHeader={index === 0}
                allowsSorting={column.sorts}
                width={`${column.parts ?? 1}fr`}
                minWidth={column.least ?? 130}
                className={`flex h-full items-center gap-1 truncate border-b border-line px-3 text-fine font-medium text-soft -outline-offset-2 ${column.sorts ? 'cursor-pointer data-[hovered]:text-ink' : ''} ${column.align === 'right' ? 'justify-end' : ''}`}
              >
                {({ sortDirection }) => (
                  <>
                    <span className="truncate">{column.label}</span>
                    {sortDirection === 'ascending' && <ArrowUp aria-hidden size={14} className="shrink-0" />}
                    {sortDirection === 'descending' && <ArrowDown aria-hidden size={14} className="shrink-0" />}
                  </>
                )}
              </Column>
            ))}
          </TableHeader>
          <TableBody items={rows} dependencies={[columns, selected]}>
            {(item) => (
              <Row id={item.id} href={rowLink(item)} textValue={rowName(item)} className="h-full cursor-pointer border-b border-line -outline-offset-2 data-[hovered]:bg-raised data-[selected]:bg-accent-wash">
                <Cell className="flex h-full items-center pl-3 -outline-offset-2"><ChooseBox label={t('lists.choose', { name: rowName(item) })} /></Cell>
                {columns.map((column) => (
                  <Cell key={column.key} className={`flex h-full min-w-0 items-center px-3 -outline-offset-2 ${column.align === 'right' ? 'numbers justify-end' : ''}`}>
                    <span className="min-w-0 truncate">{column.render(item)}</span>
                  </Cell>
                ))}
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
  )
}

function gridIn(frame: HTMLElement | null): HTMLElement | null {
  return frame?.querySelector<HTMLElement>('[role=grid]') ?? null
}

function ChooseBox({ label }: { label: string }) {
  return (
    <Checkbox slot="selection" aria-label={label} className="group flex size-6 items-center justify-center">
      {({ isIndeterminate }) => (
        <span aria-hidden className="flex size-5 items-center justify-center rounded-small border border-edge bg-raised text-on-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent group-data-[indeterminate]:border-accent group-data-[indeterminate]:bg-accent">
          {isIndeterminate ? <Minus size={14} strokeWidth={3} /> : <Check size={14} strokeWidth={3} className="invisible group-data-[selected]:visible" />}
        </span>
      )}
    </Checkbox>
  )
}
