import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Switch } from '../ui/field.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { ACTION_IDS, actionOf } from './actions.ts'
import { ROOMS } from './rooms.ts'

/** Every key there is, and the switch for those of a single character. */
export function ShortcutSheet({ onClose, singleKeys, setSingleKeys }: { onClose: () => void; singleKeys: boolean; setSingleKeys: (on: boolean) => void }) {
  const { t } = useTexts()
  const keysOf = (part: string) => ACTION_IDS.map(actionOf).flatMap(({ part: own, key, name }) => (own === part && key ? [[key, t(name)] as const] : []))
  return (
    <TaskDialog title={t('keys.title')} isOpen onClose={onClose} wide>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-part bg-sunken px-4 py-2">
        <Switch isSelected={singleKeys} onChange={setSingleKeys}>{t('keys.single')}</Switch>
        <TextLink href={links.design} onPress={onClose}>{t('design.title')}</TextLink>
      </div>
      <div className="grid gap-x-12 mid:grid-cols-2">
        <div>
          <KeyList title={t('keys.everywhere')} keys={[...keysOf('frame'), ['/', t('keys.search')], ['Ctrl Z', t('keys.undo')], ['F6', t('keys.messages')], ['Esc', t('keys.close')]]} />
          <KeyList title={t('keys.lists')} keys={[['j', t('keys.next')], ['k', t('keys.previous')], ['x', t('keys.mark')], ['Enter', t('keys.open')]]} />
          <KeyList title={t('keys.here')} keys={keysOf('here')} />
        </div>
        <KeyList title={t('keys.go')} keys={ROOMS.map((room) => [`g ${room.letter}`, t(room.name)])} />
      </div>
    </TaskDialog>
  )
}

function KeyList({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section className="mb-4">
      <h3 className="mb-1 text-fine text-soft">{title}</h3>
      <dl>
        {keys.map(([key, what]) => (
          <div key={`${key} ${what}`} className="flex items-center justify-between gap-4 py-0.5">
            <dd>{what}</dd>
            <dt className="order-last"><KeyHint keys={key} /></dt>
          </div>
        ))}
      </dl>
    </section>
  )
}
