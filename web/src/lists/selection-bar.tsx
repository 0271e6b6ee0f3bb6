import { X } from 'lucide-react'
import { type ReactNode } from 'react'
import { useTexts } from '../language.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import type { Chosen } from './chosen.ts'

/** What is chosen and what can be done with it. All that match is a question, not a list of rows: it means whoever matches then. */
export function SelectionBar({ chosen, counted, onAll, onClear, children }: { chosen: Chosen; counted: string; onAll: () => void; onClear: () => void; children: ReactNode }) {
  const { t, number } = useTexts()
  const isAll = chosen === 'all'
  if (!isAll && chosen.size === 0) return null
  return (
    <section aria-label={t('lists.chosen')} className="arriving sticky bottom-20 z-10 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-part border border-line bg-raised px-4 py-2 shadow-float mid:bottom-4">
      <output className="font-medium">{isAll ? t('lists.all-chosen', { shown: counted }) : t('lists.some-chosen', { count: chosen.size, shown: number(chosen.size) })}</output>
      {!isAll && <Button kind="plain" onPress={onAll}>{t('lists.choose-all-matching', { shown: counted })}</Button>}
      <div className="flex flex-wrap gap-2 mid:ml-auto">{children}</div>
      <IconButton label={t('lists.clear')} onPress={onClear}><X size={18} /></IconButton>
    </section>
  )
}
