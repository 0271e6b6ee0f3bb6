import { lazy, Suspense, useEffect, useState } from 'react'
import { Navigate, useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Person } from '@api/person-resource.ts'
import { useTexts, withTexts } from '../language.tsx'
import { links } from '../links.ts'
import { ActionButton } from '../shell/action-button.tsx'
import { useAction } from '../shell/bound-actions.ts'
import { useWhyNot } from '../shell/may.ts'
import { metPerson } from '../shell/recent-people.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { useAtRest } from '../ui/use-fetched.ts'
import { errandIn } from '../looks/look-queries.ts'
import { PersonLooks } from '../looks/person-looks.tsx'
import { PersonChoices } from './choices.tsx'
import { PersonFacts } from './facts.tsx'
import { FlagTags } from './flag-tags.tsx'
import { usePerson } from './people-queries.ts'
import { Reached } from './reached.tsx'
import { PersonTimeline } from './timeline.tsx'

/** After the page stands, and before somebody can have pressed anything. */
const SOON_MS = 200
const loadRecord = () => import('./record-dialog.tsx')
const PersonCodes = lazy(async () => {
  const [{ PersonCodes: Codes }] = await Promise.all([import('../invoices/person-codes.tsx'), withTexts('invoices')])
  return { default: Codes }
})
const PersonWork = lazy(async () => {
  const [part] = await Promise.all([import('../companies/person-work.tsx'), withTexts('companies')])
  return { default: part.PersonWork }
})
const RecordDialog = lazy(async () => ({ default: (await loadRecord()).RecordDialog }))

/** With its words, and the rules for what may not stand in them. */
const PersonNotes = lazy(async () => {
  const [room] = await Promise.all([import('../notes/person-notes.tsx'), withTexts('notes')])
  return { default: room.PersonNotes }
})

const PersonActivities = lazy(async () => {
  const [room] = await Promise.all([import('../activities/activities-about.tsx'), withTexts('activities'), withTexts('notes')])
  return { default: room.PersonActivities }
})

const PersonLetters = lazy(async () => {
  const [room] = await Promise.all([import('../correspondence/person-letters.tsx'), withTexts('notes'), withTexts('correspondence')])
  return { default: room.PersonLetters }
})

const PersonRecords = lazy(async () => {
  const [part] = await Promise.all([import('../duplicates/person-records.tsx'), withTexts('duplicates')])
  return { default: part.PersonRecords }
})

/** On a narrow screen the parts stand under each other, with links to each. */
const PARTS = [
  { id: 'facts', name: 'facts.title' },
  { id: 'choices', name: 'choices.title' },
  { id: 'timeline', name: 'timeline.title' },
] as const

/** One person: what is held at the left, what has happened in the middle, what they have chosen at the right. */
export function PersonPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const [parameters] = useSearchParams()
  const person = usePerson(id, errandIn(useLocation().state))
  const above = <BackLink href={links.people()}>{t('room.people')}</BackLink>

  if (person.error && !person.data) return <Page title={t('room.people')} above={above}><Problem error={person.error} onRetry={() => void person.refetch()} /></Page>
  if (!person.data) return <Page title="" wide above={above}><WaitingPage columns={3} label={t('ui.loading')} /></Page>
  // Whoever opens another record of somebody is shown the one through which they are met.
  const leading = parameters.get('record') === 'own' ? null : person.data.records.ledBy
  if (leading) return <Navigate to={links.person(leading.id)} replace />
  return <LoadedPerson person={person.data} above={above} />
}

