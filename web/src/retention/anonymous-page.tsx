import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { KeptCounts } from '@api/anonymity-resource.ts'
import { download, get } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { saveFile } from '../save-file.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { announce } from '../ui/toast.tsx'

/** What stays of people who leave, and a copy of the data set in which there is nobody. */
export function AnonymousPage() {
  const { t } = useTexts()
  return (
    <Page title={t('anonymous.title')} lead={t('anonymous.lead')} wide above={<BackLink href={links.retention}>{t('retention-room.title')}</BackLink>}>
      <TestCopy />
      <Kept />
    </Page>
  )
}

function TestCopy() {
  const { t, number } = useTexts()
  const whyNot = useWhyNot()('retention.change')
  const [people, setPeople] = useState('')
  const [bytes, setBytes] = useState(0)
  const stop = useRef(new AbortController())
  useEffect(() => {
    const { current } = stop
    return () => current.abort()
  }, [])
  const make = useMutation({
    mutationFn: () => download('/test-copies', people.trim() === '' ? {} : { people: Number(people) }, stop.current.signal, setBytes),
    onSuccess: ({ file, name }) => {
      saveFile(file, name)
      announce({ text: t('anonymous.copy-made') })
    },
  })
  const isNumber = /^\s*(?:[1-9]\d{0,6})?\s*$/.test(people)
  const missing = whyNot ?? (isNumber ? undefined : t('anonymous.people-number'))
  return (
    <Section title={t('anonymous.copy')} lead={t('anonymous.copy-lead')}>
      <form onSubmit={(event) => { event.preventDefault(); if (!missing) make.mutate() }} className="flex max-w-[38rem] flex-col gap-4">
        <TextBox label={t('anonymous.people')} hint={t('anonymous.people-hint')} value={people} onChange={setPeople} inputMode="numeric" />
        {make.error && <Problem error={make.error} />}
        <div className="flex flex-wrap items-center gap-4">
          <Button kind="primary" type="submit" isPending={make.isPending} disabledReason={missing} reasonInSight>{t('anonymous.make')}</Button>
          <output className="numbers text-soft">{make.isPending && t('anonymous.progress', { kilobytes: number(Math.round(bytes / 1000)) })}</output>
        </div>
      </form>
      <p className="mt-4 max-w-[38rem] text-fine text-soft">{t('anonymous.fill')}</p>
    </Section>
  )
}

function Kept() {
  const { t } = useTexts()
  const kept = useQuery({ queryKey: ['kept-counts'], queryFn: () => get<KeptCounts>('/kept-counts') })
  return (
    <Section title={t('anonymous.kept')} lead={t('anonymous.kept-lead')}>
      {kept.error ? <Problem error={kept.error} onRetry={() => void kept.refetch()} />
        : !kept.data ? <Waiting lines={4} label={t('ui.loading')} />
        : kept.data.counts.length === 0 ? <p className="text-soft">{t('anonymous.none', { smallest: kept.data.smallest })}</p>
        : <KeptTable counts={kept.data.counts} />}
    </Section>
  )
}

type Count = KeptCounts['counts'][number]

/** One line for each week or month, the newest first. */
function KeptTable({ counts }: { counts: readonly Count[] }) {
  const { t } = useTexts()
  const rows = [...Map.groupBy(counts, (one) => `${one.period} ${one.what}`).values()].toSorted((a, b) => (a[0]!.period < b[0]!.period ? 1 : -1))
  return (
    <PlainTable label={t('anonymous.kept')} stacks head={[t('anonymous.period'), t('anonymous.what'), t('anonymous.groups')]}>
      {rows.map((groups) => (
        <PlainRow key={`${groups[0]!.period} ${groups[0]!.what}`} cells={[groups[0]!.period, t(`anonymous.of-${groups[0]!.what}`), <Groups key="groups" groups={groups} />]} />
      ))}
    </PlainTable>
  )
}

const SAID = { yes: 'answer.yes', no: 'answer.no', stopAsking: 'answer.stop-asking', none: 'answer.none' } as const

function Groups({ groups }: { groups: readonly Count[] }) {
  const { t, number, word } = useTexts()
  const nameOf = ({ what, cell }: Count): string => {
    if (what === 'newcomers') return cell === 'unknown' ? t('anonymous.country-unknown') : cell
    const [first, answer = first] = cell.split(' ') as [string, string | undefined]
    const said = t(SAID[answer as keyof typeof SAID])
    return what === 'answers' ? said : `${word('surface', first)}: ${said}`
  }
  return <ul className="flex flex-wrap gap-x-5">{groups.map((one) => <li key={one.cell}>{nameOf(one)} <span className="numbers text-soft">{number(one.count)}</span></li>)}</ul>
}
