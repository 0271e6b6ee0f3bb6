import { lazy, Suspense, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useAction } from '../shell/bound-actions.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { TabView } from '../ui/tabs.tsx'
import { announce } from '../ui/toast.tsx'
import { DuplicatePair } from './duplicate-pair.tsx'
import { useDecide, useDuplicates, type Decision, type Grade, type Pair } from './duplicate-queries.ts'

const MergeSureDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeSureDialog }))

const GRADES = ['sure', 'unsure'] as const satisfies readonly Grade[]

/** People who may be in the register twice, pair by pair: one person, two people, or later. */
export function DuplicatesPage() {
  const { t, moment, number } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const grade: Grade = parameters.get('grade') === 'unsure' ? 'unsure' : 'sure'
  const { data } = useDuplicates(grade)
  const first = data?.pages[0]
  const pass = first?.lastPass
  return (
    <Page title={t('duplicates.title')} wide above={<BackLink href={links.people()}>{t('room.people')}</BackLink>}
      lead={<>{t('duplicates.lead')}{first && <span className="block">{pass ? t('duplicates.pass', { at: moment(pass.at), people: pass.people }) : t('duplicates.no-pass')}{first.counts.later > 0 && ` ${t('duplicates.resting', { count: first.counts.later })}`}</span>}</>}
    >
      <TabView
        label={t('duplicates.title')} value={grade} onChange={(key) => setParameters(key === 'unsure' ? { grade: key } : {}, { replace: true })}
        tabs={GRADES.map((key) => ({ key, label: first ? `${t(`duplicates.${key}`)} (${number(first.counts[key])})` : t(`duplicates.${key}`), content: <Pairs grade={key} /> }))}
      />
    </Page>
  )
}

function Pairs({ grade }: { grade: Grade }) {
  const { t } = useTexts()
  const list = useDuplicates(grade)
  const decide = useDecide()
  // By the pair, so that the dialog stays with it when the list is asked again.
  const [merging, setMerging] = useState<string>()
  const pairs = list.data?.pages.flatMap((page) => page.pairs) ?? []
  const say = (pair: Pair, decision: Decision) => decide.mutate({ pairs: [pair], decision }, {
    onSuccess: ({ sentence }) => announce({ text: sentence, isUndo: true, action: { label: t('ui.undo'), run: () => decide.mutate({ pairs: [pair], decision: 'open' }) } }),
  })
  const onFirst = (decision: Decision) => pairs[0] && !decide.isPending && say(pairs[0], decision)
  const nobody = pairs.length === 0 ? t('duplicates.none') : undefined
  useAction('duplicates.different', () => onFirst('different'), { disabledReason: nobody })
  useAction('duplicates.merge', () => pairs[0] && setMerging(keyOf(pairs[0])), { disabledReason: nobody })
  useAction('duplicates.later', () => onFirst('later'), { disabledReason: nobody })
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <Waiting lines={12} label={t('ui.loading')} />
  if (pairs.length === 0) return <Empty title={t('duplicates.none')}>{t('duplicates.none-what')}</Empty>
  return (
    <>
      {decide.error && <Problem error={decide.error} />}
      <p className="mb-4 max-w-[42rem] text-soft">{t(`duplicates.${grade}-what`)}</p>
      {grade === 'sure' && <p className="mb-6"><Button onPress={() => setMerging('sure')}>{t('merge.sure')}</Button></p>}
      <Suspense>{merging === 'sure' && <MergeSureDialog onClose={() => setMerging(undefined)} />}</Suspense>
      {pairs.map((pair, index) => (
        <DuplicatePair
          key={keyOf(pair)} pair={pair} isFirst={index === 0} isPending={decide.isPending} onDecide={(decision) => say(pair, decision)}
          isMerging={merging === keyOf(pair)} onMerge={(open) => setMerging(open ? keyOf(pair) : undefined)}
        />
      ))}
      {list.hasNextPage && <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>{t('ui.more')}</Button>}
    </>
  )
}

function keyOf(pair: Pair): string {
  return pair.people.map((one) => one.id).join()
}
