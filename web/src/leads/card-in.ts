import { findCode } from '@slips/read-slip.ts'
import { pagesOf, UnreadFile } from '../slips/pages-of.ts'

/** What a text must begin with to be a business card; the server reads it. */
const CARD = /^\s*(?:MECARD:|BEGIN:VCARD)/i
/** A card with a photo is long; of the photo nothing is read. */
const TEXT_BYTES = 100_000

export const isCard = (text: string): boolean => CARD.test(text)

export type CardFault = 'no-code' | 'no-card' | 'unread'

/** The card in a file: a vCard, or a picture with its square code. What cannot be read says why. */
export async function cardIn(file: File): Promise<{ text: string } | { fault: CardFault }> {
  const start = await file.slice(0, 4_096).text()
  if (/BEGIN:VCARD/i.test(start)) return { text: (await file.slice(0, TEXT_BYTES).text()).replace(/^\u{FEFF}/u, '') }
  try {
    let seen = false
    for await (const picture of pagesOf(file)) {
      const code = findCode(picture)
      if (code && isCard(code.text)) return { text: code.text }
      seen ||= code !== undefined
    }
    return { fault: seen ? 'no-card' : 'no-code' }
  } catch (error) {
    if (!(error instanceof UnreadFile)) throw error
    return { fault: 'unread' }
  }
}
