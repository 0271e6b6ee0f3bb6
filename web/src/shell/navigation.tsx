import { Search } from 'lucide-react'
import { Button, Link } from 'react-aria-components'
import { useLocation } from 'react-router'
import type { Session } from '@api/session-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { isInBottomBar, roomOf, ROOMS } from './rooms.ts'
import { SettingsMenu } from './settings-menu.tsx'

interface BarProps {
  session: Session
  openPalette: () => void
  openSheet: () => void
}

/** The navigation of a screen with room for it. */
export function SideBar({ session, openPalette, openSheet }: BarProps) {
  const { t } = useTexts()
  const here = roomOf(useLocation().pathname)
  return (
    <header className="hidden w-60 shrink-0 border-r border-line bg-paper mid:block">
      <div className="sticky top-0 flex h-dvh flex-col px-3 py-5">
        <Link href={links.home} className="mb-5 flex items-center gap-2.5 rounded-small px-2">
          <img src="/tillit.svg" alt="" width={24} height={24} />
          <span className="truncate font-semibold">{session.installation.controller.name}</span>
        </Link>
        <Button onPress={openPalette} className="mb-5 flex min-h-9 items-center gap-2.5 rounded-part border border-line px-2.5 text-soft data-[hovered]:border-edge data-[hovered]:text-ink">
          <Search aria-hidden size={16} />
          <span className="flex-1 text-left">{t('shell.find')}</span>
          <kbd className="font-sans text-fine">{isApple() ? '⌘K' : 'Ctrl K'}</kbd>
        </Button>
        <nav aria-label={t('shell.rooms')}>
          <ul className="flex flex-col gap-0.5">
            {ROOMS.map(({ key, name, link, icon: Icon }) => {
              const current = here?.key === key
              return (
                <li key={key}>
                  <Link
                    href={link}
                    aria-current={current ? 'page' : undefined}
                    className={`flex min-h-9 items-center gap-2.5 rounded-part px-2.5 data-[hovered]:bg-sunken ${current ? 'bg-accent-wash font-medium text-accent-deep' : 'text-ink'}`}
                  >
                    <Icon aria-hidden size={18} strokeWidth={1.75} className={current ? '' : 'text-soft'} />
                    {t(name)}
                  </Link>
                </li>
              )
            })}
          </ul>
        </nav>
        <div className="mt-auto flex flex-col gap-1">
          <SettingsMenu session={session} openSheet={openSheet} trigger={<span className="flex-1 truncate text-left">{session.staff.name}</span>} className="min-h-10 w-full gap-2 px-2.5" />
        </div>
      </div>
    </header>
  )
}

/** The navigation of a narrow screen: four rooms under the thumb, the rest behind one more. */
export function BottomBar({ session, openPalette, openSheet }: BarProps) {
  const { t } = useTexts()
  const here = roomOf(useLocation().pathname)
  return (
    <nav aria-label={t('shell.rooms')} className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] mid:hidden">
      {ROOMS.filter(isInBottomBar).map(({ key, name, short = name, link, icon: Icon }) => (
        <Link
          key={key}
          href={link}
          aria-current={here?.key === key ? 'page' : undefined}
          className={`flex min-h-16 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-0.5 text-[0.75rem] -outline-offset-4 ${here?.key === key ? 'font-medium text-accent' : 'text-soft'}`}
        >
          <Icon aria-hidden size={20} strokeWidth={1.75} />
          <span className="max-w-full truncate">{t(short)}</span>
        </Link>
      ))}
      <SettingsMenu
        session={session}
        openSheet={openSheet}
        openPalette={openPalette}
        withRooms
        className="min-h-16 flex-1 flex-col justify-center gap-0.5 text-[0.75rem]"
        trigger={<span>{t('shell.more')}</span>}
      />
    </nav>
  )
}

function isApple() {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}
