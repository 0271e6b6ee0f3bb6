import { useEffect, useRef } from 'react'
import { useTexts } from '../language.tsx'

/** How far below the screen the next rows are asked for. */
const AHEAD = '400px'

/** Stands after the last row and asks for more when it comes into sight. */
export function MoreInSight({ load, loading }: { load: () => void; loading: boolean }) {
  const { t } = useTexts()
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (loading || !line.current) return undefined
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && load(), { rootMargin: `0px 0px ${AHEAD} 0px` })
    observer.observe(line.current)
    return () => observer.disconnect()
  }, [load, loading])
  return (
    <p ref={line} aria-live="polite" className="breathing min-h-12 py-3 text-center text-soft">
      {loading && t('ui.loading')}
    </p>
  )
}
