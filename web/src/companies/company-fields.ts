import { useMemo } from 'react'
import type { ListField } from '../lists/list-fields.ts'
import { useTexts } from '../language.tsx'
import { useTeams } from './company-queries.ts'

export const COMPANY_FORMS = ['company', 'association', 'public-body', 'other'] as const

/** What companies are filtered by. */
export function useCompanyFields(): ListField[] {
  const { t } = useTexts()
  const { data } = useTeams()
  return useMemo(() => {
    const text = (key: string, label: string): ListField => ({ key, label, kind: 'text', column: false, filter: true, sorts: false })
    const oneOf = (key: string, label: string, options: ListField['options']): ListField => ({ key, label, kind: 'one-of', ...(options && { options }), column: false, filter: true, sorts: false })
    return [
      oneOf('owner', t('companies.owner'), [{ key: 'me', label: t('companies.me') }, ...(data?.colleagues ?? []).map(({ id, name }) => ({ key: id, label: name }))]),
      oneOf('team', t('companies.team'), [{ key: 'me', label: t('companies.my-teams') }, ...(data?.teams ?? []).map(({ id, name }) => ({ key: id, label: name }))]),
      { key: 'tags', label: t('companies.tags'), kind: 'list', column: false, filter: true, sorts: false },
      text('city', t('companies.city')), text('postal_code', t('companies.postal-code')), { ...text('country', t('companies.country')), kind: 'one-of', options: COUNTRIES.map((key) => ({ key, label: key })) },
      oneOf('form', t('companies.form'), COMPANY_FORMS.map((key) => ({ key, label: t(`company-form.${key}`) }))),
      text('number', t('companies.number')), text('email', t('companies.email')), { key: 'created_at', label: t('companies.created'), kind: 'date', column: false, filter: true, sorts: false },
    ]
  }, [data, t])
}

/** Countries that companies are chosen in, the nearest first. */
export const COUNTRIES = ['SE', 'NO', 'DK', 'FI', 'IS', 'EE', 'LV', 'LT', 'DE', 'NL', 'BE', 'FR', 'ES', 'IT', 'PL', 'AT', 'IE', 'GB', 'CH', 'US'] as const