function LoadedPerson({ person, above }: { person: Person; above: React.ReactNode }) {
  const { t } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const isRecording = parameters.has('say')
  const record = (open: boolean) => setParameters({ ...(parameters.has('record') && { record: 'own' }), ...(open && { say: '1' }) }, { replace: !open, preventScrollReset: true })
  const navigate = useNavigate()
  useAction('person.record', () => record(true), { about: person.name })
  useAction('person.invoice', () => void navigate(links.newInvoice(person.id)), { about: person.name })
  useAction('person.leads', () => void navigate(links.leadsOf(person.id)), { about: person.name })
  useAction('person.deals', () => void navigate(links.dealsOf(person.id)), { about: person.name })
  useAction('person.tickets', () => void navigate(links.ticketsOf(person.id)), { about: person.name })
  useAction('person.subscriptions', () => void navigate(links.subscriptionsOf(person.id)), { about: person.name })
  useAction('person.rights', () => void navigate(links.personRights(person.id)), { about: person.name })
  useAtRest(loadRecord, SOON_MS)
  useEffect(() => metPerson({ id: person.id, name: person.name, city: cityOf(person) }), [person])
  return (
    <Page
      wide
      title={person.name}
      above={above}
      lead={
        <>
          <PersonLine person={person} />
          <span className="mt-2 block"><FlagTags flags={person.flags} /></span>
        </>
      }
      actions={
        <>
          <ActionButton action="person.invoice" className="max-narrow:w-full" />
          <ActionButton action="person.leads" className="max-narrow:w-full" />
          <ActionButton action="person.deals" className="max-narrow:w-full" />
          <ActionButton action="person.tickets" className="max-narrow:w-full" />
          <ActionButton action="person.subscriptions" className="max-narrow:w-full" />
          <ActionButton action="person.rights" className="max-narrow:w-full" />
          <ActionButton action="person.record" kind="primary" className="max-narrow:w-full" />
        </>
      }
    >
      <Reached person={person} />
      <nav aria-label={person.name} className="-mt-3 mb-4 flex gap-5 mid:hidden">
        {PARTS.map(({ id, name }) => (
          <a key={id} href={`#${id}`} className="flex min-h-11 items-center text-accent underline underline-offset-3">{t(name)}</a>
        ))}
      </nav>
      <div className="grid grid-cols-1 gap-x-12 gap-y-4 mid:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] min-[90rem]:grid-cols-[minmax(0,21rem)_minmax(0,1fr)_minmax(0,25rem)]">
        <div id="facts" className="min-w-0 scroll-mt-4"><Suspense>{person.records.others.length > 0 && <PersonRecords person={person} />}</Suspense><PersonFacts person={person} /><Suspense><PersonWork person={person} /></Suspense><PersonLooks id={person.id} /></div>
        <div id="choices" className="min-w-0 scroll-mt-4 min-[90rem]:col-start-3"><PersonChoices person={person} /><p className="mt-5"><TextLink href={links.slipsOf(person.id)}>{t('slips.of-person')}</TextLink></p><CodesOfPerson id={person.id} /></div>
        <div id="timeline" className="min-w-0 scroll-mt-4 mid:col-span-2 min-[90rem]:col-span-1 min-[90rem]:col-start-2 min-[90rem]:row-start-1"><ActivitiesWith person={person} /><Suspense fallback={<Waiting lines={3} label={t('ui.loading')} />}><PersonNotes person={person} /></Suspense><Suspense fallback={<Waiting lines={3} label={t('ui.loading')} />}><PersonLetters person={person} /></Suspense><PersonTimeline id={person.id} /></div>
      </div>
      <Suspense>{isRecording && <RecordDialog person={person} onClose={() => record(false)} />}</Suspense>
    </Page>
  )
}

/** For those who have tasks. */
function ActivitiesWith({ person }: { person: Person }) {
  const { t } = useTexts()
  if (useWhyNot()('activities.read') !== undefined) return null
  return <Suspense fallback={<Waiting lines={3} label={t('ui.loading')} />}><PersonActivities person={person} /></Suspense>
}

/** Customer service meets somebody whose invoice is in wrong hands here. */
function CodesOfPerson({ id }: { id: string }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('codes.revoke')
  const [open, setOpen] = useState(false)
  return <p className="mt-2"><Button kind="plain" className="-ml-4 mid:-ml-3.5" onPress={() => setOpen(true)} disabledReason={whyNot}>{t('invoices.codes-of-person')}</Button><Suspense>{open && <PersonCodes person={id} onClose={() => setOpen(false)} />}</Suspense></p>
}

function cityOf(person: Person): string | null {
  const value = person.fields.find(({ field }) => field === 'city')?.value
  return typeof value === 'string' ? value : null
}

function PersonLine({ person }: { person: Person }) {
  const { t, day, locale } = useTexts()
  const country = person.country ? new Intl.DisplayNames(locale, { type: 'region' }).of(person.country) : t('person.country-unknown')
  const language = person.language && new Intl.DisplayNames(locale, { type: 'language' }).of(person.language)
  return [t(`capacity.${person.capacity}`), country, language, t('person.since', { day: day(person.recordedAt) })].filter(Boolean).join(' · ')
}
