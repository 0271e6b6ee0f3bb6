import { useTexts } from '../language.tsx'

/** How many of all, as a number and a length. */
export function ShareBar({ label, value, total }: { label: string; value: number; total: number }) {
  const { number, percent } = useTexts()
  const share = total > 0 ? value / total : 0
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1.5 py-2 mid:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_7rem] mid:items-center">
      <span className="truncate">{label}</span>
      <span className="numbers order-2 text-right mid:order-3">
        {number(value)} <span className="text-soft">{percent(share)}</span>
      </span>
      <div aria-hidden className="order-3 col-span-2 h-2 overflow-hidden rounded-full bg-sunken mid:order-2 mid:col-span-1">
        <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
