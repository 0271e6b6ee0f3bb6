import { useEffect, useRef, useState, type ReactNode } from 'react'

/** What may be wider than the screen goes sideways by itself, also by keyboard: then, and only then, it is a stop of Tab (WCAG 2.1.1). */
export function Sideways({ label, children }: { label: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const [goes, setGoes] = useState(false)
  useEffect(() => {
    const box = frame.current!
    const sizes = new ResizeObserver(() => setGoes(box.scrollWidth > box.clientWidth))
    sizes.observe(box)
    if (box.firstElementChild) sizes.observe(box.firstElementChild)
    return () => sizes.disconnect()
  }, [])
  // Relative, so that what is hidden by its place (words for screen readers, heads of stacked tables) stays within it too.
  return (
    <div ref={frame} className="relative overflow-x-auto" {...(goes && { role: 'region', 'aria-label': label, tabIndex: 0 })}>
      {children}
    </div>
  )
}
