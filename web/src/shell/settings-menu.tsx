import { Ellipsis, Keyboard, KeyRound, LogOut, Search } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import type { Session } from '@api/session-resource.ts'
import { remove } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { queries } from '../queries.ts'
import { LANGUAGES } from '../texts.ts'
import { isInBottomBar, ROOMS } from './rooms.ts'
import { chooseTheme, rememberedTheme, THEMES, type Theme } from './theme.ts'

/** Language, theme, keys and the way out; on a narrow screen also the rooms that the bar has no place for. */
export function SettingsMenu({ session, openSheet, openPalette, withRooms = false, trigger, className }: {
  session: Session
  openSheet: () => void
  openPalette?: () => void
  withRooms?: boolean
  trigger: ReactNode
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
              {ROOMS.filter((room) => !isInBottomBar(room)).map(({ key, name, link, icon: Icon }) => (
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
            <MenuItem href={links.keys} textValue={t('api-keys.title')} className={ITEM}>
              <KeyRound aria-hidden size={16} className="text-soft" />
              {t('api-keys.title')}
            </MenuItem>
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
