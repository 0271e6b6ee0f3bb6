import { useState } from 'react'
import type { Role } from '@api/roles-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useSetRole } from './colleague-queries.ts'
import { PERMISSION_KEYS } from './permission-keys.ts'

type Listed = string[] | null
const NONE: Pick<Role, 'permissions' | 'purposes' | 'readable' | 'writable'> = { permissions: [], purposes: null, readable: [], writable: [] }

/** An own role: new, a copy, or one set anew. */
export function EditRole({ role, copy = false, onClose }: { role?: Role; copy?: boolean; onClose: () => void }) {
  const { t, language } = useTexts()
  const catalogue = useCatalogue()
  const set = useSetRole()
  const [name, setName] = useState(role && !copy ? role.name : '')
  const [wish, setWish] = useState(role ?? NONE)
  const change = (part: Partial<typeof wish>) => setWish((before) => ({ ...before, ...part }))
  const fields = (catalogue.fields ?? []).map(({ key, texts }) => ({ key, label: texts[language].name }))
  const title = role && !copy ? t('roles.change-named', { name: role.name }) : t('roles.new')
  const go = () => set.mutate({ key: role && !copy ? role.key : undefined, wish: { name: name.trim(), permissions: wish.permissions, purposes: wish.purposes, readable: wish.readable, writable: wish.writable } }, { onSuccess: () => {
    announce({ text: t('roles.set', { name }) })
    onClose()
  } })
  return (
    <TaskDialog title={title} isOpen onClose={onClose} wide>
      <div className="flex flex-col gap-6">
        <TextBox label={t('colleagues.name')} value={name} onChange={setName} />
        <fieldset>
          <legend className="font-medium">{t('roles.permission')}</legend>
          {PERMISSION_KEYS.map(({ key, text }) => (
            <CheckBox key={key} isSelected={wish.permissions.includes(key)} onChange={(on) => change({ permissions: on ? [...wish.permissions, key] : wish.permissions.filter((one) => one !== key) })}>{t(text)}</CheckBox>
          ))}
        </fieldset>
        <Several label={t('roles.purposes')} options={catalogue.purposes.map(({ key }) => ({ key, label: catalogue.nameOf(key) }))} chosen={wish.purposes} onChange={(purposes) => change({ purposes })} />
        <Several label={t('roles.readable')} options={fields} chosen={wish.readable} onChange={(readable) => change({ readable })} />
        <Several label={t('roles.writable')} options={fields.filter(({ key }) => wish.readable === null || wish.readable.includes(key))} chosen={wish.writable} onChange={(writable) => change({ writable })} />
        {set.error && <Problem error={set.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={go} isPending={set.isPending} reasonInSight disabledReason={name.trim() === '' ? t('colleagues.name-first') : undefined}>{t('roles.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}

/** All, those to come too, or the ones that are ticked. */
function Several({ label, options, chosen, onChange }: { label: string; options: readonly { key: string; label: string }[]; chosen: Listed; onChange: (chosen: Listed) => void }) {
  const { t } = useTexts()
  return (
    <fieldset>
      <legend className="font-medium">{label}</legend>
      <CheckBox isSelected={chosen === null} onChange={(on) => onChange(on ? null : [])}>{t('roles.all-to-come')}</CheckBox>
      {chosen !== null && (
        <div className="grid pl-6 mid:grid-cols-2">
          {options.map(({ key, label: name }) => <CheckBox key={key} isSelected={chosen.includes(key)} onChange={(on) => onChange(on ? [...chosen, key] : chosen.filter((one) => one !== key))}>{name}</CheckBox>)}
        </div>
      )}
    </fieldset>
  )
}
