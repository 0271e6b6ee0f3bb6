import { Download } from 'lucide-react'
import { useState } from 'react'
import type { Document } from '@api/documents-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { useDocuments } from './documents-queries.ts'
import { FileDocument } from './file-document.tsx'

/** What was issued to a person and must be kept, and until when; `expected` is how many there were when the person was asked for. */
export function Documents({ personId, expected }: { personId: string; expected: number }) {
  const { t } = useTexts()
  const documents = useDocuments(personId)
  const whyNot = useWhyNot()
  const [isFiling, setFiling] = useState(false)
  return (
    <Section title={t('documents.title')} lead={t('documents.lead')} actions={<Button onPress={() => setFiling(true)} disabledReason={whyNot('people.write')}>{t('documents.add')}</Button>}>
      {documents.error ? <Problem error={documents.error} onRetry={() => void documents.refetch()} />
        : !documents.data ? <WaitingTable rows={expected} tall label={t('ui.loading')} />
        : documents.data.length === 0 ? <p className="text-soft">{t('documents.none')}</p>
        : (
          <PlainTable label={t('documents.title')} stacks head={[t('documents.what'), t('documents.issued'), t('documents.kept'), t('documents.get')]}>
            {documents.data.map((one) => <DocumentRow key={one.id} personId={personId} document={one} />)}
          </PlainTable>
        )}
      {isFiling && <FileDocument personId={personId} onClose={() => setFiling(false)} />}
    </Section>
  )
}

function DocumentRow({ personId, document: one }: { personId: string; document: Document }) {
  const { t, day } = useTexts()
  const numbered = `${t(`document-kind.${one.kind}`)} ${one.number}`
  return (
    <PlainRow
      cells={[
        <span key="what"><span className="font-semibold">{one.title}</span> {numbered !== one.title && <span className="text-soft">{numbered}</span>} {one.restrictedAt && <Tag tone="wait">{t('documents.restricted', { day: day(one.restrictedAt) })}</Tag>}</span>,
        <span key="issued" className="whitespace-nowrap">{day(one.issuedOn)}</span>,
        <span key="kept" className="text-soft">{one.kept}</span>,
        <a key="get" href={links.documentFile(personId, one.id)} download aria-label={t('documents.get-what', { title: one.title })} className="inline-flex min-h-6 items-center gap-1 text-accent underline underline-offset-3"><Download aria-hidden size={14} /> {t('documents.get')}</a>,
      ]}
    />
  )
}
