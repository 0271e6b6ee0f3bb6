import { useTexts } from '../language.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { useTeams } from './company-queries.ts'

const NOBODY = '-'

export interface Owners {
  owner: string | null
  team: string | null
}

/** Which colleague and which team look after somebody. Who has left stands there until somebody else is chosen. */
export function OwnerBoxes({ owners, known, onChange }: { owners: Owners; known: { owner: { id: string; name: string } | null; team: { id: string; name: string } | null }; onChange: (owners: Owners) => void }) {
  const { t } = useTexts()
  const { data } = useTeams()
  const options = (list: readonly { id: string; name: string }[] | undefined, before: { id: string; name: string } | null) => [
    { key: NOBODY, label: t('companies.nobody') }, ...(list ?? []).map(({ id, name }) => ({ key: id, label: name })),
    ...(before && !list?.some(({ id }) => id === before.id) ? [{ key: before.id, label: before.name }] : []),
  ]
  const picked = (key: string) => (key === NOBODY ? null : key)
  return (
    <div className="grid gap-4 narrow:grid-cols-2">
      <SelectBox label={t('companies.owner')} value={owners.owner ?? NOBODY} options={options(data?.colleagues, known.owner)} onChange={(key) => onChange({ ...owners, owner: picked(key) })} />
      <SelectBox label={t('companies.team')} value={owners.team ?? NOBODY} options={options(data?.teams, known.team)} onChange={(key) => onChange({ ...owners, team: picked(key) })} />
    </div>
  )
}
