import { useState } from 'react'
import { useParams } from 'react-router'
import type { FieldPage as Found, FieldUsage } from '@api/fields-resource.ts'
import type { PublishedField } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { FieldForm } from './field-form.tsx'
import { useField } from './field-queries.ts'
import { Endings, RemoveField } from './remove-field.tsx'

/** One field: what it is and who needs it, how it is used, what became of it, and its going. */
export function FieldPage() {
  const { t } = useTexts()
  const { key = '' } = useParams()
  const found = useField(key)
  const above = <BackLink href={links.fields}>{t('fields.title')}</BackLink>
  if (found.error && !found.data) return <Page title={t('fields.title')} above={above}><Problem error={found.error} onRetry={() => void found.refetch()} /></Page>
  if (!found.data) return <Page title=" " above={above}><Waiting lines={8} label={t('ui.loading')} /></Page>
  return <Loaded key={key} found={found.data} above={above} />
}

function Loaded({ found: { field, label, usage, history, endings }, above }: { found: Found; above: React.ReactNode }) {
  const { t, language } = useTexts()
  const whyNot = useWhyNot()('catalogue.change')
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const going = endings.find(({ kind, state }) => kind === 'removal' && (state === 'waiting' || state === 'running'))
  const [changeNot, removeNot] = [whyNot ?? (going && t('fields.is-going')), whyNot ?? (going ? t('fields.is-going') : usage?.removable === false ? t('fields.not-removable') : undefined)]
  return (
    <Page
      title={label}
      lead={field?.texts[language].description ?? t('fields.gone')}
      above={above}
      actions={field && open === null && <><Button onPress={() => setOpen('change')} disabledReason={changeNot}>{t('fields.change')}</Button><Button onPress={() => setOpen('remove')} disabledReason={removeNot}>{t('fields.remove')}</Button></>}
    >
      {usage?.finding && open === null && !going && <div className="mb-6"><Notice tone="wait">{usage.finding.sentence}</Notice></div>}
      <Endings endings={endings} />
      {field && open === 'change' && <Section title={t('fields.change')} lead={t('change.lead')} actions={<Button kind="plain" onPress={() => setOpen(null)}>{t('ui.cancel')}</Button>}><div className="border-l-2 border-accent pl-5"><FieldForm before={field} onDone={() => setOpen(null)} /></div></Section>}
      {field && open === 'remove' && <RemoveField field={field} onClose={() => setOpen(null)} />}
      {field && <InShort field={field} />}
      {usage && <Usage usage={usage} />}
      <History history={history} />
    </Page>
  )
}

function InShort({ field: { key, type, category, sensitive, asked, shipped, checks, purposes } }: { field: PublishedField }) {
  const { t, number, language, list } = useTexts()
  const { nameOf } = useCatalogue()
  const bounds = [checks.least !== undefined && `${t('fields.least')} ${number(checks.least)}`, checks.most !== undefined && `${t('fields.most')} ${number(checks.most)}`, checks.characters !== undefined && `${t('fields.characters')} ${number(checks.characters)}`].filter((one) => one !== false)
  return (
    <Section title={t('purposes.in-short')}>
      <dl className="grid grid-cols-1 gap-x-8 gap-y-2 narrow:grid-cols-[10rem_minmax(0,1fr)]">
        <Line name={t('fields.purposes')}>{purposes.map((purpose, at) => <span key={purpose}>{at > 0 && ', '}<TextLink href={links.purpose(purpose)}>{nameOf(purpose)}</TextLink></span>)}</Line>
        <Line name={t('fields.type')}>{t(`field-type.${type}`)}{checks.options && `: ${list(checks.options.map((option) => option.texts[language]))}`}{bounds.length > 0 && ` (${list(bounds)})`}</Line>
        <Line name={t('fields.category')}>{t(`field-category.${category}`)} {sensitive && <Tag tone="wait">{t('fields.sensitive')}</Tag>}</Line>
        <Line name={t('fields.asked')}>{t(asked ? 'fields.asked-yes' : 'fields.asked-no')}</Line>
        <Line name={t('fields.key')}><code>{key}</code> {shipped && <Tag>{t('fields.shipped')}</Tag>}</Line>
      </dl>
    </Section>
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

function Usage({ usage: { people, reach, writtenAt, seenAt, addedAt, uses } }: { usage: FieldUsage }) {
  const { t, number, day } = useTexts()
  const { nameOf } = useCatalogue()
  const shown = (at: string | null) => (at ? day(at) : t('fields.never'))
  return (
    <Section title={t('fields.use')} lead={t('fields.use-lead')}>
      <Figures>
        <Figure label={t('fields.people-have', { count: people })} value={number(people)} hint={t('fields.people-could', { reach: number(reach) })} />
        <Figure label={t('fields.written')} value={shown(writtenAt)} />
        <Figure label={t('fields.seen')} value={shown(seenAt)} />
        <Figure label={t('fields.added-at')} value={day(addedAt)} />
      </Figures>
      {uses.length === 0
        ? <p className="mt-5 text-soft">{t('fields.used-nowhere')}</p>
        : <ul className="mt-5">{uses.map((use) => <li key={`${use.kind} ${use.purpose}`}>{t(`fields.used-in-${use.kind}`, { count: use.times, purpose: use.purpose ? nameOf(use.purpose) : '', day: day(use.lastAt) })}</li>)}</ul>}
    </Section>
  )
}

function History({ history }: Pick<Found, 'history'>) {
  const { t, moment } = useTexts()
  const { nameOf } = useCatalogue()
  const what = ({ kind, version, name, retired, purpose }: Found['history'][number]) =>
    kind !== 'version' ? t(`fields.event-${kind}`, { purpose: nameOf(purpose ?? '') }) : retired ? t('fields.event-gone') : t('fields.event-version', { version: version ?? 0, name: name ?? '' })
  return (
    <Section title={t('purposes.versions')}>
      <ol className="border-t border-line">
        {history.map((event) => (
          <li key={`${event.kind} ${event.version} ${event.purpose} ${event.publishedAt}`} className="flex flex-wrap gap-x-3 border-b border-line py-2">
            <span className="font-medium">{what(event)}</span>
            <span className="text-soft">{moment(event.publishedAt)} · {event.publishedBy}</span>
            <span className="text-soft">{event.note}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
