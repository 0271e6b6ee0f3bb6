import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { useDescribeCompany, type Entered } from './record-queries.ts'

const LINES = ['organisationNumber', 'address', 'email', 'phone', 'officer', 'representative'] as const satisfies readonly (keyof Entered)[]
const COUNTS = ['next-year', 'always'] as const
const MAX: Record<(typeof LINES)[number], number> = { organisationNumber: 40, address: 300, email: 254, phone: 40, officer: 300, representative: 300 }

/** What the company says of itself: the notice, the record, receipts and mails tell it. */
export function DescribeCompany({ entered, lastMonth, onClose }: { entered: Entered; lastMonth: number; onClose: () => void }) {
  const { t, locale } = useTexts()
  const describe = useDescribeCompany()
  const [said, setSaid] = useState(entered)
  const [month, setMonth] = useState(lastMonth)
  const [counts, setCounts] = useState<(typeof COUNTS)[number]>('next-year')
  const save = () => describe.mutate({ ...said, ...(month !== lastMonth && { fiscalYear: { lastMonth: month, counts } }) }, {
    onSuccess: () => {
      announce({ text: t('processing.saved') })
      onClose()
    },
  })
  return (
    <TaskDialog title={t('processing.describe')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <p className="text-soft">{t('processing.describe-lead')}</p>
        {LINES.map((key) => <TextBox key={key} label={t(`processing.${key}`)} value={said[key]} maxLength={MAX[key]} onChange={(text) => setSaid({ ...said, [key]: text })} {...(key === 'officer' || key === 'representative' ? { hint: t(`processing.${key}-hint`) } : {})} />)}
        <SelectBox label={t('processing.fiscal-year')} value={String(month)} options={monthsIn(locale)} onChange={(key) => setMonth(Number(key))} />
        {month !== lastMonth && (
          <RadioList
            label={t('processing.fiscal-year-when')}
            value={counts}
            options={COUNTS.map((key) => ({ key, label: t(`processing.fiscal-year-${key}`), hint: t(`processing.fiscal-year-${key}-hint`) }))}
            onChange={(key) => setCounts(COUNTS.find((one) => one === key) ?? counts)}
          />
        )}
        {describe.error && <Problem error={describe.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={describe.isPending}>{t('processing.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}

function monthsIn(locale: string) {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, at) => ({ key: String(at + 1), label: format.format(Date.UTC(2026, at, 1)) }))
}
