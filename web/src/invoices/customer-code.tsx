import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvoiceBody } from '@api/invoices-resource.ts'
import { post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { queries } from '../queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'

/** How the code stands that the customer may type from the invoice, and the way to revoke it. Nothing where there is none. */
export function CustomerCode({ invoice }: { invoice: InvoiceBody }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const [open, setOpen] = useState(false)
  const { state, until } = invoice.code
  if (state === 'none') return null
  return (
    <Section title={t('invoices.code')}>
      <p>{until ? t('invoices.code-open-until', { day: day(until) }) : t(`invoices-code.${state}`)}</p>
      {state !== 'revoked' && <p className="mt-3"><Button onPress={() => setOpen(true)} disabledReason={whyNot}>{t('invoices.code-revoke')}</Button></p>}
      {open && <RevokeDialog invoice={invoice} onClose={() => setOpen(false)} />}
    </Section>
  )
}

/** Cannot be undone: what is printed opens nothing any more. */
function RevokeDialog({ invoice, onClose }: { invoice: InvoiceBody; onClose: () => void }) {
  const { t } = useTexts()
  const revoke = useMutation({
    mutationFn: () => post<InvoiceBody>(`/people/${invoice.person.id}/invoices/${invoice.id}/code-revocations`, undefined),
    onSuccess: () => { void queries.invalidateQueries({ queryKey: ['invoices'] }) },
  })
  const press = () => revoke.mutate(undefined, { onSuccess: () => { announce({ text: t('invoices.code-revoked-now') }); onClose() } })
  return (
    <TaskDialog
      title={t('invoices.code-revoke')}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="danger" onPress={press} isPending={revoke.isPending}>{t('invoices.code-revoke')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <p>{t('invoices.code-revoke-what')}</p>
      {revoke.error && <Problem error={revoke.error} />}
    </TaskDialog>
  )
}
