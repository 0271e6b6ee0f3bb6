import { useState } from 'react'
import type { CompanyBody } from '@api/companies-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { useAddCompanyPerson, useStartRole } from './company-queries.ts'
import { EMPTY_ROLE, roleBody, RoleFields, type RoleDraft } from './role-dialog.tsx'

/** Somebody at the company: found again where they are known, held for a purpose that needs to know where they work, and told where they are not the source. */
export function AddPerson({ company, onClose }: { company: CompanyBody; onClose: () => void }) {
  const { t } = useTexts()
  const [once] = useState(() => crypto.randomUUID())
  const catalogue = useCatalogue()
  // A choice of the person's own is recorded with what they said; who is added here is held for something else.
  const offered = catalogue.purposes.filter((one) => one.kind !== 'marketing' && one.fields.includes('company_name') && one.bases.some(({ basis }) => basis === 'contract' || basis === 'legitimate-interest'))
  const [name, setName] = useState({ givenName: '', familyName: '' })
  const [role, setRole] = useState<RoleDraft>(EMPTY_ROLE)
  const [source, setSource] = useState('')
  const [collected, setCollected] = useState<'self' | 'other'>('self')
  const [purpose, setPurpose] = useState<string | null>(null)
  const chosen = purpose ?? offered[0]?.key ?? null
  const ground = offered.find(({ key }) => key === chosen)?.bases.some(({ basis }) => basis === 'contract') === false ? 'legitimate-interest' as const : 'contract' as const
  const add = useAddCompanyPerson(company.id, once)
  const known = useStartRole(add.data?.person ?? '')
  const wrong = add.error instanceof ApiProblem ? add.error : known.error instanceof ApiProblem ? known.error : undefined
  const errorOf = (field: string) => (wrong?.field === field || wrong?.field === `role.${field}` ? wrong.message : undefined)
  const held = add.data?.held.filter((one) => one.rule !== null) ?? []
  const missing = name.givenName.trim() === '' && name.familyName.trim() === '' ? t('companies.person-name-first') : source.trim() === '' ? t('companies.source-first') : chosen === null ? t('companies.purpose-first') : undefined
  const save = () => chosen !== null && add.mutate({ ...name, role: roleBody(role), source: source.trim(), collected, purposes: [chosen], ground }, {
    onSuccess: (added) => {
      announce({ text: t(added.outcome === 'new' ? 'companies.person-added' : 'companies.person-known', { name: [name.givenName, name.familyName].filter(Boolean).join(' ') }) })
      if (!added.held.some((one) => one.rule !== null)) onClose()
    },
  })
  return (
    <TaskDialog
      title={t('companies.add-person-to', { name: company.name })} isOpen onClose={onClose} wide
      footer={
        <div className="flex gap-2">
          {add.data
            ? <Button kind="primary" onPress={onClose}>{t('ui.close')}</Button>
            : <Button kind="primary" onPress={save} isPending={add.isPending} disabledReason={missing} reasonInSight>{t('companies.add-person')}</Button>}
        </div>
      }
    >
      <div className="grid gap-4">
        <div className="grid gap-4 narrow:grid-cols-2">
          <TextBox label={t('companies.given-name')} value={name.givenName} onChange={(givenName) => setName({ ...name, givenName })} maxLength={100} />
          <TextBox label={t('companies.family-name')} value={name.familyName} onChange={(familyName) => setName({ ...name, familyName })} maxLength={100} />
        </div>
        <RoleFields role={role} onChange={setRole} errorOf={errorOf} isNew />
        <SelectBox label={t('companies.held-for')} hint={t('companies.held-for-hint')} value={chosen} onChange={setPurpose} options={offered.map(({ key }) => ({ key, label: catalogue.nameOf(key) }))} />
        <TextBox label={t('companies.source')} hint={t('companies.source-hint')} value={source} onChange={setSource} maxLength={200} />
        <RadioList label={t('companies.collected')} row value={collected} onChange={(key) => setCollected(key === 'other' ? 'other' : 'self')} options={[{ key: 'self', label: t('companies.from-self') }, { key: 'other', label: t('companies.from-other'), hint: t('companies.from-other-hint') }]} />
        {held.map((one) => <Notice key={one.sentence} tone="bad" role="alert">{one.sentence}</Notice>)}
        {wrong && errorOf(wrong.field?.replace('role.', '') ?? '') === undefined && <Problem error={wrong} />}
        {wrong?.field !== undefined && !['title', 'email', 'phone', 'since'].includes(wrong.field.replace('role.', '')) && <Problem error={wrong} />}
      </div>
    </TaskDialog>
  )
}
