import { useState } from 'react'
import { useParams } from 'react-router'
import type { PrintedSlip } from '@api/slips-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, LinkButton } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { announce } from '../ui/toast.tsx'
import { useOrderSheet, useSlips } from './slip-queries.ts'

/** What was printed for one person, and what came back. */
export function PersonSlips() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const whyNot = useWhyNot()('choices.record')
  const person = usePerson(id)
  const slips = useSlips(id)
  const [isMaking, setMaking] = useState(false)
  const name = person.data?.name ?? ''
  return (
    <Page
      title={t('slips.of-title')}
      above={<BackLink href={links.person(id)}>{name}</BackLink>}
      lead={t('slips.of-lead', { name })}
      actions={
        <>
          <LinkButton href={links.slips} disabledReason={whyNot}>{t('slips.scan')}</LinkButton>
          <Button kind="primary" onPress={() => setMaking(true)} disabledReason={whyNot}>{t('slips.make')}</Button>
        </>
      }
    >
      {isMaking && <MakeSheet person={id} name={name} onClose={() => setMaking(false)} />}
      {slips.error ? <Problem error={slips.error} onRetry={() => void slips.refetch()} />
        : slips.isPending ? <WaitingTable rows={3} columns={3} label={t('ui.loading')} />
        : slips.data.length === 0 ? <Empty title={t('slips.of-none')}>{t('slips.of-none-what')}</Empty>
        : <SlipTable person={id} slips={slips.data} />}
    </Page>
  )
}

function SlipTable({ person, slips }: { person: string; slips: readonly PrintedSlip[] }) {
  const { t, day } = useTexts()
  const file = (href: string, label: string) => <a href={href} download className="inline-block min-h-6 text-accent underline underline-offset-3">{label}</a>
  return (
    <PlainTable label={t('slips.of-title')} stacks head={[t('slips.number'), t('slips.column-sheet'), t('slips.column-state')]}>
      {slips.map((one) => (
        <PlainRow
          key={one.id}
          cells={[
            <span key="number"><span className="numbers block">{one.number}</span><span className="block text-fine text-soft">{t('slips.printed', { day: day(one.printedAt) })}</span></span>,
            <span key="sheet"><span className="block">{t(`slips.goes-with.${one.goesWith}`)}</span>{one.sheet ? file(links.sheetFile(person, one.id), t('slips.sheet-file')) : <span className="text-soft">{t('slips.sheet-gone')}</span>}</span>,
            one.answeredAt === null ? <span key="state" className="text-soft">{t('slips.no-answer')}</span> : (
              <span key="state">
                <span className="block">{t('slips.answered', { day: day(one.answeredAt) })}</span>
                <span className="flex flex-wrap gap-x-4">
                  {one.picture && file(links.slipPicture(person, one.id), t('slips.picture-file'))}
                  {one.entries.map((seq) => <span key={seq}>{file(links.receipt(person, seq), `${t('slips.receipt')} ${seq}`)}</span>)}
                </span>
              </span>
            ),
          ]}
        />
      ))}
    </PlainTable>
  )
}

/** What is asked on it stands as asked from then on: so it is asked for. */
function MakeSheet({ person, name, onClose }: { person: string; name: string; onClose: () => void }) {
  const { t } = useTexts()
  const [once] = useState(() => crypto.randomUUID())
  const order = useOrderSheet(person, once)
  const make = () => order.mutate(undefined, { onSuccess: ({ id }) => { announce({ text: t('slips.made'), action: { label: t('slips.sheet-file'), run: () => window.open(links.sheetFile(person, id)) } }); onClose() } })
  return (
    <TaskDialog
      title={t('slips.make-title', { name })}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={make} isPending={order.isPending}>{t('slips.make')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <p>{t('slips.make-what')}</p>
      {order.error && <Problem error={order.error} />}
    </TaskDialog>
  )
}
