import { useState } from 'react'
import type { CopyAnswer } from '@api/copies-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { RadioList } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { needsSecond } from '../colleagues/needs-second.ts'
import { AskSecond } from '../requests/ask-second.tsx'
import { CopyText } from './copy-text.tsx'
import { useCopy, useFetchCopy, useHandOver, type CopyForm } from './copy-queries.ts'

const WAYS = ['page', 'letter', 'mail', 'counter'] as const
const FORMS: Record<CopyAnswer['kind'], readonly CopyForm[]> = { access: ['pdf', 'archive'], portability: ['portable'] }

/** One copy: what is in it, what was taken out because it is about others, and the way to hand it over. */
export function CopyWork({ personId, copyId }: { personId: string; copyId: string }) {
  const { t, number } = useTexts()
  const copy = useCopy(personId, copyId)
  if (copy.error) return <Problem error={copy.error} onRetry={() => void copy.refetch()} />
  if (!copy.data) return <Waiting lines={4} label={t('ui.loading')} />
  const { sections, texts, handedOver } = copy.data
  return (
    <div className="mt-3 flex flex-col gap-6 border-l-2 border-accent pl-5">
      <section aria-label={t('copies.contents')}>
        <h3 className="font-semibold">{t('copies.contents')}</h3>
        <ul className="mt-1 flex flex-wrap gap-x-6 gap-y-1">{sections.map(({ key, title, things }) => <li key={key}>{title} <span className="numbers text-soft">{number(things)}</span></li>)}</ul>
      </section>
      {handedOver === null && (
        <section aria-label={t('copies.others')}>
          <h3 className="font-semibold">{t('copies.others')}</h3>
          <p className="max-w-[42rem] text-soft">{t(texts.length === 0 ? 'copies.others-none' : 'copies.others-what')}</p>
          <ul className="mt-2 flex flex-col gap-4">{texts.map((text) => <CopyText key={`${text.place} ${text.mark}`} personId={personId} copyId={copyId} text={text} />)}</ul>
        </section>
      )}
      {handedOver === null ? <HandOver personId={personId} copyId={copyId} request={copy.data.request} /> : <Files personId={personId} copy={copy.data} />}
    </div>
  )
}

function HandOver({ personId, copyId, request }: { personId: string; copyId: string; request: string | null }) {
  const { t } = useTexts()
  const hand = useHandOver(personId, copyId)
  const [how, setHow] = useState<string>('page')
  return (
    <section aria-label={t('copies.hand-over')} className="flex flex-col gap-3">
      <RadioList label={t('copies.hand-over')} hint={t('copies.hand-over-what')} value={how} onChange={setHow} options={WAYS.map((key) => ({ key, label: t(`copies.way-${key}`) }))} />
      {hand.error && <Problem error={hand.error} />}
      {needsSecond(hand.error) && request && <AskSecond person={personId} request={request} wish={{ act: 'copy', copy: copyId, how }} />}
      <div><Button kind="primary" isPending={hand.isPending} onPress={() => hand.mutate(how, { onSuccess: () => announce({ text: t('copies.done') }) })}>{t('copies.hand-over-now')}</Button></div>
    </section>
  )
}

function Files({ personId, copy }: { personId: string; copy: CopyAnswer }) {
  const { t } = useTexts()
  const fetching = useFetchCopy(personId, copy.id)
  return (
    <section aria-label={t('copies.files')} className="flex flex-col gap-3">
      <p className="max-w-[42rem] text-soft">{t('copies.files-what')}</p>
      {fetching.error && <Problem error={fetching.error} />}
      <div className="flex flex-wrap gap-2">{FORMS[copy.kind].map((form) => <Button key={form} isPending={fetching.isPending} onPress={() => fetching.mutate(form)}>{t(`copies.form-${form}`)}</Button>)}</div>
    </section>
  )
}
