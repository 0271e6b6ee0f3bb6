import { useState } from 'react'
import type { InvoiceBody } from '@api/invoices-resource.ts'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import { RevokeCode } from './revoke-code.tsx'

/** How the code stands that the customer may type from the invoice, and the way to revoke it. Nothing where there is none. */
export function CustomerCode({ invoice }: { invoice: InvoiceBody }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()('codes.revoke')
  const [open, setOpen] = useState(false)
  const { state, until } = invoice.code
  if (state === 'none') return null
  return (
    <Section title={t('invoices.code')}>
      <p>{until ? t('invoices.code-open-until', { day: day(until) }) : t(`invoices-code.${state}`)}</p>
      {state !== 'revoked' && <p className="mt-3"><Button onPress={() => setOpen(true)} disabledReason={whyNot}>{t('invoices.code-revoke')}</Button></p>}
      {open && <RevokeCode person={invoice.person.id} among={[invoice]} onClose={() => setOpen(false)} />}
    </Section>
  )
}
