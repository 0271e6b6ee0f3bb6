import { useTexts } from '../language.tsx'
import { CheckBox } from '../ui/field.tsx'
import { useRoles } from './colleague-queries.ts'

/** Which roles somebody is to have. */
export function RoleChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (roles: string[]) => void }) {
  const { t } = useTexts()
  const roles = useRoles()
  return (
    <fieldset>
      <legend className="font-medium">{t('colleagues.roles')}</legend>
      <p className="mb-1 text-fine text-soft">{t('colleagues.roles-hint')}</p>
      {roles.data?.roles.map(({ key, name }) => (
        <CheckBox key={key} isSelected={chosen.includes(key)} onChange={(on) => onChange(on ? [...chosen, key] : chosen.filter((one) => one !== key))}>{name}</CheckBox>
      ))}
    </fieldset>
  )
}
