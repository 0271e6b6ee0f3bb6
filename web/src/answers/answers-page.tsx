import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { get } from '../api.ts'
import type { ConsentRates } from '@api/choices-resource.ts'
import type { AnswersByWeek } from '@api/overview-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Weeks } from '../overview/answers.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { BackLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlotStack } from '../ui/plot-stack.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { useAskedParts } from './asked-parts.ts'

const SURFACES = ['invoice', 'e-invoice', 'letter', 'mail', 'web', 'phone', 'counter', 'api'] as const
/** The newest so many months are drawn. */
const MONTHS = 12
const ALL = 'all'

/** What was asked and answered: where, for which purpose, over time. */
export function AnswersPage() {
  const { t } = useTexts()
  const { purposes, nameOf } = useCatalogue()
  const [parameters, setParameters] = useSearchParams()
  const [purpose, surface] = [parameters.get('purpose') ?? '', parameters.get('surface') ?? '']
  const choose = (name: 'purpose' | 'surface', key: string) => setParameters((before) => {
    const next = new URLSearchParams(before)
    if (key === ALL) next.delete(name)
    else next.set(name, key)
    return next
  }, { replace: true })
  return (
    <Page title={t('answers.title')} lead={t('answers.lead')} above={<BackLink href={links.home}>{t('room.overview')}</BackLink>}>
      <div className="mb-8 max-w-[24rem]">
        <SelectBox
          label={t('answers.purpose')} value={purpose || ALL} onChange={(key) => choose('purpose', key)} hint={purpose && t('answers.here-only')}
          options={[{ key: ALL, label: t('answers.all-purposes') }, ...purposes.map(({ key }) => ({ key, label: nameOf(key) }))]}
        />
      </div>
      <AskedSections purpose={purpose} />
      <Said purpose={purpose} surface={surface} onSurface={(key) => choose('surface', key)} />
    </Page>
  )
}

function AskedSections({ purpose }: { purpose: string }) {
  const { t, number, month, word } = useTexts()
  const { rowOf, head } = useAskedParts()
  const rates = useQuery({ queryKey: ['consent-rates', purpose], queryFn: () => get<ConsentRates>('/consent-rates', { purpose: purpose || undefined }) })
  if (rates.error) return <Section title={t('answers.asked-where')}><Problem error={rates.error} onRetry={() => void rates.refetch()} /></Section>
  if (!rates.data) return <Section title={t('answers.asked-where')}><Waiting lines={10} label={t('ui.loading')} /></Section>
  const surfaces = rates.data.surfaces.filter(({ asked }) => asked > 0).map((one) => ({ ...one, key: one.surface, label: word('surface', one.surface) }))
  const months = rates.data.months.filter(({ asked }) => asked > 0).slice(-MONTHS).toReversed().map((one) => ({ ...one, key: one.month, label: `${month(`${one.month}-01`)} ${one.month.slice(0, 4)}` }))
  if (surfaces.length === 0) return <Section title={t('answers.asked-where')}><p className="text-soft">{t('answers.asked-none')}</p></Section>
  return (
    <>
      {([['answers.asked-where', undefined, 'answers.where', surfaces], ['answers.asked', t('answers.asked-lead'), 'answers.month', months]] as const).map(([title, lead, first, rows]) => (
        <Section key={title} title={t(title)} lead={lead}>
          <PlotStack label={t(title)} rows={rows.map((one) => rowOf(one))} numbers={{ head: [t(first), ...head], rows: rows.map((one) => [one.label, ...[one.asked, one.yes, one.no, one.stopAsking, one.none].map(number)]) }} />
        </Section>
      ))}
    </>
  )
}

function Said({ purpose, surface, onSurface }: { purpose: string; surface: string; onSurface: (key: string) => void }) {
  const { t, number, word } = useTexts()
  const said = useQuery({ queryKey: ['answers-by-week', purpose, surface], queryFn: () => get<AnswersByWeek>('/answers-by-week', { purpose: purpose || undefined, surface: surface || undefined }) })
  return (
    <Section title={t('answers.said')} lead={t('answers.said-lead')}>
      <SelectBox
        label={t('answers.surface')} value={surface || ALL} onChange={onSurface} className="mb-4 max-w-[24rem]"
        options={[{ key: ALL, label: t('answers.all-surfaces') }, ...SURFACES.map((key) => ({ key, label: word('surface', key) }))]}
      />
      {said.error ? <Problem error={said.error} onRetry={() => void said.refetch()} /> : !said.data ? <Waiting lines={8} label={t('ui.loading')} /> : said.data.surfaces.length === 0 ? <p className="text-soft">{t('answers.said-none')}</p> : (
        <>
          <dl className="mb-6 grid max-w-[32rem] grid-cols-[1fr_auto_auto] gap-x-6 gap-y-1">
            {said.data.surfaces.map((one) => (
              <div key={one.surface} className="contents">
                <dt>{word('surface', one.surface)}</dt>
                <dd className="numbers text-right">{`${t('answer.yes')} ${number(one.yes)}`}</dd>
                <dd className="numbers text-right">{`${t('answer.no')} ${number(one.no)}`}</dd>
              </div>
            ))}
          </dl>
          <Weeks weeks={said.data.weeks} />
        </>
      )}
    </Section>
  )
}
