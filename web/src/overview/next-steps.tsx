import { ArrowRight } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Link } from 'react-aria-components'
import { useImports } from '../imports/import-queries.ts'
import { useTexts, withTexts } from '../language.tsx'
import { links } from '../links.ts'
import { isDraft, useMailings } from '../mailings/mailing-queries.ts'
import { Waiting } from '../ui/empty.tsx'
import { useLateSystems, useOpenQuestions } from './overview-queries.ts'
import { Section } from '../ui/page.tsx'

/** Comes only where a file was tried: its dialog is no part of a first screen. */
const RemoveImport = lazy(async () => ({ default: (await Promise.all([import('../imports/remove-import.tsx'), withTexts('house')]))[0].RemoveImport }))

interface NextStep {
  key: string
  title: string
  what: string
  link: string
  /** A file that was tried, and may be taken away. */
  file?: { id: string; fileName: string }
}

/** What the state of things calls for, the most urgent first. */
export function NextSteps({ total }: { total: number | undefined }) {
  const { t, list } = useTexts()
  const importList = useImports()
  const mailingList = useMailings()
  const late = useLateSystems()
  const questions = useOpenQuestions()
  if (total === undefined || importList.isPending || mailingList.isPending) return <Section title={t('next.title')}><Waiting lines={3} label={t('ui.loading')} /></Section>
  const imports = importList.data?.pages[0]?.imports ?? []
  const mailings = mailingList.data?.pages[0]?.mailings ?? []

  const steps: NextStep[] = []
  const oldest = questions[0]
  if (oldest) steps.push({ key: 'questions', title: t('next.questions', { count: questions.length }), what: t('next.questions-what'), link: links.invoice(oldest.person, oldest.invoice) })
  if (late.length > 0) steps.push({ key: 'systems', title: t('next.systems', { systems: list(late) }), what: t('next.systems-what'), link: links.connections })
  for (const one of imports.filter(({ state }) => state === 'rehearsed' || state === 'uploaded').slice(0, 2)) {
    steps.push({ key: one.id, title: t('next.import', { file: one.fileName }), what: t('next.import-what'), link: links.import(one.id), file: one })
  }
  for (const one of mailings.filter(({ state }) => state === 'paused').slice(0, 2)) {
    steps.push({ key: one.id, title: t('next.paused', { name: one.name }), what: t('next.paused-what'), link: links.mailing(one.id) })
  }
  for (const one of mailings.filter(({ state }) => isDraft(state)).slice(0, 2)) {
    steps.push({ key: one.id, title: t('next.draft', { name: one.name }), what: t('next.draft-what'), link: links.mailing(one.id) })
  }
  if (total === 0) steps.push({ key: 'first', title: t('next.first-import'), what: t('next.first-import-what'), link: links.newImport })
  else if (!mailings.some(({ kind }) => kind === 'ask')) steps.push({ key: 'ask', title: t('next.ask'), what: t('next.ask-what'), link: links.newMailing('ask') })
  else steps.push({ key: 'mailing', title: t('next.mailing'), what: t('next.mailing-what'), link: links.newMailing('mailing') })

  return (
    <Section title={t('next.title')}>
      <ul className="border-t border-line">
        {steps.map(({ key, title, what, link, file }) => (
          <li key={key} className="flex items-center gap-2 border-b border-line">
            <Link href={link} className="group flex min-h-14 min-w-0 flex-1 items-center gap-4 rounded-small px-1 py-2 data-[hovered]:bg-raised">
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{title}</span>
                <span className="block text-soft">{what}</span>
              </span>
              <ArrowRight aria-hidden size={18} className="shrink-0 text-accent" />
            </Link>
            {file && <Suspense fallback={<span className="size-11 mid:size-9" />}><RemoveImport id={file.id} fileName={file.fileName} look="icon" /></Suspense>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
