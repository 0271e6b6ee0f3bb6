import { useTexts } from '../language.tsx'
import { useDemo } from './session.ts'

/** Says on every screen that nobody here exists. */
export function DemoBanner() {
  const { t, number } = useTexts()
  const { data: demo } = useDemo(true)
  const filling = demo?.state === 'filling'
  return (
    <aside aria-label={t('shell.demo-short')} className="bg-ochre-wash px-4 py-1.5 text-fine text-ochre mid:px-10">
      {t('shell.demo')}
      {filling && <span className="numbers"> {t('shell.demo-filling', { done: number(demo.done), total: number(demo.total) })}</span>}
    </aside>
  )
}
