import { useMemo, useState } from 'react'
import { markFreeText, type AroundText } from '@free-text/free-text.ts'
import { TEXT_RULES, type MarkedText, type TextKind } from '@free-text/text-kind.ts'
import { useTexts } from '../language.tsx'

export interface Watch {
  marks: readonly MarkedText[]
  /** Something stands in the text that is kept only for a reason. */
  needsReason: boolean
}

const NONE: readonly TextKind[] = []

/**
 * What the rules of H5 say of a text while it is written, in this browser alone; the server decides when it is saved.
 * `own` is what the person is called, `known` are rules for which a reason was given before.
 */
export function useWatch(text: string, own: string, known: readonly TextKind[] = NONE): Watch {
  const { language } = useTexts()
  const [today] = useState(() => new Date().toISOString().slice(0, 10) as AroundText['today'])
  return useMemo(() => {
    const marks = markFreeText(text, language, { today, own: [own] })
    return { marks, needsReason: marks.some(({ kind }) => TEXT_RULES[kind].refused && !known.includes(kind)) }
  }, [text, own, language, known, today])
}

/** A text without one of its places, and without the gap that it leaves. */
export function withoutMark(text: string, { start, end }: MarkedText): string {
  return `${text.slice(0, start)}${text.slice(end)}`.replace(/ {2,}/g, ' ').replace(/ +([.,;:!?])/g, '$1').trim()
}
