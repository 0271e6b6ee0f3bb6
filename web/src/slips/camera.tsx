import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTexts } from '../language.tsx'
import { Notice } from '../ui/notice.tsx'
import { lookThrough } from './look-through.ts'
import { slipsOn, type Scanned } from './scanned.ts'

/** Looks through the camera until it sees a slip with its four corners, each once; nothing that it sees is kept but that slip. */
export function Camera({ onFound }: { onFound: (found: readonly Scanned[]) => void }) {
  const { t } = useTexts()
  const video = useRef<HTMLVideoElement>(null)
  const [isMissing, setMissing] = useState(false)
  const found = useEffectEvent(onFound)
  useEffect(() => {
    const stopped = new AbortController()
    // A code that nobody knows is told once, too.
    lookThrough(video.current!, stopped.signal, async (_, picture) => {
      const slips = (await slipsOn(picture, new Date().toLocaleTimeString(), 1)).filter((one) => one.problem !== undefined || one.marks === 4)
      if (slips.length > 0) found(slips)
      return slips.length > 0
    }).catch(() => { if (!stopped.signal.aborted) setMissing(true) })
    return () => stopped.abort()
  }, [])
  if (isMissing) return <Notice tone="bad" role="alert">{t('slips.camera-none')}</Notice>
  return (
    <figure className="max-w-xl">
      <video ref={video} muted playsInline className="w-full rounded-part border border-line bg-black" />
      <figcaption className="mt-1 text-soft">{t('slips.camera-hold')}</figcaption>
    </figure>
  )
}
