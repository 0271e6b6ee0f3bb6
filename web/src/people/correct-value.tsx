import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { HeldField } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { IconButton } from '../ui/button.tsx'
import { useFetched } from '../ui/use-fetched.ts'

const loadDialog = () => import('./correct-dialog.tsx')

/** Opens the correction of one value, which is fetched when the page is at rest, or now. */
export function CorrectValue({ personId, field }: { personId: string; field: HeldField }) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { part, fetch, isFetching } = useFetched(loadDialog)
  if (field.inferred || field.blocked) return null
  return (
    <>
      <IconButton label={t('facts.correct', { field: field.label })} isPending={isFetching} onPress={() => (part ? setOpen(true) : void fetch(() => setOpen(true)))}>
        <Pencil size={14} />
      </IconButton>
      {isOpen && part && <part.CorrectDialog personId={personId} field={field} onClose={() => setOpen(false)} />}
    </>
  )
}
