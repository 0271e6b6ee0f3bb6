import { Ellipsis } from 'lucide-react'
import { lazy, Suspense, useState, type ComponentProps } from 'react'
import { Button } from 'react-aria-components'
import { useTexts } from '../language.tsx'

const load = () => import('./settings-menu.tsx')
const SettingsMenu = lazy(async () => ({ default: (await load()).SettingsMenu }))

type SettingsProps = Omit<ComponentProps<typeof SettingsMenu>, 'children'>

/** Opens the settings. The menu itself is fetched when it is about to be asked for: nobody needs it for the first screen. */
export function SettingsButton(props: SettingsProps) {
  const [isWanted, setWanted] = useState(false)
  const closed = <SettingsTrigger {...props} onHoverStart={() => void load()} onPress={() => setWanted(true)} />
  if (!isWanted) return closed
  return <Suspense fallback={closed}><SettingsMenu {...props}><SettingsTrigger {...props} /></SettingsMenu></Suspense>
}

function SettingsTrigger({ session, withRooms = false, trigger, className, onHoverStart, onPress }: SettingsProps & { onHoverStart?: () => void; onPress?: () => void }) {
  const { t } = useTexts()
  return (
    <Button
      aria-haspopup="menu"
      {...(!withRooms && { 'aria-label': t('shell.settings', { name: session.staff.name }) })}
      {...(onHoverStart && { onHoverStart })}
      {...(onPress && { onPress })}
      className={`flex items-center rounded-part text-soft -outline-offset-2 data-[hovered]:bg-sunken data-[hovered]:text-ink ${className}`}
    >
      {withRooms && <Ellipsis aria-hidden size={20} />}
      {trigger}
      {!withRooms && <Ellipsis aria-hidden size={18} />}
    </Button>
  )
}
