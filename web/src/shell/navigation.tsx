import { ChevronRight, Search } from 'lucide-react'
import { lazy, memo, Suspense, useEffect, useState, type ReactNode } from 'react'
import { Button, Link } from 'react-aria-components'
import { useLocation } from 'react-router'
import type { Session } from '@api/session-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { onThisBoard } from '../ui/key-hint.tsx'
import { Reasoned } from '../ui/tooltip.tsx'
import { useWhyNot } from './may.ts'
import { isInBottomBar, roomOf, ROOM_PARTS, ROOMS, type Room, type RoomPart } from './rooms.ts'
import { SettingsButton } from './settings-button.tsx'

/** Long work is told of when the page has stood for a moment: it is no part of a first screen. */
const AT_REST_MS = 1_500
/** Which parts of the navigation this browser keeps unfolded. */
const UNFOLDED = 'tillit.unfolded'
const DueCount = lazy(async () => ({ default: (await import('../activities/due-count.tsx')).DueCount }))
const JobsButton = lazy(async () => ({ default: (await import('../jobs/jobs-button.tsx')).JobsButton }))

interface BarProps {
  session: Session
  openPalette: () => void
  openSheet: () => void
  signOut: () => void
}

/** The navigation of a screen with room for it. What happens in a room does not draw it again. */
export const SideBar = memo(function SideBar({ session, openPalette, openSheet, signOut }: BarProps) {
  const { t } = useTexts()
  const here = roomOf(useLocation().pathname)
  const [isAtRest, setAtRest] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), AT_REST_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <header className="hidden w-60 shrink-0 border-r border-line bg-paper mid:block">
      <div className="sticky top-0 flex h-dvh flex-col overflow-y-auto px-3 py-4">
        <Link href={links.home} className="mb-4 flex min-h-8 items-center gap-2.5 rounded-small px-2">
          <img src="/tillit.svg" alt="" width={24} height={24} />
          <span className="truncate font-semibold">{session.installation.controller.name}</span>
        </Link>
        <Button onPress={openPalette} className="mb-4 flex min-h-9 shrink-0 items-center gap-2.5 rounded-part border border-line px-2.5 text-soft data-[hovered]:border-edge data-[hovered]:text-ink">
          <Search aria-hidden size={16} />
          <span className="min-w-0 flex-1 truncate text-left">{t('shell.find')}</span>
          <kbd className="font-sans text-fine whitespace-nowrap">{onThisBoard('Ctrl K').join(' ')}</kbd>
        </Button>
        <RoomLinks here={here?.key} isAtRest={isAtRest} />
        <div className="mt-auto flex flex-col gap-1">
          {isAtRest && <Suspense fallback={null}><JobsButton /></Suspense>}
          <SettingsButton session={session} openSheet={openSheet} signOut={signOut} trigger={<span className="flex-1 truncate text-left">{session.staff.name}</span>} className="min-h-10 w-full gap-2 px-2.5" />
        </div>
      </div>
    </header>
  )
})

const RoomLinks = memo(function RoomLinks({ here, isAtRest }: { here: string | undefined; isAtRest: boolean }) {
  const { t } = useTexts()
  const isOfPart = (part: RoomPart) => ROOMS.some((room) => room.part === part && room.key === here)
  const [unfolded, setUnfolded] = useState<readonly string[]>(() => (localStorage.getItem(UNFOLDED) ?? '').split(' '))
  const fold = (part: RoomPart) => setUnfolded((before) => {
    const after = before.includes(part) ? before.filter((one) => one !== part) : [...before, part]
    localStorage.setItem(UNFOLDED, after.join(' '))
    return after
  })
  return (
    <nav aria-label={t('shell.rooms')}>
      {ROOM_PARTS.map((part) => (
        <Part key={part} name={t(`shell.part-${part}`)} isOpen={part === 'work' || isOfPart(part) || unfolded.includes(part)} {...(part !== 'work' && !isOfPart(part) && { onFold: () => fold(part) })}>
          {ROOMS.filter((room) => room.part === part).map((room) => <RoomLink key={room.key} room={room} isHere={here === room.key} isAtRest={isAtRest} />)}
        </Part>
      ))}
    </nav>
  )
})

/** Rooms that belong together. The daily work and where one is stand open; the others fold, so that the daily work is seen whole. */
function Part({ name, isOpen, onFold, children }: { name: string; isOpen: boolean; onFold?: () => void; children: ReactNode }) {
  return (
    <div className="mb-3 border-b border-line pb-3 last:border-b-0">
      {onFold && (
        <Button onPress={onFold} aria-expanded={isOpen} className="flex min-h-8 w-full items-center gap-2.5 rounded-part px-2.5 text-soft data-[hovered]:text-ink">
          <ChevronRight aria-hidden size={17} strokeWidth={1.75} className={isOpen ? 'rotate-90' : ''} />{name}
        </Button>
      )}
      {isOpen && <ul aria-label={name} className="flex flex-col gap-px">{children}</ul>}
    </div>
  )
}

function RoomLink({ room: { key, name, link, icon: Icon, needs }, isHere, isAtRest }: { room: Room; isHere: boolean; isAtRest: boolean }) {
  const { t } = useTexts()
  const reason = useWhyNot()(needs)
  if (reason !== undefined) return (
    <li>
      <Reasoned reason={reason}>
        {(carry) => <Button {...carry} className="flex min-h-8 w-full items-center gap-2.5 rounded-part px-2.5 text-soft"><Icon aria-hidden size={17} strokeWidth={1.75} />{t(name)}</Button>}
      </Reasoned>
    </li>
  )
  return (
    <li>
      <Link
        href={link}
        aria-current={isHere ? 'page' : undefined}
        className={`flex min-h-8 items-center gap-2.5 rounded-part px-2.5 data-[hovered]:bg-sunken ${isHere ? 'bg-accent-wash font-medium text-accent-deep' : 'text-ink'}`}
      >
        <Icon aria-hidden size={17} strokeWidth={1.75} className={isHere ? '' : 'text-soft'} />
        {t(name)}
        {isAtRest && key === 'activities' && <Suspense fallback={null}><DueCount /></Suspense>}
      </Link>
    </li>
  )
}

const UNDER_THE_THUMB = 'flex min-h-16 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-0.5 text-[0.75rem] -outline-offset-4'

/** The navigation of a narrow screen: the search and three rooms under the thumb, the rest behind one more. */
export const BottomBar = memo(function BottomBar({ session, openPalette, openSheet, signOut }: BarProps) {
  const { t } = useTexts()
  const here = roomOf(useLocation().pathname)
  return (
    <nav aria-label={t('shell.rooms')} className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] mid:hidden">
      {ROOMS.filter(isInBottomBar).map(({ key, name, short = name, link, icon: Icon }) => (
        <Link key={key} href={link} aria-current={here?.key === key ? 'page' : undefined} className={`${UNDER_THE_THUMB} ${here?.key === key ? 'font-medium text-accent' : 'text-soft'}`}>
          <Icon aria-hidden size={20} strokeWidth={1.75} />
          <span className="max-w-full truncate">{t(short)}</span>
        </Link>
      ))}
      <Button onPress={openPalette} className={`${UNDER_THE_THUMB} text-soft`}>
        <Search aria-hidden size={20} strokeWidth={1.75} />
        <span className="max-w-full truncate">{t('shell.find-short')}</span>
      </Button>
      <SettingsButton session={session} openSheet={openSheet} signOut={signOut} withRooms className={UNDER_THE_THUMB} trigger={<span>{t('shell.more')}</span>} />
    </nav>
  )
})
