import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useDescribeCompany, type Entered } from './record-queries.ts'

const LINES = ['organisationNumber', 'address', 'email', 'phone', 'officer', 'representative'] as const satisfies readonly (keyof Entered)[]
const MAX: Record<(typeof LINES)[number], number> = { organisationNumber: 40, address: 300, email: 254, phone: 40, officer: 300, representative: 300 }

/** What the company says of itself: the notice, the record, receipts and mails tell it. */
export function DescribeCompany({ entered, onClose }: { entered: Entered; onClose: () => void }) {
  const { t } = useTexts()
  const describe = useDescribeCompany()
  const [said, setSaid] = useState(entered)
  const save = () => describe.mutate(said, {
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
        {describe.error && <Problem error={describe.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={describe.isPending}>{t('processing.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}
