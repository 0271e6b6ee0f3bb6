import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { FoundDocument } from '@api/documents-resource.ts'
import { post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { Empty } from '../ui/empty.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'

/** What was issued, found by number or day: of the erased the document is all that is left. */
export function DocumentsPage() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('documents.find')
  const [number, setNumber] = useState('')
  const [days, setDays] = useState({ issuedFrom: '', issuedTo: '', keepFrom: '', keepTo: '' })
  const [restricted, setRestricted] = useState(true)
  const search = useMutation({ mutationFn: (wish: object) => post<{ documents: FoundDocument[]; more: boolean }>('/document-searches', wish) })
  const given = Object.fromEntries(Object.entries({ number: number.trim(), ...days }).filter(([, value]) => value !== ''))
  const missing = whyNot ?? (Object.keys(given).length === 0 ? t('document-search.something-first') : undefined)
  const go = () => { if (!missing) search.mutate({ ...given, restricted }) }
  return (
    <Page title={t('document-search.title')} lead={t('document-search.lead')} wide above={<BackLink href={links.retention}>{t('retention-room.title')}</BackLink>}>
      <form onSubmit={(event) => { event.preventDefault(); go() }} className="mb-6 flex flex-col gap-4">
        <div className="grid max-w-[52rem] gap-4 narrow:grid-cols-2">
          <TextBox label={t('documents.number')} value={number} onChange={setNumber} />
          <span />
          {(['issuedFrom', 'issuedTo', 'keepFrom', 'keepTo'] as const).map((key) => <DateBox key={key} label={t(`document-search.${key}`)} value={days[key]} onChange={(value) => setDays({ ...days, [key]: value })} />)}
        </div>
        <CheckBox isSelected={restricted} onChange={setRestricted} hint={t('document-search.restricted-hint')}>{t('document-search.restricted')}</CheckBox>
        <div><Button kind="primary" type="submit" isPending={search.isPending} disabledReason={missing} reasonInSight>{t('document-search.go')}</Button></div>
      </form>
      {search.error && <Problem error={search.error} />}
      <div aria-live="polite">{search.data && <Found found={search.data.documents} more={search.data.more} />}</div>
    </Page>
  )
}

function Found({ found, more }: { found: readonly FoundDocument[]; more: boolean }) {
  const { t, day } = useTexts()
  if (found.length === 0) return <Empty title={t('document-search.none')}>{t('document-search.none-what')}</Empty>
  return (
    <Section title={t('document-search.found', { count: found.length })}>
      {more && <div className="mb-3"><Notice>{t('document-search.more')}</Notice></div>}
      <PlainTable label={t('documents.title')} stacks head={[t('documents.what'), t('document-search.person'), t('documents.issued'), t('documents.kept'), '']}>
        {found.map((one) => (
          <PlainRow
            key={`${one.person.id} ${one.id}`}
            cells={[
              <span key="what">{one.title}<span className="block text-fine text-soft">{t(`document-kind.${one.kind}`)} · <span className="whitespace-nowrap">{one.number}</span></span></span>,
              one.person.name === null ? <span key="person" className="text-soft">{t('document-search.erased')}</span> : <TextLink key="person" href={links.personRights(one.person.id)}>{one.person.name}</TextLink>,
              day(one.issuedOn), <span key="kept">{one.kept}{one.restrictedAt && <span className="block text-fine text-soft">{t('documents.restricted', { day: day(one.restrictedAt) })}</span>}</span>,
              <a key="get" href={links.documentFile(one.person.id, one.id)} download aria-label={t('documents.get-what', { title: one.title })} className="inline-flex min-h-6 items-center gap-1 text-accent underline underline-offset-3"><Download aria-hidden size={14} /> {t('documents.get')}</a>,
            ]}
          />
        ))}
      </PlainTable>
    </Section>
  )
}
