import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvoiceBody, InvoiceItem } from '@api/invoices-resource.ts'
import { ApiProblem, post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'

/** Cannot be undone: what is printed opens nothing any more. Of several invoices one is chosen. */
export function RevokeCode({ person, among, onClose }: { person: string; among: readonly Pick<InvoiceItem, 'id' | 'number' | 'issuedOn'>[]; onClose: () => void }) {
  const { t, day } = useTexts()
  const [id, setId] = useState(among[0]?.id ?? '')
  const [reason, setReason] = useState('')
  const revoke = useMutation({
    mutationFn: () => post<InvoiceBody>(`/people/${person}/invoices/${id}/code-revocations`, { reason }),
    onSuccess: () => { void queries.invalidateQueries({ queryKey: ['invoices'] }); void queries.invalidateQueries({ queryKey: ['person', person] }) },
  })
  const press = () => revoke.mutate(undefined, { onSuccess: () => { announce({ text: t('invoices.code-revoked-now') }); onClose() } })
  const wrong = revoke.error instanceof ApiProblem && revoke.error.field === 'reason' ? revoke.error.message : undefined
  return (
    <TaskDialog
      title={t('invoices.code-revoke')}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="danger" onPress={press} isPending={revoke.isPending} disabledReason={among.length === 0 ? t('invoices.codes-none') : undefined}>{t('invoices.code-revoke')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-4">
        <p>{t(among.length === 0 ? 'invoices.codes-none' : 'invoices.code-revoke-what')}</p>
        {among.length > 1 && <RadioList label={t('invoices.codes-which')} value={id} onChange={setId} options={among.map((one) => ({ key: one.id, label: `${one.number} · ${t('invoices.dated', { day: day(one.issuedOn) })}` }))} />}
        {among.length > 0 && <TextBox label={t('invoices.code-why')} hint={t('invoices.code-why-hint')} value={reason} onChange={setReason} maxLength={300} error={wrong} />}
        {revoke.error && wrong === undefined && <Problem error={revoke.error} />}
      </div>
    </TaskDialog>
  )
}
