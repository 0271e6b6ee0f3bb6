import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { PurposeVersion } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { LANGUAGES } from '../texts.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { TabView } from '../ui/tabs.tsx'
import { Tag } from '../ui/tag.tsx'
import { BasisTable } from './basis-table.tsx'
import { useCatalogue, usePurpose } from './catalogue.ts'
import { ChangePurpose } from './change-purpose.tsx'

export function PurposePage() {
  const { t } = useTexts()
  const { key = '' } = useParams()
  const purpose = usePurpose(key)
  const above = <BackLink href={links.purposes}>{t('room.purposes')}</BackLink>
  const now = purpose.data?.versions[0]
  if (purpose.error && !purpose.data) return <Page title={t('room.purposes')} above={above}><Problem error={purpose.error} onRetry={() => void purpose.refetch()} /></Page>
  if (!purpose.data || !now) return <Page title=" " above={above}><Waiting lines={8} label={t('ui.loading')} /></Page>
  return <LoadedPurpose key={`${key} ${now.version}`} now={now} versions={purpose.data.versions} people={purpose.data.people} above={above} />
}

function LoadedPurpose({ now, versions, people, above }: { now: PurposeVersion; versions: PurposeVersion[]; people: number; above: React.ReactNode }) {
  const { t, number, language, list, word } = useTexts()
  const { fieldNameOf } = useCatalogue()
  const [isChanging, setChanging] = useState(false)
  const recipients = now.recipients.filter((recipient) => recipient !== 'none')
  return (
    <Page
      title={now.texts[language].name}
      lead={now.texts[language].description}
      above={above}
      actions={!isChanging && !now.retired && <Button onPress={() => setChanging(true)}>{t('purposes.change')}</Button>}
    >
      {isChanging && <ChangePurpose now={now} onClose={() => setChanging(false)} />}
      <Section title={t('purposes.in-short')}>
        <dl className="grid grid-cols-1 gap-x-8 gap-y-2 narrow:grid-cols-[10rem_minmax(0,1fr)]">
          <Line name={t('room.people')}>{number(people)}</Line>
          <Line name={t('purposes.group')}>{t(`purpose-group.${now.group}`)}</Line>
          <Line name={t('purposes.kind')}>{t(`purpose-kind.${now.kind}`)}</Line>
          <Line name={t('purposes.retention')}>{t(`retention.${now.retention.from}`, { months: now.retention.months })}</Line>
          <Line name={t('purposes.recipients')}>{recipients.length > 0 ? list(recipients.map((recipient) => word('recipient', recipient))) : t('purposes.no-recipients')}</Line>
          <Line name={t('purposes.fields')}>
            <span className="flex flex-wrap gap-1.5">{now.fields.map((field) => <Tag key={field}>{fieldNameOf(field)}</Tag>)}</span>
          </Line>
        </dl>
      </Section>
      <Section title={t('purposes.basis')} lead={t('purposes.basis-lead')}>
        <BasisTable purpose={now} />
      </Section>
      <Section title={t('purposes.wording')}>
        <TabView label={t('shell.language')} tabs={LANGUAGES.map((each) => ({ key: each, label: t(`language.${each}`), content: <Wording texts={now.texts[each]} language={each} /> }))} />
      </Section>
      <Section title={t('purposes.versions')}>
        <Versions versions={versions} />
      </Section>
    </Page>
  )
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="max-narrow:mb-2">{children}</dd>
    </>
  )
}

function Wording({ texts, language }: { texts: PurposeVersion['texts']['sv']; language: string }) {
  const { t } = useTexts()
  const words = (['name', 'description', 'question', 'ifYes', 'ifNo'] as const).filter((key) => texts[key] !== undefined)
  return (
    <dl lang={language} className="grid grid-cols-1 gap-x-8 gap-y-2 narrow:grid-cols-[10rem_minmax(0,1fr)]">
      {words.map((key) => <Line key={key} name={t(`wording.${key}`)}>{texts[key]}</Line>)}
    </dl>
  )
}

function Versions({ versions }: { versions: readonly PurposeVersion[] }) {
  const { t, moment, language } = useTexts()
  return (
    <ol className="border-t border-line">
      {versions.map((version) => (
        <li key={version.version} className="border-b border-line">
          <details className="group py-2">
            <summary className="flex min-h-8 cursor-default flex-wrap items-center gap-x-3">
              <ChevronRight aria-hidden size={15} className="-mr-1.5 text-soft transition-transform duration-100 group-open:rotate-90" />
              <span className="font-medium">{t('purposes.version', { version: version.version })}</span>
              {version.retired && <Tag tone="bad">{t('purposes.retired')}</Tag>}
              <span className="text-soft">{moment(version.publishedAt)} · {version.publishedBy}</span>
              <span className="text-soft">{version.note}</span>
            </summary>
            <div className="pt-3"><Wording texts={version.texts[language]} language={language} /></div>
          </details>
        </li>
      ))}
    </ol>
  )
}
