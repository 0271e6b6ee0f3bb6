import { createContext, use, useMemo, type ReactNode } from 'react'
import { Sideways } from './sideways.tsx'

/** What stands over the columns of the table around a row, and which of them hold numbers. */
const Head = createContext<{ head: readonly string[]; numbers: readonly number[] }>({ head: [], numbers: [] })

const NONE: readonly number[] = []

/** A table to read, not to walk in. One that `stacks` turns its rows into blocks on a narrow screen; columns of `numbers` (counted from 0) stand to the right. */
export function PlainTable({ label, head, stacks = false, numbers = NONE, children }: { label: string; head: readonly string[]; stacks?: boolean; numbers?: readonly number[]; children: ReactNode }) {
  const columns = useMemo(() => ({ head, numbers }), [head, numbers])
  return (
    <Sideways label={label}>
      <table aria-label={label} className={`w-full border-collapse text-left ${stacks ? 'stacks' : ''}`}>
        <thead>
          <tr>
            {head.map((text, index) => (
              <th key={text} scope="col" className={`border-b border-line py-2 pr-4 text-fine font-medium whitespace-nowrap text-soft last:pr-0 ${numbers.includes(index) ? 'text-right' : ''}`}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody><Head value={columns}>{children}</Head></tbody>
      </table>
    </Sideways>
  )
}

export function PlainRow({ cells }: { cells: readonly ReactNode[] }) {
  const { head, numbers } = use(Head)
  return (
    <tr className="border-b border-line">
      {cells.map((cell, index) => (
        <td key={index} data-head={head[index]} className={`py-2 pr-4 align-top last:pr-0 ${numbers.includes(index) ? 'numbers mid:text-right' : ''}`}>
          {cell}
        </td>
      ))}
    </tr>
  )
}
