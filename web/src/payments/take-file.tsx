import { useState } from 'react'
import type { PaymentFileRehearsalBody } from '@api/payments-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/field.tsx'
import { FileBox } from '../ui/file-box.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useRehearseFile, useTakeFile, type Counts } from './payment-queries.ts'

type Line = PaymentFileRehearsalBody['lines'][number]
const TONES: Record<Line['outcome'], Tone> = { paid: 'good', 'part-paid': 'plain', overpaid: 'wait', 'taken-back': 'bad', unmatched: 'wait' }
/** What wants a look comes first. */
const ORDER: readonly Line['outcome'][] = ['unmatched', 'taken-back', 'overpaid', 'part-paid', 'paid']

/** A file of a bank: first what it would do, then doing it. */
export function TakeFile() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const [file, setFile] = useState<File | null>(null)
  const [isOurs, setOurs] = useState(false)
  const rehearse = useRehearseFile()
  const take = useTakeFile()
  const choose = (chosen: File | null) => {
    setFile(chosen)
    setOurs(false)
    rehearse.reset()
    take.reset()
    if (chosen) rehearse.mutate(chosen)
  }
  const told = rehearse.data
  const press = () => file && take.mutate({ file, ours: isOurs }, { onSuccess: () => { announce({ text: t('payments.taken-now') }); choose(null) } })
  const notYet = told && (told.takenBefore ? t('payments.taken-before') : told.strangeAccounts.length > 0 && !isOurs ? t('payments.look-first') : undefined)
  if (whyNot !== undefined) return null
  return (
    <div className="mb-8">
      <div className="max-w-[30rem]"><FileBox label={t('payments.file')} accept=".txt,.bgmax,.xml,text/plain,application/xml" file={file} onChange={choose} /></div>
      <p className="mt-1 text-fine text-soft">{t('payments.file-hint')}</p>
      {rehearse.isPending && <output className="mt-3 block text-soft">{t('payments.reading')}</output>}
      {rehearse.error && <div className="mt-3"><Problem error={rehearse.error} /></div>}
      {told && (
        <div className="mt-4 flex flex-col gap-4">
          <p className="text-lead">{t('payments.would', told.counts)}</p>
          <Beside counts={told.counts} />
          {told.takenBefore && <Notice title={t('payments.taken-before')} />}
          {told.strangeAccounts.length > 0 && (
            <Notice tone="wait" title={t('payments.strange', { count: told.strangeAccounts.length })}>
              <span className="numbers">{told.strangeAccounts.join(', ')}</span>
              <CheckBox isSelected={isOurs} onChange={setOurs}>{t('payments.ours')}</CheckBox>
            </Notice>
          )}
          {told.lines.length > 0 && <Lines lines={told.lines} />}
          {take.error && <Problem error={take.error} />}
          <div className="flex flex-wrap gap-2">
            <Button kind="primary" onPress={press} isPending={take.isPending} disabledReason={notYet} reasonInSight>{t('payments.take')}</Button>
            <Button kind="plain" onPress={() => choose(null)}>{t('ui.cancel')}</Button>
          </div>
        </div>
      )}
    </div>
  )
}

function Beside({ counts }: { counts: Counts }) {
  const { t } = useTexts()
  return counts.known + counts.passedOver === 0 ? null : <p className="text-soft">{t('payments.beside', { known: counts.known, passedOver: counts.passedOver })}</p>
}

function Lines({ lines }: { lines: readonly Line[] }) {
  const { t, day, word } = useTexts()
  const money = useMoney()
  const sorted = lines.toSorted((one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome))
  return (
    <PlainTable label={t('payments.lines')} stacks head={[t('payments.outcome'), t('payments.amount'), t('payments.payer'), t('payments.reference'), t('payments.invoice'), t('payments.booked')]}>
      {sorted.map((one, place) => (
        <PlainRow
          key={`${one.row} ${place}`}
          cells={[
            <span key="outcome"><Tag tone={TONES[one.outcome]}>{word('bank-outcome', one.outcome)}</Tag>{one.reason && <span className="mt-0.5 block text-fine text-soft">{word('unmatched', one.reason)}</span>}</span>,
            <span key="amount" className="numbers whitespace-nowrap">{money(one.amount, one.currency)}</span>, one.payer ?? '', <span key="reference" className="numbers break-all">{one.reference}</span>,
            one.invoices.map((each) => `${each.number} ${each.person.name}`).join(', '), <span key="day" className="numbers whitespace-nowrap">{day(one.bookedOn)}</span>,
          ]}
        />
      ))}
    </PlainTable>
  )
}
