/** Keys as they are written on the board, such as `Ctrl K` or `g p`. */
export function KeyHint({ keys, className = '' }: { keys: string; className?: string }) {
  return (
    <span className={`inline-flex gap-1 ${className}`}>
      {onThisBoard(keys).map((key) => (
        <kbd key={key} className="min-w-5 rounded-small border border-line bg-sunken px-1 text-center font-sans text-[0.75rem] leading-[1.15rem] text-soft">{key}</kbd>
      ))}
    </span>
  )
}

/** Apple's boards have another key where others have Ctrl. */
export function onThisBoard(keys: string): string[] {
  return keys.split(' ').map((key) => (key === 'Ctrl' && /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : key))
}
