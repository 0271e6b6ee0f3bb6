import { Columns3 } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { useFetched } from '../ui/use-fetched.ts'
import type { ListField } from './list-fields.ts'

const loadChooser = () => import('./column-chooser.tsx')

/** Opens the choice of columns, which is fetched when the page is at rest, or now. */
export const ColumnsButton = memo(function ColumnsButton({ fields, columns, onChange }: { fields: readonly ListField[]; columns: readonly string[]; onChange: (columns: string[]) => void }) {
  const { t } = useTexts()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { part, fetch, isFetching } = useFetched(loadChooser)
  return (
    <>
      <Button ref={button} aria-haspopup="dialog" aria-expanded={isOpen} isPending={isFetching} onPress={() => (part ? setOpen(true) : void fetch(() => setOpen(true)))}><Columns3 aria-hidden size={16} />{t('lists.columns')}</Button>
      {part && <part.ColumnChooser trigger={button} isOpen={isOpen} onOpen={setOpen} fields={fields} columns={columns} onChange={onChange} />}
    </>
  )
})
