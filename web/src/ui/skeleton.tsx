/** How wide the bars are, so that a waiting page looks like text and not like a fence. */
const WIDTHS = ['w-11/12', 'w-3/4', 'w-4/5', 'w-2/3', 'w-5/6']
const widthOf = (index: number) => WIDTHS[index % WIDTHS.length]!

/** Keeps the place of a table: a head, and rows as high as those that come; `tall` ones have two lines. */
export function WaitingTable({ rows = 12, columns = 4, tall = false, label }: { rows?: number; columns?: number; tall?: boolean; label: string }) {
  return (
    <output aria-label={label} className="breathing block">
      <span className="block h-[2.3125rem] border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={`flex items-center gap-6 border-b border-line px-2 ${tall ? 'h-[4.0625rem]' : 'h-[2.8125rem]'}`}>
          {Array.from({ length: columns }, (__, column) => (
            <span key={column} className={column > 0 ? 'flex-1 max-mid:hidden' : 'flex-1'}>
              <span className={`block h-4 rounded-small bg-sunken ${widthOf(row + column)}`} />
            </span>
          ))}
        </span>
      ))}
    </output>
  )
}

/** Keeps the place of numbers side by side. */
export function WaitingFigures({ count = 3, label }: { count?: number; label: string }) {
  return (
    <output aria-label={label} className="breathing flex flex-wrap gap-x-6 gap-y-5">
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className="flex h-[3.9rem] w-24 flex-col justify-between">
          <span className="block h-8 rounded-small bg-sunken" />
          <span className="block h-4 w-2/3 rounded-small bg-sunken" />
        </span>
      ))}
    </output>
  )
}

/** Keeps the place of a whole page: its name, what stands under it, and columns of lines. */
export function WaitingPage({ columns = 1, label }: { columns?: 1 | 2 | 3; label: string }) {
  return (
    <output aria-label={label} className="breathing block">
      <span className="mb-2 block h-8 w-64 max-w-full rounded-small bg-sunken" />
      <span className="mb-8 block h-5 w-80 max-w-full rounded-small bg-sunken" />
      <span className={`grid gap-12 ${columns > 1 ? 'mid:grid-cols-2' : ''} ${columns > 2 ? 'min-[90rem]:grid-cols-3' : ''}`}>
        {Array.from({ length: columns }, (_, column) => (
          <span key={column} className="flex flex-col gap-4">
            {Array.from({ length: 9 }, (__, line) => <span key={line} className={`block h-5 rounded-small bg-sunken ${widthOf(line + column)}`} />)}
          </span>
        ))}
      </span>
    </output>
  )
}
