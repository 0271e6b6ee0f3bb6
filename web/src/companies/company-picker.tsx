import { useState } from 'react'
import type { CompanyItem } from '@api/companies-resource.ts'
import { useTexts } from '../language.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useFoundCompanies } from './company-queries.ts'

/** Finds a company by a word of its name, town or number, and chooses it. */
export function CompanyPicker({ except, chosen, onChoose, error }: { except?: string; chosen: string | null; onChoose: (company: CompanyItem) => void; error?: string | undefined }) {
  const { t } = useTexts()
  const [search, setSearch] = useState('')
  const found = useFoundCompanies(useSettled(search.trim()))
  const rows = (found.data ?? []).filter(({ id }) => id !== except)
  return (
    <div className="grid gap-3">
      <TextBox label={t('companies.find')} hint={t('companies.find-hint')} value={search} onChange={setSearch} error={error} />
      {search.trim() !== '' && found.data && rows.length === 0 && <p className="text-soft">{t('companies.none-found')}</p>}
      {rows.length > 0 && (
        <RadioList
          label={t('room.companies')} value={chosen} options={rows.map((one) => ({ key: one.id, label: one.name, hint: [one.writtenNumber, one.city, one.country].filter(Boolean).join(' · ') }))}
          onChange={(id) => { const company = rows.find((one) => one.id === id); if (company) onChoose(company) }}
        />
      )}
    </div>
  )
}
