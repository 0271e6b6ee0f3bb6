import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { useNavigate } from 'react-router'
import { extended, NONE, toggled } from './chosen.ts'
import { stepFrom, type Place } from './grid-steps.ts'
import type { ListTableProps } from './list-table.tsx'

/** Letters that follow each other sooner than this are one beginning of a name. */
const ONE_WORD_MS = 1_000
const FIRST: Place = { row: 0, cell: -1 }

/** What keys and presses do in a long table, for all its rows at once. */
export function useGridHand<Item extends { id: string }>(frame: RefObject<HTMLDivElement | null>, props: ListTableProps<Item>, { rowPx, headPx }: { rowPx: number; headPx: number }) {
  const { rows, columns, chosen, onChoose } = props
  const navigate = useNavigate()
  const [kept, setKept] = useState<{ place: Place; id: string | undefined }>({ place: FIRST, id: undefined })
  // The row is the same person when others have come before it.
  const found = kept.id === undefined || rows[kept.place.row]?.id === kept.id ? kept.place.row : rows.findIndex(({ id }) => id === kept.id)
  const place: Place = found < 0 && kept.id !== undefined ? { row: Math.max(0, Math.min(kept.place.row, rows.length - 1)), cell: -1 } : { ...kept.place, row: found }
  const hasFocus = useRef(false)
  const goes = useRef(false)
  const anchor = useRef(0)
  const word = useRef({ text: '', at: 0 })
  const ids = () => rows.map(({ id }) => id)

  useLayoutEffect(() => {
    const table = frame.current
    // One goes there, or the row that had the focus is gone.
    if (!table || !(goes.current || (hasFocus.current && !table.contains(document.activeElement)))) return
    goes.current = false
    elementAt(table, place, rows)?.focus({ preventScroll: true })
  })

  const keep = (next: Place) => setKept({ place: next, id: rows[next.row]?.id })
  const goTo = (next: Place) => {
    goes.current = true
    keep(next)
    intoSight(frame.current!, next.row, rowPx, headPx)
  }
  const choose = (row: number) => {
    anchor.current = row
    onChoose(toggled(chosen, rows[row]!.id, ids()))
  }
  const sortBy = (cell: number) => {
    const column = columns[cell - 1]
    if (column?.sorts) props.onSort({ by: column.key, direction: props.sort.by === column.key && props.sort.direction === 'up' ? 'down' : 'up' })
  }
  const chooseAll = () => onChoose(chosen === 'all' ? NONE : 'all')
  const press = (at: Place) => (at.row < 0 ? (at.cell === 0 ? chooseAll() : sortBy(at.cell)) : choose(at.row))
  const open = (row: number) => void navigate(props.rowLink(rows[row]!))

  const toName = (letter: string, time: number) => {
    const text = time - word.current.at < ONE_WORD_MS ? word.current.text + letter : letter
    word.current = { text, at: time }
    const wanted = text.toLocaleLowerCase()
    const from = text.length > 1 ? place.row : place.row + 1
    const next = [...rows.keys()].map((at) => (from + at + rows.length) % rows.length).find((at) => props.rowName(rows[at]!).toLocaleLowerCase().startsWith(wanted))
    if (next !== undefined) goTo({ row: next, cell: -1 })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = placeOf(event.target, rows)
    if (!at || event.altKey) return
    const isWide = event.ctrlKey || event.metaKey
    const next = stepFrom(at, { key: event.key, ctrlKey: isWide }, { rows: rows.length, cells: columns.length + 1, page: Math.max(1, Math.floor((frame.current!.clientHeight - headPx) / rowPx) - 1) })
    if (next) {
      if (event.shiftKey && next.row >= 0 && next.row !== at.row) onChoose(extended(chosen, chosen !== 'all' && chosen.size === 0 ? at.row : anchor.current, next.row, ids()))
      goTo(next)
    } else if (event.key === ' ') press(at)
    else if (event.key === 'Enter') { if (at.row < 0) press(at); else open(at.row) }
    else if (event.key === 'Escape' && (chosen === 'all' || chosen.size > 0)) onChoose(NONE)
    else if (isWide && event.key.toLowerCase() === 'a') onChoose('all')
    else if (!isWide && event.key.length === 1 && at.row >= 0) toName(event.key, event.timeStamp)
    else return
    event.preventDefault()
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const at = placeOf(event.target, rows)
    if (!at) return
    const isLink = event.target instanceof Element && event.target.closest('a') !== null
    const isWide = event.ctrlKey || event.metaKey
    // A link that is to open elsewhere does so by itself.
    if (isLink && (isWide || event.shiftKey)) return
    if (isLink) event.preventDefault()
    if (at.row < 0 || at.cell === 0) press(at)
    else if (event.shiftKey) onChoose(extended(chosen, anchor.current, at.row, ids()))
    else if (isWide) window.open(props.rowLink(rows[at.row]!))
    else if (chosen === 'all' || chosen.size > 0) choose(at.row)
    else open(at.row)
  }

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    hasFocus.current = true
    const at = placeOf(event.target, rows)
    if (at && (at.row !== place.row || at.cell !== place.cell)) keep(at)
  }
  const onBlur = ({ relatedTarget }: FocusEvent<HTMLElement>) => {
    if (relatedTarget instanceof Node) hasFocus.current = frame.current?.contains(relatedTarget) ?? false
    // Without a place that it goes to, either the row has gone, and the next drawing gives the focus to another, or one pressed where nothing takes it.
    else setTimeout(() => {
      if (!frame.current?.contains(document.activeElement)) hasFocus.current = false
    })
  }
  return { place, onKeyDown, onClick, onFocus, onBlur }
}

function placeOf(target: EventTarget, rows: readonly { id: string }[]): Place | undefined {
  if (!(target instanceof Element)) return undefined
  const row = target.closest('[role=row]')
  if (!row) return undefined
  const cell = Number(target.closest('[data-cell]')?.getAttribute('data-cell') ?? -1)
  const key = row.getAttribute('data-key')
  if (key === null) return { row: -1, cell: Math.max(0, cell) }
  const at = rows.findIndex(({ id }) => id === key)
  return at < 0 ? undefined : { row: at, cell }
}

function elementAt(table: HTMLElement, { row, cell }: Place, rows: readonly { id: string }[]): HTMLElement | null {
  const id = rows[row]?.id
  const line = table.querySelector<HTMLElement>(row < 0 ? '[role=row]' : `[data-key="${id}"]`)
  if (cell < 0) return line
  return line?.querySelector<HTMLElement>(cell === 0 ? '[data-cell="0"] input' : `[data-cell="${cell}"]`) ?? null
}

/** Scrolls no further than it must: the head covers what lies under it. */
function intoSight(table: HTMLElement, row: number, rowPx: number, headPx: number) {
  if (row < 0) return
  const [top, room] = [row * rowPx, table.clientHeight - headPx]
  if (top < table.scrollTop) table.scrollTop = top
  else if (top + rowPx > table.scrollTop + room) table.scrollTop = top + rowPx - room
}
