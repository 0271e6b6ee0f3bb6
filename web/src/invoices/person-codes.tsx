import { useQuery } from '@tanstack/react-query'
import type { InvoiceOfPerson } from '@api/invoices-resource.ts'
import { get } from '../api.ts'
import { useTexts } from '../language.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { RevokeCode } from './revoke-code.tsx'

/** From the person's page: the codes on this person's invoices that still do something, one of which can be revoked. */
export function PersonCodes({ person, onClose }: { person: string; onClose: () => void }) {
  const { t } = useTexts()
  const found = useQuery({ queryKey: ['invoices', 'of', person], queryFn: () => get<{ invoices: InvoiceOfPerson[] }>(`/people/${person}/invoices`) })
  if (found.data) return <RevokeCode person={person} among={found.data.invoices.filter((one) => one.code.state === 'open' || one.code.state === 'says-no')} onClose={onClose} />
  return (
    <TaskDialog title={t('invoices.code-revoke')} isOpen onClose={onClose}>
      {found.error ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : <Waiting lines={2} label={t('ui.loading')} />}
    </TaskDialog>
  )
}
