import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { useAskApproval } from './approval-queries.ts'

/** Where one alone may not do it: asks another colleague to allow exactly this. */
export function AskColleague({ wish }: { wish: { purpose: string; channel: string | undefined; where: object[] } }) {
  const { t } = useTexts()
  const ask = useAskApproval()
  const [reason, setReason] = useState('')
  if (ask.data) return <Notice tone="good" title={t('approvals.asked')}><TextLink href={links.approvals}>{t('approvals.title')}</TextLink></Notice>
  return (
    <div className="flex flex-col gap-3">
      <TextBox label={t('approvals.reason')} hint={t('approvals.reason-hint')} value={reason} onChange={setReason} />
      {ask.error && <Problem error={ask.error} />}
      <div><Button onPress={() => ask.mutate({ wish, reason: reason.trim() })} isPending={ask.isPending} reasonInSight disabledReason={reason.trim() === '' ? t('approvals.reason-first') : undefined}>{t('approvals.ask')}</Button></div>
    </div>
  )
}
