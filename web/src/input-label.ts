import type { Texts } from './texts.ts'

/**
 * What a form calls the input that an answer names, such as `content.sv.subject` or `questions.0.channel`: the last part
 * that has a name. Undefined where no form shows it; a name of ours would tell the reader nothing.
 */
export function inputLabel(word: Texts['word'], field: string): string | undefined {
  for (const part of field.split('.').toReversed()) {
    const label = word('input', part)
    if (label !== part) return label
  }
  return undefined
}
