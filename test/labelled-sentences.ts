import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './source-tree.ts'

export const LABELS = ['identity-number', 'card-number', 'health', 'belief', 'union', 'politics', 'ethnicity', 'sexual-life', 'criminal', 'third-party', 'insult'] as const
export type Label = (typeof LABELS)[number]

export interface LabelledSpan { readonly kind: Label, readonly start: number, readonly end: number }
export interface LabelledSentence { readonly text: string, readonly spans: readonly LabelledSpan[], readonly heldOut: boolean }

/** The labelled sentences of a language (test/free-text/README.md), those that rules are made with first. */
export function labelledSentences(language: 'sv' | 'nb' | 'en'): LabelledSentence[] {
  return [false, true].flatMap((heldOut) => {
    const path = join(ROOT, 'test', 'free-text', `${language}${heldOut ? '.held-out' : ''}.txt`)
    return readFileSync(path, 'utf8').split('\n').filter((line) => line !== '').map((line) => ({ ...unmarked(line), heldOut }))
  })
}

function unmarked(line: string): { text: string, spans: LabelledSpan[] } {
  const spans: LabelledSpan[] = []
  let text = ''
  let read = 0
  for (const { 0: mark, 1: kind, 2: words, index } of line.matchAll(/\[\[([\w-]+)\|([^\]]+)\]\]/g)) {
    text += line.slice(read, index)
    if (!(LABELS as readonly string[]).includes(kind!)) throw new Error(`no such label: ${kind} in ${line}`)
    spans.push({ kind: kind as Label, start: text.length, end: text.length + words!.length })
    text += words
    read = index + mark.length
  }
  text += line.slice(read)
  if (/[[\]|]/.test(text)) throw new Error(`not read whole: ${line}`)
  return { text, spans }
}
