import { lazy, Suspense, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { CardReading, LeadItem, NewLeadBody } from '@api/leads-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWatch } from '../notes/use-watch.ts'
import { WatchedText } from '../notes/watched-text.tsx'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { cardIn, type CardFault } from './card-in.ts'
import { ENTERED_SOURCES, PLACE_MAX, useReadCard, useStartLead, WORDS_MAX } from './lead-queries.ts'

const CardCamera = lazy(async () => ({ default: (await import('./card-camera.tsx')).CardCamera }))

const NAMES = ['given_name', 'family_name', 'company_name', 'title'] as const
type Name = (typeof NAMES)[number]
const EMPTY = { given_name: '', family_name: '', company_name: '', title: '', email: '', phone: '', language: '', country: '' }
type Draft = typeof EMPTY
const LANGUAGES = ['sv', 'nb', 'en'] as const
/** Where somebody asked, by how their details came. */
const ASKED_AT: Record<LeadItem['source'], NonNullable<NewLeadBody['asked']>> = { card: 'counter', fair: 'counter', referral: 'counter', phone: 'phone', mail: 'mail', form: 'web', list: 'counter', other: 'counter' }

/** Somebody becomes a lead: from a card before the camera, from a picture or file of one, or typed. Only what getting in touch needs is taken over. */
export function NewLead() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const whyNot = useWhyNot()('leads.write')
  const [once] = useState(() => crypto.randomUUID())
  const start = useStartLead(once)
  const [read, setRead] = useState<CardReading | null>(null)
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [source, setSource] = useState<LeadItem['source']>('card')
  const [place, setPlace] = useState('')
  const [said, setSaid] = useState('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState<'yes' | 'no' | null>(null)
  const name = [draft.given_name, draft.family_name].join(' ').trim()
  const watch = useWatch(said, name)
  const wrong = start.error instanceof ApiProblem ? start.error : undefined
  const errorOf = (...fields: string[]) => (wrong?.field !== undefined && fields.includes(wrong.field) ? wrong.message : undefined)
  const fill = (card: CardReading) => {
    const value = (key: string) => card.fields.find((one) => one.key === key && one.needed)?.value ?? ''
    const point = (kind: 'email' | 'phone') => card.contactPoints.find((one) => one.kind === kind)?.value ?? ''
    setRead(card)
    setDraft({ given_name: value('given_name') || value('full_name'), family_name: value('family_name'), company_name: value('company_name'), title: value('title'), email: point('email'), phone: point('phone'), language: value('language'), country: card.country ?? '' })
  }
  const change = (key: keyof Draft) => (text: string) => setDraft((before) => ({ ...before, [key]: text }))
  const missing = whyNot ?? (NAMES.every((key) => draft[key].trim() === '') ? t('leads.name-first') : draft.email.trim() === '' && draft.phone.trim() === '' ? t('leads.reach-first') : place.trim() === '' ? t('leads.place-first')
    : asked === null ? t('leads.asked-first') : watch.needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined)
  const press = () => start.mutate({
    source, place: place.trim(), said: said.trim() || null, ...(reason.trim() && { reason: reason.trim() }), asked: asked === 'yes' ? ASKED_AT[source] : null,
    values: Object.fromEntries([...NAMES, 'language' as const].filter((key) => draft[key].trim() !== '').map((key) => [key, draft[key].trim()])),
    contactPoints: (['email', 'phone'] as const).filter((kind) => draft[kind].trim() !== '').map((kind) => ({ kind, value: draft[kind].trim() })),
    country: draft.country || null, capacity: draft.company_name.trim() === '' ? 'consumer' : 'role',
  }, {
    onSuccess: ({ id, person, known, mailed }) => {
      announce({ text: t(known ? 'leads.made-known' : mailed ? 'leads.made-mailed' : 'leads.made', { name: name || draft.company_name }) })
      void navigate(links.lead(person, id), { replace: true })
    },
  })
  return (
    <Page title={t('room.new-lead')} lead={t('leads.new-lead')} above={<BackLink href={links.leads}>{t('room.leads')}</BackLink>}>
      <ReadCard onRead={fill} />
      {read && <Reading read={read} />}
      <Section title={t('leads.who')} lead={t('leads.who-lead')}>
        <div className="grid max-w-[42rem] gap-4 narrow:grid-cols-2">
          {NAMES.map((key: Name) => <TextBox key={key} label={t(`lead-field.${key}`)} value={draft[key]} onChange={change(key)} error={errorOf(`values.${key}`)} maxLength={200} autoComplete="off" />)}
          <TextBox label={t('lead-field.email')} type="email" value={draft.email} onChange={change('email')} error={errorOf('values.email', 'contactPoints.0.value')} maxLength={254} autoComplete="off" />
          <TextBox label={t('lead-field.phone')} type="tel" value={draft.phone} onChange={change('phone')} error={errorOf('values.phone')} maxLength={40} autoComplete="off" />
          <SelectBox label={t('lead-field.language')} hint={t('leads.language-hint')} value={draft.language || 'none'} onChange={(key) => change('language')(key === 'none' ? '' : key)} options={[{ key: 'none', label: t('leads.language-none') }, ...LANGUAGES.map((key) => ({ key, label: t(`lead-language.${key}`) }))]} />
        </div>
      </Section>
      <Section title={t('leads.how')}>
        <div className="grid max-w-[42rem] gap-5">
          <div className="grid gap-4 narrow:grid-cols-2">
            <SelectBox label={t('leads.source')} value={source} onChange={(key) => setSource(ENTERED_SOURCES.find((one) => one === key) ?? 'card')} options={ENTERED_SOURCES.map((key) => ({ key, label: t(`lead-source.${key}`) }))} />
            <TextBox label={t('leads.place')} hint={t('leads.place-hint')} value={place} onChange={setPlace} error={errorOf('place')} maxLength={PLACE_MAX} />
          </div>
          <WatchedText label={t('leads.said')} hint={t('leads.said-hint')} value={said} onChange={setSaid} rows={2} maxLength={WORDS_MAX} watch={watch} reason={reason} onReason={setReason} />
          <RadioList label={t('leads.asked')} value={asked ?? ''} onChange={(key) => setAsked(key === 'yes' ? 'yes' : 'no')} options={[{ key: 'yes', label: t('leads.asked-they'), hint: t('leads.asked-they-hint') }, { key: 'no', label: t('leads.asked-we'), hint: t('leads.asked-we-hint') }]} />
        </div>
      </Section>
      <p className="mb-4 max-w-[42rem] text-soft">{draft.email.trim() === '' ? t('leads.next-no-mail') : t('leads.next-mail', { email: draft.email.trim(), place: place.trim() || t('leads.place') })}</p>
      {start.error && <div className="mb-4"><Problem error={start.error} /></div>}
      <Button kind="primary" onPress={press} isPending={start.isPending} disabledReason={missing} reasonInSight>{t('leads.save')}</Button>
    </Page>
  )
}

/** The ways in which a card says what is on it. Nothing of a picture leaves this browser but the words of its square code. */
function ReadCard({ onRead }: { onRead: (card: CardReading) => void }) {
  const { t } = useTexts()
  const [isFilming, setFilming] = useState(false)
  const [fault, setFault] = useState<CardFault | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const reading = useReadCard()
  const take = (text: string) => {
    setFault(null)
    reading.mutate(text, { onSuccess: (card) => { setFilming(false); onRead(card) } })
  }
  const choose = async (file: File) => {
    const found = await cardIn(file)
    if ('text' in found) take(found.text)
    else setFault(found.fault)
  }
  return (
    <Section title={t('leads.card')} lead={t('leads.card-lead')}>
      <div className="flex flex-wrap gap-2">
        <Button onPress={() => setFilming(!isFilming)}>{t(isFilming ? 'leads.camera-stop' : 'leads.camera')}</Button>
        <Button onPress={() => input.current?.click()} isPending={reading.isPending}>{t('leads.file')}</Button>
      </div>
      <input
        ref={input} type="file" accept="image/jpeg,image/png,.vcf,text/vcard,text/x-vcard" aria-label={t('leads.file-label')} className="sr-only" tabIndex={-1}
        onChange={(event) => { const [file] = event.target.files ?? []; event.target.value = ''; if (file) void choose(file) }}
      />
      <div className="mt-4 flex flex-col gap-3 empty:hidden">
        {isFilming && <Suspense><CardCamera onCard={take} onOther={() => setFault('no-card')} /></Suspense>}
        {fault && <Notice tone="bad" role="alert">{t(`lead-fault.${fault}`)}</Notice>}
        {reading.error && <Problem error={reading.error} />}
      </div>
    </Section>
  )
}

/** What was read beside what is needed; and who is known already. */
function Reading({ read }: { read: CardReading }) {
  const { t, list } = useTexts()
  const left = [...read.fields.filter((one) => !one.needed).map((one) => one.label), ...read.others.map((one) => one.name)]
  const more = (['email', 'phone'] as const).filter((kind) => read.contactPoints.filter((one) => one.kind === kind).length > 1)
  return (
    <div className="mb-8 flex max-w-[42rem] flex-col gap-3">
      <output><Notice tone="good" title={t('leads.read-title')}>{t('leads.read-what')}</Notice></output>
      {left.length > 0 && <Notice title={t('leads.left-title')}>{t('leads.left-what', { fields: list(left) })}</Notice>}
      {more.length > 0 && <Notice>{t('leads.first-only')}</Notice>}
      {read.known.length > 0 && (
        <Notice tone="wait" title={t('leads.known-title')}>
          {read.known.map((one) => <span key={one.id} className="block"><TextLink href={links.person(one.id)}>{one.name}</TextLink> {t(`lead-known.${one.by}`)}</span>)}
          {t('leads.known-what')}
        </Notice>
      )}
    </div>
  )
}
