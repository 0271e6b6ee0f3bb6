import { useTexts } from '../language.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Switch } from '../ui/field.tsx'
import { ROOMS } from './rooms.ts'

/** Every key there is, and the switch for those of a single character. */
export function ShortcutSheet({ onClose, singleKeys, setSingleKeys }: { onClose: () => void; singleKeys: boolean; setSingleKeys: (on: boolean) => void }) {
  const { t } = useTexts()
  return (
    <TaskDialog title={t('keys.title')} isOpen onClose={onClose}>
      <KeyList title={t('keys.everywhere')} keys={[
        ['Ctrl K', t('keys.palette')],
        ['/', t('keys.search')],
        ['?', t('keys.sheet')],
        ['Esc', t('keys.close')],
      ]} />
      <KeyList title={t('keys.go')} keys={ROOMS.map((room) => [`g ${room.letter}`, t(room.name)])} />
      <KeyList title={t('keys.lists')} keys={[
        ['j', t('keys.next')],
        ['k', t('keys.previous')],
        ['Enter', t('keys.open')],
      ]} />
      <div className="mt-2 border-t border-line pt-4">
        <Switch isSelected={singleKeys} onChange={setSingleKeys}>{t('keys.single')}</Switch>
      </div>
    </TaskDialog>
  )
}

function KeyList({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section className="mb-5">
      <h3 className="mb-1 text-fine text-soft">{title}</h3>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key} className="flex items-center justify-between gap-4 py-1">
            <dd>{what}</dd>
            <dt className="order-last flex gap-1">
              {key.split(' ').map((part) => (
                <kbd key={part} className="min-w-6 rounded-small border border-line bg-sunken px-1.5 text-center font-sans text-fine">{part}</kbd>
              ))}
            </dt>
          </div>
        ))}
      </dl>
    </section>
  )
}
