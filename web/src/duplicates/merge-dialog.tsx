import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Either } from '../ui/either.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useMerge, useMergeRehearsal, useSeparate, type Merge, type Pair, type Rehearsal } from './duplicate-queries.ts'

const CHOSEN = 'border-accent bg-accent-wash text-ink'

/** Makes two records one person: who leads, and what that changes, before the press. */
export function MergeDialog({ pair, names, onClose }: { pair: Pair; names: readonly string[]; onClose: () => void }) {
  const { t } = useTexts()
  const [ids] = useState(() => pair.people.map((one) => one.id) as [string, string])
  const [first, setFirst] = useState(true)
  const merge: Merge = first ? ids : [ids[1], ids[0]]
  const rehearsal = useMergeRehearsal(merge)
  const say = useSay(onClose)
  const found = rehearsal.data?.pairs[0]
  return (
    <TaskDialog title={t('merge.title')} isOpen onClose={onClose} footer={<Button kind="primary" isPending={say.isPending} disabledReason={!found ? t('ui.loading') : found.obstacle?.sentence} onPress={() => say.merge([merge])}>{t('merge.do')}</Button>}>
      <p className="mb-4">{t('merge.what')}</p>
      <p className="mb-2 font-medium">{t('merge.leads')}</p>
      <Either label={t('merge.leads')} value={first ? '0' : '1'} onChange={(key) => setFirst((key ?? (first ? '1' : '0')) === '0')} sides={names.map((label, index) => ({ key: String(index), label, chosenLook: CHOSEN }))} />
      <p className="mt-2 mb-4 text-fine text-soft">{t('merge.leads-what')}</p>
      {rehearsal.error && <Problem error={rehearsal.error} onRetry={() => void rehearsal.refetch()} />}
      {say.error && <Problem error={say.error} />}
      {!found ? <Waiting lines={3} label={t('ui.loading')} /> : <Effect found={found} />}
    </TaskDialog>
  )
}

/** All that are nearly certain at once, with each that changes something and each that cannot be. */
export function MergeSureDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const rehearsal = useMergeRehearsal('sure')
  const say = useSay(onClose)
  const pairs = rehearsal.data?.pairs ?? []
  const free = pairs.filter((one) => !one.obstacle)
  const told = pairs.filter((one) => one.obstacle ?? one.stops.length + one.restrictions > 0)
  return (
    <TaskDialog title={t('merge.sure')} isOpen onClose={onClose} footer={
      <Button kind="primary" isPending={say.isPending} disabledReason={!rehearsal.data ? t('ui.loading') : free.length === 0 ? t('merge.nothing') : undefined} onPress={() => say.merge(free.map((one) => [one.leading.id, one.other.id]))}>{t('merge.do-sure', { count: free.length })}</Button>
    }>
      <p className="mb-4">{t('merge.what')}</p>
      {rehearsal.error && <Problem error={rehearsal.error} onRetry={() => void rehearsal.refetch()} />}
      {say.error && <Problem error={say.error} />}
      {rehearsal.isPending && <Waiting lines={5} label={t('ui.loading')} />}
      {rehearsal.data && (
        <>
          <p className="mb-3 font-medium">{t('merge.count', { count: free.length })}{rehearsal.data.more && ` ${t('merge.more')}`}</p>
          <p className="mb-3 text-soft">{told.length === 0 ? t('merge.changes-nothing') : t('merge.look-at', { count: told.length })}</p>
          <ul className="divide-y divide-line border-y border-line">
            {told.map((one) => <li key={`${one.leading.id} ${one.other.id}`} className="py-3"><p className="mb-1 font-medium break-words">{t('duplicates.pair', { one: one.leading.name || t('duplicates.no-name'), other: one.other.name || t('duplicates.no-name') })}</p><Effect found={one} /></li>)}
          </ul>
        </>
      )}
    </TaskDialog>
  )
}

function Effect({ found: { obstacle, stops, noes, restrictions } }: { found: Rehearsal }) {
  const { t } = useTexts()
  if (obstacle) return <Notice tone="wait">{obstacle.sentence}</Notice>
  return (
    <ul className="list-disc space-y-1 pl-5">
      {stops.map(({ purpose, channel, label, channelLabel }) => <li key={`${purpose} ${channel}`}>{t('merge.stops', { purpose: label, channel: channelLabel })}</li>)}
      {noes > 0 && <li>{t('merge.noes', { count: noes })}</li>}
      {restrictions > 0 && <li>{t('merge.restrictions', { count: restrictions })}</li>}
      {stops.length + noes + restrictions === 0 && <li>{t('merge.changes-nothing')}</li>}
    </ul>
  )
}

/** Merges, says so, and offers the way back. */
function useSay(onClose: () => void) {
  const { t } = useTexts()
  const merge = useMerge()
  const separate = useSeparate()
  const takeBack = (others: readonly string[]) => others.forEach((id) => separate.mutate({ id, decision: 'open' }))
  return {
    isPending: merge.isPending, error: merge.error,
    merge: (pairs: readonly Merge[]) => merge.mutate(pairs, {
      onSuccess: ({ merged, refused, sentence }) => {
        announce({ text: [sentence, ...new Set(refused.map((one) => one.sentence))].join(' '), ...(merged.length > 0 && { isUndo: true, action: { label: t('ui.undo'), run: () => takeBack(merged.map((one) => one.other)) } }) })
        onClose()
      },
    }),
  }
}
