import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { NewDealBody } from '@api/deals-resource.ts'
import { ApiProblem } from '../api.ts'
import { BuyerBox } from '../companies/buyer-box.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, LinkButton } from '../ui/button.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { DealFields, type DealDraft } from './deal-fields.tsx'
import { useDealsOf, usePipelines, useStartDeal } from './deal-queries.ts'

type Surface = NonNullable<NewDealBody['asked']>['surface']
const SURFACES: readonly Surface[] = ['phone', 'mail', 'web', 'counter', 'letter']

/** Begins a deal with somebody. Who is no customer yet must have asked for an offer, and it is written down how. */
export function NewDeal() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const person = usePerson(id)
  const pipelines = usePipelines()
  const whyNot = useWhyNot()('deals.write')
  const [once] = useState(() => crypto.randomUUID())
  const start = useStartDeal(id, once)
  const [draft, setDraft] = useState<DealDraft>({ name: '', value: '', expectedOn: '' })
  const [chosen, setChosen] = useState<string | null>(null)
  const [surface, setSurface] = useState<Surface>('phone')
  const [words, setWords] = useState('')
  const [query] = useSearchParams()
  const [company, setCompany] = useState(query.get('company'))
  const pipeline = pipelines.data?.find((one) => one.id === chosen) ?? pipelines.data?.[0]
  const mustAsk = useDealsOf(id).data?.mayOffer === false
  const wrong = start.error instanceof ApiProblem ? start.error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  const missing = whyNot ?? (!pipeline ? t('deals.no-pipeline') : draft.name.trim() === '' || draft.value.trim() === '' ? t('deals.name-first') : mustAsk && words.trim() === '' ? t('deals.asked-first') : undefined)
  const press = () => start.mutate({ name: draft.name.trim(), value: draft.value.trim(), pipeline: pipeline!.id, expectedOn: draft.expectedOn || null, ...(company && { company }), ...(mustAsk && { asked: { surface, words: words.trim() } }) }, {
    onSuccess: (begun) => {
      announce({ text: t('deals.begun', { name: begun.name }) })
      void navigate(links.deal(id, begun.id), { replace: true })
    },
  })
  return (
    <Page title={t('deals.new')} lead={person.data?.name} above={<BackLink href={links.dealsOf(id)}>{t('deals.title')}</BackLink>}>
      {pipelines.data?.length === 0 && <div className="mb-6"><Notice tone="wait" title={t('deals.no-pipeline')}>{t('deals.no-pipeline-what')} <LinkButton href={links.deals}>{t('deals.title')}</LinkButton></Notice></div>}
      <DealFields draft={draft} onChange={setDraft} errorOf={errorOf}>
        {person.data && <BuyerBox person={person.data} company={company} onChange={setCompany} />}
        {(pipelines.data?.length ?? 0) > 1 && pipeline && <SelectBox label={t('deals.pipeline')} value={pipeline.id} onChange={setChosen} options={pipelines.data!.map((one) => ({ key: one.id, label: one.name }))} />}
        {mustAsk && (
          <fieldset className="grid gap-4 border-l-2 border-accent pl-4">
            <legend className="sr-only">{t('deals.asked')}</legend>
            <p>{t('deals.asked-lead', { name: person.data?.name ?? '' })}</p>
            <RadioList label={t('deals.asked-how')} row value={surface} onChange={(key) => setSurface(SURFACES.find((one) => one === key) ?? 'phone')} options={SURFACES.map((key) => ({ key, label: t(`surface.${key}`) }))} />
            <TextBox label={t('deals.asked-words')} hint={t('deals.asked-words-hint')} value={words} onChange={setWords} error={errorOf('asked')} maxLength={300} />
          </fieldset>
        )}
      </DealFields>
      {wrong && wrong.field === undefined && <Problem error={wrong} />}
      <div className="mt-6"><Button kind="primary" onPress={press} isPending={start.isPending} disabledReason={missing} reasonInSight>{t('deals.begin')}</Button></div>
    </Page>
  )
}
