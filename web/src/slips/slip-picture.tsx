import { useEffect, useRef } from 'react'
import { straightened, type Picture } from '@slips/read-slip.ts'
import type { Square } from '@slips/slip-layout.ts'
import { drawn } from './pages-of.ts'
import { KEPT_SCALE } from './scanned.ts'

/** The picture that is kept. */
export function SlipPicture({ picture, label }: { picture: Picture; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => void (canvas.current && drawn(picture, canvas.current)), [picture])
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture that was never a file has no address
  return <canvas ref={canvas} role="img" aria-label={label} className="h-auto w-full rounded-part border border-line bg-white" />
}

const AROUND = 4

/** What stands in the boxes of one line, cut out of the picture. */
export function BoxPicture({ picture, boxes }: { picture: Picture; boxes: readonly Square[] }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const into = canvas.current
    const [first] = boxes
    if (!into || !first) return
    const [left, right] = [Math.min(...boxes.map((box) => box.x)), Math.max(...boxes.map((box) => box.x + box.size))]
    const from = straightened({ x: left - AROUND, y: first.y - AROUND, size: 1 }, KEPT_SCALE)
    const [wide, tall] = [(right - left + 2 * AROUND) * KEPT_SCALE, (first.size + 2 * AROUND) * KEPT_SCALE]
    into.width = wide
    into.height = tall
    into.getContext('2d')!.drawImage(drawn(picture, document.createElement('canvas')), from.x, from.y, wide, tall, 0, 0, wide, tall)
  }, [picture, boxes])
  return <canvas ref={canvas} aria-hidden className="h-11 w-auto rounded-small border border-line bg-white" />
}
