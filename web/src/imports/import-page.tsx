import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Import } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { links, type ImportStep } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { BackLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ColumnStep } from './column-step.tsx'
import { draftOf, type ImportDraft } from './import-draft.ts'
import { ImportSteps } from './import-steps.tsx'
import { uploadedAs, useImport } from './import-queries.ts'
import { RemoveImport } from './remove-import.tsx'
import { RehearsalStep } from './rehearsal-step.tsx'
import { RunStep } from './run-step.tsx'
import { SettingsStep } from './settings-step.tsx'

/** Nobody has come in by it yet, as far as its state tells; the server knows. */
const REMOVABLE: readonly Import['state'][] = ['uploaded', 'rehearsed', 'failed', 'cancelled']

const STEPS: readonly ImportStep[] = ['columns', 'settings', 'rehearsal', 'run']

/** How far an import in this state has come. */
const REACH: Record<Import['state'], ImportStep> = {
  uploaded: 'settings', rehearsing: 'rehearsal', rehearsed: 'rehearsal', waiting: 'run', running: 'run', done: 'run', failed: 'run', cancelled: 'run',
}

export function ImportPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const found = useImport(id)
  const { isReady } = useCatalogue()
  const above = <BackLink href={links.imports}>{t('room.imports')}</BackLink>
  if (found.error && !found.data) return <Page title={t('room.imports')} above={above}><Problem error={found.error} onRetry={() => void found.refetch()} /></Page>
  if (!found.data || !isReady) return <Page title=" " above={above}><Waiting lines={8} label={t('ui.loading')} /></Page>
  return <Wizard key={id} stored={found.data} above={above} />
}

function Wizard({ stored, above }: { stored: Import; above: React.ReactNode }) {
  const { t, number, language } = useTexts()
  const navigate = useNavigate()
  const [parameters] = useSearchParams()
  const uploaded = uploadedAs(stored.id)
  const [draft, setDraft] = useState<ImportDraft>(() => draftOf(stored, uploaded, language))
  const readAs = useImport(stored.id, draft.form)
  const one = readAs.data ?? stored
  const reach = REACH[one.state]
  const asked = STEPS.find((step) => step === parameters.get('step'))
  const now = asked ?? (one.state === 'uploaded' ? 'columns' : reach)
  const go = (step: ImportStep) => void navigate(links.import(one.id, step))
  // The file is longer by one when its first row is a person.
  const rows = uploaded ? uploaded.rows + Number(draft.form.firstRow === 'person') : one.progress.total
  const lead = [rows !== null && t('imports.rows', { count: rows, shown: number(rows) }), uploaded?.encoding && t('imports.read-as', { encoding: uploaded.encoding })].filter(Boolean).join(' · ')

  return (
    <Page title={one.fileName} lead={lead} above={above} actions={REMOVABLE.includes(one.state) && <RemoveImport id={one.id} fileName={one.fileName} look="button" onRemoved={() => void navigate(links.imports)} />}>
      <ImportSteps now={now} id={one.id} reach={reach} />
      {readAs.error && <div className="mb-6"><Problem error={readAs.error} /></div>}
      {now === 'columns' && <ColumnStep one={one} uploaded={uploaded} draft={draft} onChange={setDraft} onNext={() => go('settings')} />}
      {now === 'settings' && <SettingsStep one={one} draft={draft} onChange={setDraft} onNext={() => go('rehearsal')} />}
      {now === 'rehearsal' && <RehearsalStep one={one} onRun={() => go('run')} onBack={() => go('columns')} />}
      {now === 'run' && <RunStep one={one} />}
    </Page>
  )
}
