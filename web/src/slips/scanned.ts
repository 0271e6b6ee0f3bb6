import type { FoundSlip } from '@api/slips-resource.ts'
import { coverCode, findCode, placeSlip, readBoxes, straighten, type BoxReading, type FoundCode, type Picture } from '@slips/read-slip.ts'
import { ApiProblem } from '../api.ts'
import { findSlip } from './slip-queries.ts'

/** Pixels to the point of the picture that is kept: a pen stroke is three pixels wide. */
export const KEPT_SCALE = 1.7
/** Slips on one page: more than any glass holds. */
const ON_A_PAGE = 4

/** A slip that was found on a page, or a page with none. */
export interface Scanned {
  key: string
  /** Of the file, and the page in it. */
  name: string
  page: number
  /** What is kept as evidence: the slip laid straight, or the page where that was not possible. */
  picture: Picture
  slip?: FoundSlip
  /** Corner marks that were seen, and what stands in the boxes; absent where they could not be read. */
  marks?: number
  readings?: readonly BoxReading[]
  /** Why there is no slip, in words. */
  problem?: string
}

let scans = 0
const newKey = () => `scan-${(scans += 1)}`

/** Every slip on a page, as whose it is; a page without any comes back as it is. */
export async function slipsOn(picture: Picture, name: string, page: number): Promise<Scanned[]> {
  const found: Scanned[] = []
  const rest: Picture = { ...picture, data: new Uint8ClampedArray(picture.data) }
  for (let turn = 0; turn < ON_A_PAGE; turn++) {
    const code = findCode(rest, turn === 0 ? undefined : 400)
    if (!code) break
    // The corners are looked for in the page as it is.
    found.push({ key: newKey(), name, page, ...(await slipOf(picture, code)) })
    coverCode(rest, code)
  }
  return found.length > 0 ? found : [{ key: newKey(), name, page, picture }]
}

/** A slip that is known by its number alone: a colleague reads its boxes. */
export async function slipByNumber(scanned: Scanned, number: string): Promise<Scanned> {
  const { problem: _, ...rest } = scanned
  return { ...rest, ...(await lookUp(number, (slip) => ({ slip }))) }
}

async function slipOf(picture: Picture, code: FoundCode): Promise<Omit<Scanned, 'key' | 'name' | 'page'>> {
  return { picture, ...(await lookUp(code.text, (slip) => {
    const placed = placeSlip(picture, code, slip.layout)
    return { slip, marks: placed.marks, readings: readBoxes(picture, placed, slip.layout), picture: straighten(picture, placed, slip.layout, KEPT_SCALE) }
  })) }
}

async function lookUp<Known>(code: string, known: (slip: FoundSlip) => Known): Promise<Known | { problem: string }> {
  try {
    return known(await findSlip(code.slice(0, 500)))
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    return { problem: error.message }
  }
}
