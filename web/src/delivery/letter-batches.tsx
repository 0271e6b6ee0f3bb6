import type { LetterBatchBody } from '@api/letters-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { Tag } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useBatches, useEndBatch, useStartBatch } from './letter-queries.ts'
import { useDeliveries } from './delivery-queries.ts'

/** Letters that wait become one file for the print house; it can be fetched until somebody says that it was handed over. */
export function LetterBatches() {
  const { t, number } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const batches = useBatches()
  const start = useStartBatch()
  const counts = useDeliveries({ way: 'letter', state: 'waiting' }).data?.pages[0]?.counts ?? []
  const waiting = counts.find((one) => one.way === 'letter' && one.state === 'waiting')?.count ?? 0
  const press = () => start.mutate(undefined, { onSuccess: () => announce({ text: t('letters.started') }) })
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <p>{t('letters.waiting', { count: waiting, shown: number(waiting) })}</p>
        <Button kind="primary" onPress={press} isPending={start.isPending} disabledReason={whyNot ?? (waiting === 0 ? t('letters.none-wait') : undefined)}>{t('letters.make')}</Button>
      </div>
      {start.error && <Problem error={start.error} />}
      {batches.error ? <Problem error={batches.error} onRetry={() => void batches.refetch()} />
        : !batches.data ? <Waiting lines={3} label={t('ui.loading')} />
        : batches.data.length === 0 ? <Empty title={t('letters.none')}>{t('letters.none-what')}</Empty>
        : <ul className="divide-y divide-line border-y border-line">{batches.data.map((one) => <li key={one.id} className="py-4"><Batch batch={one} whyNot={whyNot} /></li>)}</ul>}
    </>
  )
}

const TONES = { waiting: 'plain', running: 'plain', done: 'wait', 'handed-over': 'good', cancelled: 'plain', failed: 'bad' } as const

function Batch({ batch, whyNot }: { batch: LetterBatchBody; whyNot: string | undefined }) {
  const { t, moment, number } = useTexts()
  const end = useEndBatch()
  const isOpen = ['waiting', 'running', 'done', 'failed'].includes(batch.state)
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <p className="font-medium">{moment(batch.createdAt)} <Tag tone={TONES[batch.state]}>{t(`batch-state.${batch.state}`)}</Tag></p>
          <p className="text-soft">{t('letters.of', { letters: number(batch.letters), pages: number(batch.pages) })}{batch.handedOverAt && <> · {t('letters.handed-over-at', { at: moment(batch.handedOverAt) })}</>}</p>
          {batch.failure && <p className="text-brick">{batch.failure}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          {batch.state === 'done' && <LinkButton href={links.letterFile(batch.id)} download disabledReason={whyNot}>{t('letters.fetch')}</LinkButton>}
          {batch.state === 'done' && <Button onPress={() => end.mutate({ id: batch.id, how: 'handed-over' })} isPending={end.isPending} disabledReason={whyNot}>{t('letters.handed-over')}</Button>}
          {isOpen && <Button kind="plain" onPress={() => end.mutate({ id: batch.id, how: 'cancelled' })} isPending={end.isPending} disabledReason={whyNot}>{t('letters.cancel')}</Button>}
        </div>
      </div>
      {(batch.state === 'waiting' || batch.state === 'running') && <div className="mt-3 max-w-[24rem]"><Progress label={t('letters.making')} done={batch.done} total={batch.letters} /></div>}
      {end.error && <Problem error={end.error} />}
    </>
  )
}
