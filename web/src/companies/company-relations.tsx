import { X } from 'lucide-react'
import { useState } from 'react'
import type { CompanyBody, CompanyItem } from '@api/companies-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, IconButton, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { CompanyPicker } from './company-picker.tsx'
import { useEndRelation, useRelateCompanies } from './company-queries.ts'

const KINDS = ['subsidiary', 'department', 'customer'] as const

/** How the company hangs together with others, said from both sides. */
export function CompanyRelations({ company, whyNot }: { company: CompanyBody; whyNot: string | undefined }) {
  const { t } = useTexts()
  const [isAdding, setAdding] = useState(false)
  const end = useEndRelation(company.id)
  const relate = useRelateCompanies(company.id)
  const over = (one: CompanyBody['relations'][number]) => end.mutate(one.id, {
    onSuccess: () => announce({ text: t('companies.relation-ended'), ...(one.direction === 'of' && { isUndo: true, action: { label: t('ui.undo'), run: () => relate.mutate({ kind: one.kind, other: one.company.id }) } }) }),
  })
  return (
    <Section title={t('companies.relations')} actions={<Button kind="plain" onPress={() => setAdding(true)} disabledReason={whyNot}>{t('companies.relate')}</Button>}>
      {isAdding && <RelateDialog company={company} onClose={() => setAdding(false)} />}
      {company.relations.length === 0 && company.same.length === 0 && <p className="text-soft">{t('companies.relations-none')}</p>}
      <ul className="divide-y divide-line">
        {company.relations.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-2 py-1.5">
            <span className="min-w-0"><span className="block text-fine text-soft">{t(`company-relation.${one.direction}.${one.kind}`)}</span><TextLink href={links.company(one.company.id)}>{one.company.name}</TextLink></span>
            <IconButton label={t('companies.end-relation', { name: one.company.name })} onPress={() => over(one)} disabledReason={whyNot}><X size={16} /></IconButton>
          </li>
        ))}
        {company.same.map((one) => <li key={one.id} className="py-1.5"><span className="block text-fine text-soft">{t('companies.same')}</span><TextLink href={links.company(one.id)}>{one.name}</TextLink></li>)}
      </ul>
    </Section>
  )
}

function RelateDialog({ company, onClose }: { company: CompanyBody; onClose: () => void }) {
  const { t } = useTexts()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('subsidiary')
  const [other, setOther] = useState<CompanyItem | null>(null)
  const relate = useRelateCompanies(company.id)
  return (
    <TaskDialog title={t('companies.relate')} isOpen onClose={onClose}>
      <div className="grid gap-4">
        <RadioList label={t('companies.relate-as', { name: company.name })} value={kind} onChange={(key) => setKind(KINDS.find((one) => one === key) ?? 'subsidiary')} options={KINDS.map((key) => ({ key, label: t(`company-relation.of.${key}`) }))} />
        <CompanyPicker except={company.id} chosen={other?.id ?? null} onChoose={setOther} />
        {relate.error && <Problem error={relate.error} />}
        <div className="flex gap-2">
          <Button kind="primary" isPending={relate.isPending} disabledReason={other ? undefined : t('companies.choose-first')} reasonInSight onPress={() => other && relate.mutate({ kind, other: other.id }, { onSuccess: onClose })}>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
