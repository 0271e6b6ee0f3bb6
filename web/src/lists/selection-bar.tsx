import { X } from 'lucide-react'
import { type ReactNode } from 'react'
import type { Selection } from 'react-aria-components'
import { useTexts } from '../language.tsx'
import { Button, IconButton } from '../ui/button.tsx'

/** What is chosen and what can be done with it. All that match is a question, not a list of rows: it means whoever matches then. */
export function SelectionBar({ selected, counted, onAll, onClear, children }: { selected: Selection; counted: string; onAll: () => void; onClear: () => void; children: ReactNode }) {
  const { t, number } = useTexts()
  const isAll = selected === 'all'
  if (!isAll && selected.size === 0) return null
  return (
    <section aria-label={t('lists.chosen')} className="arriving sticky bottom-20 z-10 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-part border border-line bg-raised px-4 py-2 shadow-float mid:bottom-4">
      <output className="font-medium">{isAll ? t('lists.all-chosen', { shown: counted }) : t('lists.some-chosen', { count: selected.size, shown: number(selected.size) })}</output>
      {!isAll && <Button kind="plain" onPress={onAll}>{t('lists.choose-all-matching', { shown: counted })}</Button>}
      <div className="flex flex-wrap gap-2 mid:ml-auto">{children}</div>
      <IconButton label={t('lists.clear')} onPress={onClear}><X size={18} /></IconButton>
    </section>
  )
}
