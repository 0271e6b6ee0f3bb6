import type { ConsentRates } from '@api/choices-resource.ts'
import { useTexts } from '../language.tsx'
import type { StackRow } from '../ui/plot-stack.tsx'

type Asked = Omit<ConsentRates['months'][number], 'month'>

/** How questions and what became of them are drawn: yes, no, stop asking, and no answer yet. */
export function useAskedParts() {
  const { t, number, percent } = useTexts()
  return {
    head: [t('overview.asked-short'), t('answer.yes'), t('answer.no'), t('answer.stop-asking'), t('answer.none')],
    rowOf: (one: Asked & { key: string; label: string }): StackRow => ({
      key: one.key, label: one.label, sum: t('overview.rate', { rate: percent(one.yes / one.asked), asked: one.asked, shown: number(one.asked) }),
      parts: [
        { key: 'yes', label: t('answer.yes'), value: one.yes, look: 'good' },
        { key: 'no', label: t('answer.no'), value: one.no, look: 'bad' },
        { key: 'stop', label: t('answer.stop-asking'), value: one.stopAsking, look: 'wait' },
        { key: 'none', label: t('answer.none'), value: one.none, look: 'plain' },
      ],
    }),
  }
}
