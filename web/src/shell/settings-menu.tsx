import { Keyboard, LogOut, UserRound } from 'lucide-react'
import { type ReactElement, type ReactNode } from 'react'
import type { Session } from '@api/session-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { MenuOf } from '../ui/menu.tsx'
import { LANGUAGE_NAMES, LANGUAGES } from '../texts.ts'
import { useWhyNot } from './may.ts'
import { isInBottomBar, ROOMS } from './rooms.ts'
import { chooseTheme, THEMES, useTheme } from './theme.ts'

/** Language, theme, keys and the way out; on a narrow screen also the rooms that the bar has no place for. */
export function SettingsMenu({ session, openSheet, signOut, withRooms = false, children }: {
  session: Session
  openSheet: () => void
  signOut: () => void
  withRooms?: boolean
  trigger: ReactNode
  className: string
  /** What opens it; it opens at once when it comes. */
  children: ReactElement
}) {
  const { t, language, choose } = useTexts()
  const theme = useTheme()
  const whyNot = useWhyNot()
  const label = t('shell.settings', { name: session.staff.name })
  return (
    <MenuOf
      label={label}
      placement="top start"
      opensAtOnce
      parts={[
        ...(withRooms ? [{ key: 'rooms', label: t('shell.rooms'), quiet: true, entries: ROOMS.filter((room) => !isInBottomBar(room)).map(({ key, name, link, icon, needs }) => ({ key, label: t(name), href: link, icon, disabledReason: whyNot(needs) })) }] : []),
        {
          key: 'language', label: t('shell.language'), chosen: language,
          entries: LANGUAGES.map((each) => ({ key: each, label: LANGUAGE_NAMES[each], lang: each })),
          onChoose: (key) => choose(LANGUAGES.find((each) => each === key) ?? language),
        },
        {
          key: 'theme', label: t('shell.theme'), chosen: theme,
          entries: THEMES.map((each) => ({ key: each, label: t(`theme.${each}`) })),
          onChoose: (key) => chooseTheme(THEMES.find((each) => each === key) ?? 'auto'),
        },
        {
          key: 'self', label: session.staff.name, quiet: true,
          entries: [
            { key: 'account', label: t('account.title'), icon: UserRound, href: links.account },
            { key: 'sheet', label: t('shell.keys'), icon: Keyboard, keys: '?', run: openSheet },
            { key: 'sign-out', label: t('shell.sign-out'), icon: LogOut, run: signOut },
          ],
        },
      ]}
    >
      {children}
    </MenuOf>
  )
}
