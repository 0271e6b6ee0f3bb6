// oxlint-disable jsx-a11y/prefer-tag-over-role -- a radio button cannot be taken back by pressing it again
import { type KeyboardEvent } from 'react'

export interface Side {
  key: string
  label: string
  /** How it looks when it is the one. */
  chosenLook: string
  isDisabled?: boolean
}

const LOOK = 'min-h-11 border border-edge px-4 first:rounded-l-part last:-ml-px last:rounded-r-part focus-visible:z-10 mid:min-h-8'

/**
 * One of two, or neither: pressing the pressed one again takes it back. Arrows go between them. Plain buttons in the
 * roles of a choice, since a form can hold dozens of them.
 */
export function Either({ label, sides, value, onChange }: { label: string; sides: readonly Side[]; value: string | undefined; onChange: (key: string | undefined) => void }) {
  const open = sides.filter(({ isDisabled }) => !isDisabled)
  const tabbed = (open.find(({ key }) => key === value) ?? open[0])?.key
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')]
    const by = event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 1
    buttons.at((buttons.indexOf(event.target as HTMLElement) + by) % buttons.length)?.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons take the focus
    <div role="radiogroup" aria-label={label} onKeyDown={onKey} className="flex shrink-0">
      {sides.map(({ key, label: name, chosenLook, isDisabled = false }) => (
        <button
          key={key}
          type="button"
          role="radio"
          aria-checked={key === value}
          disabled={isDisabled}
          tabIndex={key === tabbed ? 0 : -1}
          onClick={() => onChange(key === value ? undefined : key)}
          className={`${LOOK} ${key === value ? `z-1 ${chosenLook}` : 'bg-raised hover:bg-sunken'} ${isDisabled ? 'text-soft opacity-60' : ''}`}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
