import { Check, GripVertical } from 'lucide-react'
import { type RefObject } from 'react'
import { Button as AriaButton, Checkbox, Dialog, GridList, GridListItem, Heading, Popover, useDragAndDrop } from 'react-aria-components'
import { useTexts } from '../language.tsx'
import type { ListField } from './list-fields.ts'

/** Which columns, in which order: those that are shown come first and are moved by dragging, or by the keys of their handle. */
export function ColumnChooser({ trigger, isOpen, onOpen, fields, columns, onChange }: {
  trigger: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  onOpen: (open: boolean) => void
  fields: readonly ListField[]
  columns: readonly string[]
  onChange: (columns: string[]) => void
}) {
  const { t } = useTexts()
  const shown = columns.flatMap((key) => fields.find((field) => field.key === key) ?? [])
  const others = fields.filter(({ key, column }) => column && !columns.includes(key))
  const inOrder = [...shown, ...others]
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const moved = [...keys].map(String)
      const rest = columns.filter((key) => !moved.includes(key))
      const at = rest.indexOf(String(target.key))
      // Put among those that are not shown, it would be nowhere: then it comes last.
      const place = at < 0 ? rest.length : at + (target.dropPosition === 'after' ? 1 : 0)
      onChange(rest.toSpliced(place, 0, ...moved))
    },
  })
  return (
    <Popover triggerRef={trigger} isOpen={isOpen} onOpenChange={onOpen} placement="bottom end" className="arriving w-80 max-w-[95vw] rounded-part border border-line bg-raised shadow-float">
      <Dialog className="outline-none">
        <Heading slot="title" className="px-4 pt-3 font-semibold">{t('lists.columns')}</Heading>
        <p className="px-4 pb-2 text-fine text-soft">{t('lists.columns-hint')}</p>
        <GridList
          aria-label={t('lists.columns')}
          items={inOrder.map((field) => ({ ...field, id: field.key }))}
          selectionMode="multiple"
          selectedKeys={columns}
          escapeKeyBehavior="none"
          onSelectionChange={(keys) => {
            const chosen = keys === 'all' ? inOrder.map(({ key }) => key) : inOrder.map(({ key }) => key).filter((key) => keys.has(key))
            onChange([...columns.filter((key) => chosen.includes(key)), ...chosen.filter((key) => !columns.includes(key))])
          }}
          dragAndDropHooks={dragAndDropHooks}
          className="max-h-[50vh] overflow-auto p-1.5 outline-none"
        >
          {(field) => (
            <GridListItem id={field.key} textValue={field.label} className="group flex min-h-11 cursor-default items-center gap-2 rounded-small px-2 -outline-offset-2 data-[dragging]:opacity-50 data-[hovered]:bg-sunken mid:min-h-9">
              {columns.includes(field.key)
                ? <AriaButton slot="drag" aria-label={t('lists.move-column', { column: field.label })} className="flex size-6 items-center justify-center rounded-small text-soft"><GripVertical size={16} /></AriaButton>
                : <span className="size-6" />}
              <Checkbox slot="selection" aria-label={field.label} className="group/box flex items-center">
                <span aria-hidden className="flex size-5 items-center justify-center rounded-small border border-edge bg-raised text-on-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent">
                  <Check size={14} strokeWidth={3} className="invisible group-data-[selected]:visible" />
                </span>
              </Checkbox>
              <span className="truncate">{field.label}</span>
            </GridListItem>
          )}
        </GridList>
      </Dialog>
    </Popover>
  )
}
