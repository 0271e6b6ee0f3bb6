import { useTexts } from '../language.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { useWork } from './company-queries.ts'

const SELF = '-'

/** Who buys: the person, or a company that they have a role at. Nothing where there is no choice. */
export function BuyerBox({ person, company, onChange }: { person: { id: string; name: string }; company: string | null; onChange: (company: string | null) => void }) {
  const { t } = useTexts()
  const roles = useWork(person.id).data?.roles.filter((one) => one.current) ?? []
  const companies = [...new Map(roles.map((one) => [one.company.id, one.company.name]))]
  if (companies.length === 0) return null
  return (
    <SelectBox
      className="max-w-[26rem]" label={t('buyer.who')} hint={t('buyer.hint')} value={company ?? SELF} onChange={(key) => onChange(key === SELF ? null : key)}
      options={[{ key: SELF, label: t('buyer.self', { name: person.name }) }, ...companies.map(([key, name]) => ({ key, label: name }))]}
    />
  )
}
