import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { ErasureAnswer } from '@api/erasures-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Forgotten } from '../rights/forgotten.tsx'
import { useErasures, useFindProof } from '../rights/erasure-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'

const TONE: Record<ErasureAnswer['state'], Tone> = { partly: 'wait', leaving: 'plain', done: 'good' }

/** Everybody who was forgotten, by number and day alone: how far it is, what stays until when, the certificate; and the proof that was kept apart. */
export function ForgottenPage() {
  const { t } = useTexts()
  const list = useErasures()
  const [parameters] = useSearchParams()
  const erasures = list.data?.pages.flatMap((page) => page.erasures) ?? []
  const open = erasures.find((one) => one.id === parameters.get('erasure'))
  return (
    <Page title={t('forgotten.title')} lead={t('forgotten.lead')} wide above={<p className="mb-2"><TextLink href={links.requests}>{t('requests.title')}</TextLink></p>}>
      {open && <Forgotten key={open.id} first={open} />}
      <Section title={t('forgotten.list')} lead={t('forgotten.list-lead')}>
        {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} />
          : list.isPending ? <Waiting lines={4} label={t('ui.loading')} />
          : erasures.length === 0 ? <Empty title={t('forgotten.none')}>{t('forgotten.none-what')}</Empty>
          : <Erasures erasures={erasures} />}
        {list.hasNextPage && <div className="mt-4"><Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>{t('forgotten.more')}</Button></div>}
      </Section>
      <KeptProof />
    </Page>
  )
}

function Erasures({ erasures }: { erasures: readonly ErasureAnswer[] }) {
  const { t, day } = useTexts()
  const lastOf = (one: ErasureAnswer) => one.places.flatMap(({ until }) => (until ? [until] : [])).toSorted().at(-1)
  return (
    <PlainTable label={t('forgotten.list')} stacks head={[t('forgotten.when'), t('forgotten.state'), t('forgotten.stays'), t('forgotten.until'), t('forget.certificate')]}>
      {erasures.map((one) => {
        const until = lastOf(one)
        return (
          <PlainRow
            key={one.id}
            cells={[
              <TextLink key="when" href={links.forgotten(one.id)}>{day(one.begunAt)}</TextLink>,
              <span key="state"><Tag tone={TONE[one.state]}>{t(`forgotten.${one.state}`)}</Tag> <span className="text-soft">{t(`forgotten.why-${one.why}`)}</span></span>,
              one.places.filter(({ state }) => state === 'stays' || state === 'waits').map(({ name }) => name).join(', ') || t('forgotten.nothing'),
              until ? day(until) : '–',
              <a key="certificate" href={links.certificate(one.id)} download aria-label={t('forgotten.certificate-of', { day: day(one.begunAt) })} className="text-accent underline">{t('forgotten.fetch')}</a>,
            ]}
          />
        )
      })}
    </PlainTable>
  )
}

/** Whether whoever had an address once said yes: for themself, or for an authority that asks. Each search is kept with its reason. */
function KeptProof() {
  const { t, word, moment, day } = useTexts()
  const whyNot = useWhyNot()('people.erase')
  const find = useFindProof()
  const [kind, setKind] = useState<'email' | 'phone'>('email')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const isWhole = value.trim() !== '' && reason.trim() !== ''
  return (
    <Section title={t('proof.title')} lead={t('proof.lead')}>
      <form
        className="flex max-w-[42rem] flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole) find.mutate({ kind, value: value.trim(), reason: reason.trim() })
        }}
      >
        <div className="flex flex-wrap gap-3">
          <SelectBox label={t('proof.kind')} value={kind} onChange={(key) => setKind(key === 'phone' ? 'phone' : 'email')} className="w-44" options={[{ key: 'email', label: t('proof.email') }, { key: 'phone', label: t('proof.phone') }]} />
          <div className="min-w-0 flex-1 basis-64"><TextBox label={t('proof.value')} value={value} onChange={setValue} maxLength={320} /></div>
        </div>
        <TextBox label={t('proof.reason')} hint={t('proof.reason-hint')} value={reason} onChange={setReason} maxLength={1000} />
        <div><Button kind="primary" type="submit" isPending={find.isPending} disabledReason={whyNot ?? (isWhole ? undefined : t('proof.fill-first'))} reasonInSight>{t('proof.search')}</Button></div>
      </form>
      <div aria-live="polite" className="mt-6">
        {find.error && <Problem error={find.error} />}
        {find.data && (find.data.length === 0 ? <Notice>{t('proof.none')}</Notice> : (
          <PlainTable label={t('proof.found')} stacks head={[t('proof.at'), t('proof.what'), t('proof.words'), t('proof.kept-until')]}>
            {find.data.map((one) => <PlainRow key={one.leaf} cells={[moment(one.at), `${word('proof-kind', one.kind)} · ${one.purpose ?? t('record.no-to-all')}${one.channel ? ` · ${one.channel}` : ''}`, one.wording ?? '–', day(one.keptUntil)]} />)}
          </PlainTable>
        ))}
      </div>
    </Section>
  )
}
