import { File, Languages } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../language.tsx'
import { LANGUAGE_NAMES, LANGUAGES } from '../texts.ts'
import { ACTION_IDS, actionOf, type ActionPart } from './actions.ts'
import { useBoundActions } from './bound-actions.ts'
import { useWhyNot } from './may.ts'
import { PAGES } from './pages.ts'
import { ROOMS } from './rooms.ts'

/** One line of the palette. */
export interface Command {
  key: string
  part: ActionPart | 'go' | 'page'
  label: string
  /** Other words it is found by. */
  alias?: string
  /** What it would be done to. */
  about?: string | undefined
  icon: LucideIcon
  keys?: string | undefined
  disabledReason?: string | undefined
  run: () => void
}

/** Everything that can be done or gone to now: what the page offers, the rooms, what can be made, and the frame's own. */
export function useCommands(): Command[] {
  const { t, choose, language } = useTexts()
  const navigate = useNavigate()
  const whyNot = useWhyNot()
  const bound = useBoundActions()
  return useMemo(() => commandsOf({ t, choose, language, navigate, whyNot, bound }), [t, choose, language, navigate, whyNot, bound])
}

interface Means extends Pick<ReturnType<typeof useTexts>, 't' | 'choose' | 'language'> {
  navigate: ReturnType<typeof useNavigate>
  whyNot: ReturnType<typeof useWhyNot>
  bound: ReturnType<typeof useBoundActions>
}

function commandsOf({ t, choose, language, navigate, whyNot, bound }: Means): Command[] {
  const actions = ACTION_IDS.flatMap((id): Command[] => {
    const { name, icon, part, key, needs, link } = actionOf(id)
    const held = bound.get(id)
    const run = held?.run ?? (link === undefined ? undefined : () => void navigate(link))
    return run && id !== 'palette' ? [{ key: id, part, label: t(name), about: held?.about, icon, keys: key, disabledReason: whyNot(needs) ?? held?.disabledReason, run }] : []
  })
  const rooms = ROOMS.map(({ key, name, link, icon, letter, needs }): Command => ({ key: `room.${key}`, part: 'go', label: t(name), icon, keys: `g ${letter}`, disabledReason: whyNot(needs), run: () => void navigate(link) }))
  const pages = PAGES.map(({ key, name, link, needs }): Command => ({ key: `page.${key}`, part: 'page', label: t(name), icon: File, disabledReason: whyNot(needs), run: () => void navigate(link) }))
  const languages = LANGUAGES.filter((each) => each !== language).map((each): Command => (
    { key: `language.${each}`, part: 'frame', label: t('palette.language', { language: t(`language.${each}`) }), alias: LANGUAGE_NAMES[each], icon: Languages, run: () => choose(each) }
  ))
  const of = (part: ActionPart) => actions.filter((one) => one.part === part)
  return [...of('here'), ...rooms, ...pages, ...of('make'), ...languages, ...of('frame')]
}
