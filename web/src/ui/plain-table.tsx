import { createContext, use, type ReactNode } from 'react'
import { Sideways } from './sideways.tsx'

/** What stands over the columns of the table around a row. */
const Head = createContext<readonly string[]>([])

/** A table to read, not to walk in. One that `stacks` turns its rows into blocks on a narrow screen. */
export function PlainTable({ label, head, stacks = false, children }: { label: string; head: readonly string[]; stacks?: boolean; children: ReactNode }) {
  return (
    <Sideways label={label}>
      <table aria-label={label} className={`w-full border-collapse text-left ${stacks ? 'stacks' : ''}`}>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col" className="border-b border-line py-2 pr-4 text-fine font-medium whitespace-nowrap text-soft">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody><Head value={head}>{children}</Head></tbody>
      </table>
    </Sideways>
  )
}

export function PlainRow({ cells }: { cells: readonly ReactNode[] }) {
  const head = use(Head)
  return (
    <tr className="border-b border-line">
      {cells.map((cell, index) => (
        <td key={index} data-head={head[index]} className="py-2 pr-4 align-top">
          {cell}
        </td>
      ))}
    </tr>
  )
}
