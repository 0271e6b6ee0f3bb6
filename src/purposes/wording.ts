import { createHash } from 'node:crypto'
import type { Language } from '../values/text.ts'
import type { Purpose } from './purpose.ts'

export interface Wording {
  wordingId: Buffer
  language: Language
  text: string
}

/** Exact words with the hash that names them (SHA-256 of language, line feed and text in UTF-8). */
export function wording(language: Language, text: string): Wording {
  return { wordingId: createHash('sha256').update(`${language}\n${text}`).digest(), language, text }
}

/** The words a person sees when asked for a purpose: what for, the question, what a yes and a no lead to (art. 4(11), 7). */
export function questionWording(purpose: Pick<Purpose, 'texts'>, language: Language): Wording {
  const { name, description, question, ifYes, ifNo } = purpose.texts[language]
  return wording(language, [name, description, question, ifYes, ifNo].filter(Boolean).join('\n'))
}
