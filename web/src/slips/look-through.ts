import { findCode, type FoundCode, type Picture } from '@slips/read-slip.ts'

/** Between two looks through the camera. */
const EVERY_MS = 350
/** How long the first look for a code may take, and the longest: a slow computer needs more, and waits for nothing else here. */
const LOOK_MS = 120
const LONGEST_LOOK_MS = 1_500
const SIDE = 1_920

/**
 * Shows the camera and looks through it now and then for a square code, until it is turned off. Each code is given to `onCode` until that
 * says true; a still that was looked at is forgotten. Throws where there is no camera, or it may not be used.
 */
export async function lookThrough(video: HTMLVideoElement, off: AbortSignal, onCode: (code: FoundCode, picture: Picture) => Promise<boolean>): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: SIDE } }, audio: false })
  try {
    if (off.aborted) return
    video.srcObject = stream
    await video.play()
    const seen = new Set<string>()
    let ms = LOOK_MS
    while (!off.aborted) {
      if (video.videoWidth > 0) ms = (await lookOnce(video, ms, seen, onCode)) ? LOOK_MS : Math.min(2 * ms, LONGEST_LOOK_MS)
      await new Promise((done) => window.setTimeout(done, EVERY_MS))
    }
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}

/** A still of what the camera sees now. True where a code was seen. */
async function lookOnce(video: HTMLVideoElement, ms: number, seen: Set<string>, onCode: (code: FoundCode, picture: Picture) => Promise<boolean>): Promise<boolean> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(video, 0, 0)
  const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const picture = { width, height, data }
  const code = findCode(picture, ms)
  if (!code || seen.has(code.text)) return code !== undefined
  if (await onCode(code, picture)) seen.add(code.text)
  return true
}
