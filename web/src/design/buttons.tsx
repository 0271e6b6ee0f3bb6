import { Ellipsis, Mail, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { BackLink, Button, IconButton, LinkButton, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { MenuOf } from '../ui/menu.tsx'
import { Tip } from '../ui/tooltip.tsx'
import { State, States } from './state.tsx'

const KINDS = ['primary', 'quiet', 'plain', 'danger'] as const

export function ButtonStates() {
  const { t } = useTexts()
  const why = t('design.why')
  return (
    <States>
      {KINDS.map((kind) => (
        <State key={kind} name={kind}>
          <div className="flex flex-wrap items-center gap-2">
            <Button kind={kind}>{t('ui.save')}</Button>
            <Button kind={kind} isPending>{t('ui.save')}</Button>
            <Button kind={kind} disabledReason={why}>{t('ui.save')}</Button>
          </div>
        </State>
      ))}
      <State name={t('design.reason-beside')}><Button kind="primary" disabledReason={why} reasonInSight>{t('ui.save')}</Button></State>
      <State name={t('design.with-icon')}><Button><Plus aria-hidden size={16} />{t('imports.new')}</Button></State>
      <State name={t('design.icon-button')}>
        <IconButton label={t('ui.save')}><Pencil size={16} /></IconButton>
        <IconButton label={t('ui.close')} disabledReason={why}><Trash2 size={16} /></IconButton>
      </State>
      <State name={t('design.links')}>
        <div className="flex flex-wrap items-center gap-3">
          <BackLink href={links.people()}>{t('room.people')}</BackLink>
          <TextLink href={links.people()}>{t('room.people')}</TextLink>
          <LinkButton href={links.people()}>{t('room.people')}</LinkButton>
        </div>
      </State>
      <State name={t('design.tooltip')}><Tip text={t('design.sample')} keys="g p"><Button>{t('room.people')}</Button></Tip></State>
      <State name={t('design.keys')}><KeyHint keys="Ctrl K" /> <KeyHint keys="g p" /></State>
    </States>
  )
}

export function MenuStates() {
  const { t } = useTexts()
  const [chosen, setChosen] = useState('one')
  const [isOpen, setOpen] = useState(false)
  return (
    <States>
      <State name={t('design.menu')}>
        <MenuOf
          label={t('design.menu')}
          placement="bottom start"
          parts={[
            { key: 'do', label: t('palette.here'), entries: [
              { key: 'mail', label: t('mailings.new-mailing'), icon: Mail, keys: 'm' },
              { key: 'no', label: t('export.button'), disabledReason: t('design.why') },
              { key: 'danger', label: t('api-keys.end'), icon: Trash2, danger: true },
            ] },
            { key: 'choose', label: t('shell.theme'), chosen, onChoose: setChosen, entries: [{ key: 'one', label: t('theme.light') }, { key: 'two', label: t('theme.dark') }] },
          ]}
        >
          <Button><Ellipsis aria-hidden size={16} />{t('design.menu')}</Button>
        </MenuOf>
      </State>
      <State name={t('design.dialog')}>
        <Button onPress={() => setOpen(true)}>{t('design.dialog')}</Button>
        <TaskDialog title={t('design.dialog')} isOpen={isOpen} onClose={() => setOpen(false)} footer={<Button kind="primary" onPress={() => setOpen(false)}>{t('ui.save')}</Button>}>
          <p>{t('design.sample')}</p>
        </TaskDialog>
      </State>
    </States>
  )
}
