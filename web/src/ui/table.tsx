import { type ReactNode } from 'react'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components'
import { MoreInSight } from './more-in-sight.tsx'

export interface TableColumn<Item> {
  key: string
  label: string
  render: (item: Item) => ReactNode
  /** On which screens the column has room: always, from a tablet's, or only on a wide one. */
  room?: 'mid' | 'wide'
  align?: 'right'
  /** As wide as what it holds, on one line: states, dates, numbers. Other columns share the rest, and cut what is too long. */
  fit?: boolean
}

const ROOM = { mid: 'only-mid', wide: 'only-wide' }

/** Rows that lead somewhere: arrows (or j and k) move, enter opens. More rows come when the last is in sight. */
export function LinkTable<Item extends { id: string }>({ label, columns, rows, rowLink, more, empty }: {
  label: string
  columns: readonly TableColumn<Item>[]
  rows: readonly Item[]
  rowLink: (item: Item) => string
  more?: { load: () => void; loading: boolean } | undefined
  empty?: ReactNode
}) {
  // A head without rows says nothing.
  if (rows.length === 0 && empty) return empty
  const classes = (column: TableColumn<Item>) => [column.room && ROOM[column.room], column.align === 'right' && 'text-right numbers', column.fit ? 'w-px whitespace-nowrap' : 'max-w-0'].filter(Boolean).join(' ')
  return (
    <>
      <Table aria-label={label} className="w-full border-collapse">
        <TableHeader>
          {columns.map((column, index) => (
            <Column key={column.key} id={column.key} isRowHeader={index === 0} className={`border-b border-line px-3 py-2 text-left align-bottom text-fine font-medium text-soft first:pl-2 ${classes(column)}`}>
              {column.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody items={rows} dependencies={[columns]}>
          {(item) => (
            <Row id={item.id} href={rowLink(item)} className="cursor-pointer border-b border-line -outline-offset-2 data-[hovered]:bg-raised">
              {columns.map((column) => (
                <Cell key={column.key} className={`px-3 py-2.5 align-top -outline-offset-2 first:pl-2 ${classes(column)}`}>
                  {column.render(item)}
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </Table>
      {more && <MoreInSight {...more} />}
    </>
  )
}
