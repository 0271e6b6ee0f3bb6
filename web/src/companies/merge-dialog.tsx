import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CompanyBody, CompanyItem } from '@api/companies-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { announce } from '../ui/toast.tsx'
import { CompanyPicker } from './company-picker.tsx'
import { undoCompany, useCompany, useMergeCompanies } from './company-queries.ts'

/** Two companies that are one: side by side, which of them stays, and the way back in the message that follows. */
export function MergeDialog({ company, other, onClose }: { company: CompanyBody; other: string; onClose: () => void }) {
  const { t } = useTexts()
  const [picked, setPicked] = useState(other)
  const second = useCompany(picked)
  return (
    <TaskDialog title={t('companies.merge')} isOpen onClose={onClose} wide>
      <p className="mb-4 max-w-[36rem] text-soft">{t('companies.merge-what')}</p>
      {other === '' && <CompanyPicker except={company.id} chosen={picked || null} onChoose={(one) => setPicked(one.id)} />}
      {picked !== '' && second.error && <Problem error={second.error} />}
      {picked !== '' && second.data && <Both key={picked} one={company} two={second.data} onClose={onClose} />}
    </TaskDialog>
  )
}

function Both({ one, two, onClose }: { one: CompanyBody; two: CompanyBody; onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [staysId, setStays] = useState(one.number === null && two.number !== null ? two.id : one.id)
  const [stays, goes] = staysId === one.id ? [one, two] : [two, one]
  const merge = useMergeCompanies(stays.id)
  const apart = one.country !== two.country || (one.number !== null && two.number !== null)
  const rows: [string, (of: CompanyItem) => string | null][] = [
    [t('companies.number'), (of) => of.writtenNumber], [t('companies.country'), (of) => of.country], [t('companies.address'), (of) => [of.street, of.postalCode, of.city].filter(Boolean).join(', ')], [t('companies.email'), (of) => of.email],
    [t('companies.phone'), (of) => of.phone], [t('companies.owner'), (of) => of.owner?.name ?? null], [t('companies.tags'), (of) => of.tags.join(', ')],
  ]
  const save = () => merge.mutate({ other: goes.id, version: stays.version }, {
    onSuccess: (merged) => {
      announce({ text: t('companies.merged', { name: merged.name }), isUndo: true, action: { label: t('ui.undo'), run: () => void undoCompany(merged.id, merged.version).catch(() => announce({ text: t('companies.not-undone') })) } })
      void navigate(links.company(merged.id), { replace: true })
    },
  })
  return (
    <div className="mt-4 grid gap-4">
      <PlainTable label={t('companies.merge')} stacks head={['', one.name, two.name === one.name ? `${two.name} (2)` : two.name]}>
        {rows.map(([label, of]) => <PlainRow key={label} cells={[<span key="label" className="text-soft">{label}</span>, of(one) || '–', of(two) || '–']} />)}
      </PlainTable>
      <RadioList label={t('companies.stays')} value={staysId} onChange={setStays} options={[one, two].map((each) => ({ key: each.id, label: each.name, hint: each.writtenNumber ?? t('companies.no-number') }))} />
      {merge.error && <Problem error={merge.error} />}
      <div className="flex gap-2">
        <Button kind="primary" isPending={merge.isPending} disabledReason={apart ? t('companies.two-numbers') : undefined} reasonInSight onPress={save}>{t('companies.merge-now')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </div>
  )
}
