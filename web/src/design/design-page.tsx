import { lazy, Suspense } from 'react'
import { useTexts } from '../language.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Tokens } from './tokens.tsx'

const Parts = lazy(async () => ({ default: (await import('./parts.tsx')).Parts }))

/** Every part of the workspace in every state it can be in: to choose from, and for the tests to look at. */
export function DesignPage() {
  const { t } = useTexts()
  return (
    <Page title={t('design.title')} lead={t('design.lead')}>
      <Section title={t('design.tokens')}><Tokens /></Section>
      <Suspense fallback={<Waiting label={t('ui.loading')} />}><Parts /></Suspense>
    </Page>
  )
}
