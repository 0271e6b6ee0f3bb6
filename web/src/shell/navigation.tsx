import { Ellipsis, Keyboard, LogOut, Search } from 'lucide-react'
import { Button, Header, Link, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { useState } from 'react'
import { useLocation } from 'react-router'
import type { Session } from '@api/session-resource.ts'
import { remove } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { queries } from '../queries.ts'
import { LANGUAGES } from '../texts.ts'
import { roomOf, ROOMS } from './rooms.ts'
import { chooseTheme, rememberedTheme, THEMES, type Theme } from './theme.ts'

interface BarProps {
  session: Session
  openPalette: () => void
  openSheet: () => void
}

const IN_BOTTOM_BAR = ['overview', 'people', 'mailings', 'imports']

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
      {ROOMS.filter(({ key }) => IN_BOTTOM_BAR.includes(key)).map(({ key, name, short = name, link, icon: Icon }) => (
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

/** Language, theme, keys and the way out; on a narrow screen also the rooms that the bar has no place for. */
function SettingsMenu({ session, openSheet, openPalette, withRooms = false, trigger, className }: {
  session: Session
  openSheet: () => void
  openPalette?: () => void
  withRooms?: boolean
  trigger: React.ReactNode
  className: string
}) {
  const { t, language, choose } = useTexts()
  const [theme, setTheme] = useState<Theme>(rememberedTheme)
  return (
    <MenuTrigger>
      <Button {...(!withRooms && { 'aria-label': t('shell.settings', { name: session.staff.name }) })} className={`flex items-center rounded-part text-soft -outline-offset-2 data-[hovered]:bg-sunken data-[hovered]:text-ink ${className}`}>
        {withRooms && <Ellipsis aria-hidden size={20} />}
        {trigger}
        {!withRooms && <Ellipsis aria-hidden size={18} />}
      </Button>
      <Popover placement="top start" className="arriving min-w-60 overflow-auto rounded-part border border-line bg-raised p-1.5 shadow-float">
        <Menu className="outline-none" aria-label={t('shell.settings', { name: session.staff.name })}>
          {withRooms && (
            <MenuSection className="mb-1 border-b border-line pb-1" aria-label={t('shell.rooms')}>
              {ROOMS.filter(({ key }) => !IN_BOTTOM_BAR.includes(key)).map(({ key, name, link, icon: Icon }) => (
                <MenuItem key={key} href={link} textValue={t(name)} className={ITEM}>
                  <Icon aria-hidden size={16} className="text-soft" />
                  {t(name)}
                </MenuItem>
              ))}
              <MenuItem onAction={() => openPalette?.()} textValue={t('shell.find')} className={ITEM}>
                <Search aria-hidden size={16} className="text-soft" />
                {t('shell.find')}
              </MenuItem>
            </MenuSection>
          )}
          <MenuSection className="mb-1 border-b border-line pb-1" selectionMode="single" disallowEmptySelection selectedKeys={[language]} onSelectionChange={(keys) => choose(LANGUAGES.find((each) => new Set(keys).has(each)) ?? language)}>
            <Header className={HEADER}>{t('shell.language')}</Header>
            {LANGUAGES.map((each) => (
              <MenuItem key={each} id={each} textValue={LANGUAGE_NAMES[each]} className={ITEM}>
                <Mark />
                <span lang={each}>{LANGUAGE_NAMES[each]}</span>
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            className="mb-1 border-b border-line pb-1"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const chosen = THEMES.find((each) => new Set(keys).has(each)) ?? 'auto'
              chooseTheme(chosen)
              setTheme(chosen)
            }}
          >
            <Header className={HEADER}>{t('shell.theme')}</Header>
            {THEMES.map((each) => (
              <MenuItem key={each} id={each} textValue={t(`theme.${each}`)} className={ITEM}>
                <Mark />
                {t(`theme.${each}`)}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection aria-label={session.staff.name}>
            <MenuItem onAction={openSheet} textValue={t('shell.keys')} className={ITEM}>
              <Keyboard aria-hidden size={16} className="text-soft" />
              {t('shell.keys')}
            </MenuItem>
            <MenuItem onAction={() => void signOut()} textValue={t('shell.sign-out')} className={ITEM}>
              <LogOut aria-hidden size={16} className="text-soft" />
              {t('shell.sign-out')}
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

const ITEM = 'group flex min-h-11 cursor-default items-center gap-2.5 rounded-small px-2.5 outline-none data-[focused]:bg-accent-wash mid:min-h-8'
const HEADER = 'px-2.5 pt-1.5 pb-0.5 text-fine text-soft'
/** Each language by its own name, so that one can find back. */
const LANGUAGE_NAMES = { sv: 'Svenska', nb: 'Norsk bokmål', en: 'English' }

function Mark() {
  return <span aria-hidden className="size-2 rounded-full group-data-[selected]:bg-accent" />
}

async function signOut() {
  await remove('/session')
  await queries.resetQueries({ queryKey: ['session'] })
}

function isApple() {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}
