import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTexts } from '../language.tsx'
import { lookThrough } from '../slips/look-through.ts'
import { Notice } from '../ui/notice.tsx'
import { isCard } from './card-in.ts'

/** Looks through the camera until it sees the square code of a business card; nothing that it sees is kept but what the code says. */
export function CardCamera({ onCard, onOther }: { onCard: (text: string) => void; onOther: () => void }) {
  const { t } = useTexts()
  const video = useRef<HTMLVideoElement>(null)
  const [isMissing, setMissing] = useState(false)
  const found = useEffectEvent((text: string) => (isCard(text) ? onCard(text) : onOther()))
  useEffect(() => {
    const stopped = new AbortController()
    lookThrough(video.current!, stopped.signal, async ({ text }) => (found(text), true)).catch(() => { if (!stopped.signal.aborted) setMissing(true) })
    return () => stopped.abort()
  }, [])
  if (isMissing) return <Notice tone="bad" role="alert">{t('leads.camera-none')}</Notice>
  return (
    <figure className="max-w-xl">
      <video ref={video} muted playsInline className="w-full rounded-part border border-line bg-black" />
      <figcaption className="mt-1 text-soft">{t('leads.camera-hold')}</figcaption>
    </figure>
  )
}
