import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { findCode } from '@slips/read-slip.ts'
import { useTexts } from '../language.tsx'
import { Notice } from '../ui/notice.tsx'
import { slipsOn, type Scanned } from './scanned.ts'

/** Between two looks through the camera. */
const EVERY_MS = 350
/** How long the first look for a code may take, and the longest: a slow computer needs more, and waits for nothing else here. */
const LOOK_MS = 120
const LONGEST_LOOK_MS = 1_500
const SIDE = 1_920

/** Looks through the camera until it sees a slip with its four corners, each once; nothing that it sees is kept but that slip. */
export function Camera({ onFound }: { onFound: (found: readonly Scanned[]) => void }) {
  const { t } = useTexts()
  const video = useRef<HTMLVideoElement>(null)
  const [isMissing, setMissing] = useState(false)
  const found = useEffectEvent(onFound)
  useEffect(() => {
    const stopped = new AbortController()
    watch(video.current!, stopped.signal, found).catch(() => { if (!stopped.signal.aborted) setMissing(true) })
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

/** Shows the camera and looks through it now and then, until it is turned off. Throws where there is none, or it may not be used. */
async function watch(video: HTMLVideoElement, off: AbortSignal, onFound: (found: readonly Scanned[]) => void): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: SIDE } }, audio: false })
  try {
    if (off.aborted) return
    video.srcObject = stream
    await video.play()
    const seen = new Set<string>()
    let ms = LOOK_MS
    while (!off.aborted) {
      if (video.videoWidth > 0) ms = (await lookOnce(video, ms, seen, onFound)) ? LOOK_MS : Math.min(2 * ms, LONGEST_LOOK_MS)
      await new Promise((done) => window.setTimeout(done, EVERY_MS))
    }
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}

/** A still of what the camera sees now; taken in when a slip is on it whole that was not there before. A code that nobody knows is told once, too. True where a code was seen. */
async function lookOnce(video: HTMLVideoElement, ms: number, seen: Set<string>, onFound: (found: readonly Scanned[]) => void): Promise<boolean> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(video, 0, 0)
  const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const picture = { width, height, data }
  const code = findCode(picture, ms)
  if (!code || seen.has(code.text)) return code !== undefined
  const slips = (await slipsOn(picture, new Date().toLocaleTimeString(), 1)).filter((one) => one.problem !== undefined || one.marks === 4)
  if (slips.length > 0) {
    seen.add(code.text)
    onFound(slips)
  }
  return true
}
