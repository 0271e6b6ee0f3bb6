import { PenLine, Search, UserRound } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { createPortal } from 'react-dom'
import { useNavigate } from 'react-router'
import type { FoundThing, SearchAnswer } from '@api/search-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { lookingFor } from '../looks/look-queries.ts'
import { FOUND_KINDS, type FoundKind } from '../search/found-kinds.ts'
import { useFound } from '../search/search-queries.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useStable } from '../ui/use-stable.ts'
import { actionOf } from './actions.ts'
import { useCommands, type Command } from './commands.ts'
import { useWhyNot } from './may.ts'
import { lineId, PaletteLines, type Line, type PalettePart } from './palette-lines.tsx'
import { ranked, recentFirst } from './rank.ts'
import { recentPeople, type RecentPerson } from './recent-people.ts'

const FOUND_SHOWN = 6
const LETTERS_TO_SEARCH = 2
const COMMANDS_BESIDE_FOUND = 6
const EVERYWHERE = 'everywhere'

/** Find a person, go somewhere or do something, without leaving the keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<RecentPerson | null>(null)
  const [wanted, setWanted] = useState('')
  const { isSearching, ...found } = useFoundFor(typed)
  const parts = useParts(typed, chosen, found)
  const lines = parts.flatMap((part) => part.lines)
  const { marked, isChosen, mark, move } = useMark(lines, typed)
  const listId = useId()
  const input = useOverPage()

  const act = useStable((line: Line) => {
    if (line.kind === 'command' && line.command.disabledReason !== undefined) return
    onClose()
    if (line.kind === 'command') line.command.run()
    else if (line.kind === 'place') void navigate(line.place.link)
    else void navigate(links.person(line.person.id), lookingFor('search'))
  })
  const type = (text: string) => {
    mark(null)
    setTyped(text)
  }
  // Enter came before what is found did: the first of that is meant, and where there is none, the search that forgives slips.
  useEffect(() => {
    const first = lines.find(({ kind }) => kind !== 'command')
    if (wanted !== '' && wanted === typed && !isSearching && first) act(first)
  })

  const onEnter = () => {
    const line = lines.find(({ key }) => key === marked) ?? lines[0]
    if (isSearching && !isChosen && line?.kind !== 'command') setWanted(typed)
    else if (line) act(line)
  }
  const onEscape = () => (typed === '' ? onClose() : type(''))
  const onRight = (field: HTMLInputElement) => {
    const line = lines.find(({ key }) => key === marked)
    if (chosen || line?.kind !== 'person' || field.selectionEnd !== typed.length) return false
    type('')
    setChosen(line.person)
    return true
  }
  const onPress = (event: MouseEvent) => {
    if (event.target === event.currentTarget) onClose()
    // The field keeps the focus, wherever one presses.
    else if (event.target !== input.current) event.preventDefault()
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Backspace' && chosen && typed === '') setChosen(null)
    else if (event.key === 'ArrowRight') { if (onRight(event.currentTarget)) event.preventDefault() }
    else if (event.key === 'Enter') taken(event, onEnter)
    else if (event.key === 'Escape') taken(event, onEscape)
    // Nothing else here takes the focus.
    else if (event.key === 'Tab') event.preventDefault()
    else if (event.key in STEPS) taken(event, () => move(STEPS[event.key]!))
  }

  return createPortal(
    <div className="fixed inset-0 z-30 flex items-start justify-center bg-shade px-3 pt-3 mid:pt-[10vh]" role="presentation" onMouseDown={onPress}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see useOverPage */}
      <div role="dialog" aria-modal="true" aria-label={t('shell.find')} className="arriving max-h-[80vh] w-full max-w-[36rem] overflow-auto overscroll-contain rounded-part bg-raised shadow-float">
        {/* The whole scrolls, not the list alone: then what scrolls has something in it to focus. */}
        <div className="sticky top-0 z-10 flex items-center gap-3 rounded-t-part border-b border-line bg-raised px-4">
          <Search aria-hidden size={18} className="text-soft" />
          {chosen && <span className="max-w-[45%] truncate rounded-small bg-accent-wash px-1.5 text-accent-deep">{chosen.name}</span>}
          <input
            ref={input}
            type="search"
            aria-label={t('shell.find')}
            aria-autocomplete="list"
            {...(lines.length > 0 && { 'aria-controls': listId })}
            {...(marked !== null && { 'aria-activedescendant': lineId(listId, marked) })}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="go"
            placeholder={t(chosen ? 'palette.do' : 'palette.placeholder')}
            value={typed}
            onChange={(event) => type(event.currentTarget.value)}
            onKeyDown={onKey}
            className="min-h-14 min-w-0 flex-1 bg-transparent text-lead outline-none placeholder:text-soft [&::-webkit-search-cancel-button]:hidden"
          />
        </div>
        {lines.length === 0
          ? <output className="block min-h-40 px-5 py-8 text-center text-soft">{t(isSearching ? 'palette.searching' : 'palette.nothing')}</output>
          : <PaletteLines id={listId} label={t('shell.find')} parts={parts} marked={marked} onMark={mark} onAct={act} />}
        <p className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-fine text-soft max-mid:hidden">
          <span><KeyHint keys="↑ ↓" /> {t('palette.hint-move')}</span>
          <span><KeyHint keys="Enter" /> {t('palette.hint-do')}</span>
          <span><KeyHint keys="→" /> {t('palette.hint-person')}</span>
        </p>
      </div>
    </div>,
    document.body,
  )
}

/** How far a key goes in the lines. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

function taken(event: KeyboardEvent, act: () => void) {
  event.preventDefault()
  // Nothing behind it hears of the key.
  event.stopPropagation()
  act()
}

/**
 * The page behind is hidden from who listens, and the focus goes into the field and back to where it was. The browser's own
 * modal dialog, and inert, would have each element of the page styled anew first: too slow for what is opened all day.
 */
function useOverPage() {
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const page = document.getElementById('root')
    const before = document.activeElement
    field.current?.focus({ preventScroll: true })
    page?.setAttribute('aria-hidden', 'true')
    return () => {
      page?.removeAttribute('aria-hidden')
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return field
}

/** The line that Enter takes: one that was pointed at, else the first that answers what is typed. */
function useMark(lines: readonly Line[], typed: string) {
  const [pointed, setPointed] = useState<string | null>(null)
  const isChosen = lines.some(({ key }) => key === pointed)
  const marked = isChosen ? pointed : typed.trim() === '' ? null : lines[0]?.key ?? null
  const move = (by: number) => {
    if (lines.length === 0) return
    const at = lines.findIndex(({ key }) => key === marked)
    // One step goes round, a page stops at the end.
    const next = Math.abs(by) === 1 ? (at < 0 && by < 0 ? lines.length - 1 : (at + by + lines.length) % lines.length) : Math.max(0, Math.min(lines.length - 1, at + by))
    setPointed(lines[next]!.key)
  }
  return { marked, isChosen, mark: setPointed, move }
}

/** What is found for what is typed, people met lately first; for nothing typed, those alone. */
function useFoundFor(typed: string): { people: readonly RecentPerson[]; groups: SearchAnswer['groups']; isSearching: boolean } {
  const text = typed.trim()
  const settled = useSettled(text)
  const { data, isFetching } = useFound({ words: settled, limit: FOUND_SHOWN }, settled.length >= LETTERS_TO_SEARCH)
  if (text === '') return { people: recentPeople(), groups: [], isSearching: false }
  if (text.length < LETTERS_TO_SEARCH) return { people: [], groups: [], isSearching: false }
  const groups = data?.groups ?? []
  const people = groups.find(({ kind }) => kind === 'person')?.found ?? []
  return { people: recentFirst(people.map(({ id, title, about }) => ({ id, name: title, city: about })), recentPeople()), groups, isSearching: isFetching || settled !== text }
}

/** What stands in the palette for what is typed. */
function useParts(typed: string, chosen: RecentPerson | null, { people, groups }: Pick<ReturnType<typeof useFoundFor>, 'people' | 'groups'>): PalettePart[] {
  const { t, locale } = useTexts()
  const commands = useCommands()
  const ofPerson = usePersonCommands(chosen)
  const found = ranked(chosen ? ofPerson : commands, ({ label, alias, about }) => [label, ...(alias ? [alias] : []), ...(about ? [about] : [])], typed, locale)
  const all = (shown: readonly Command[]): PalettePart => ({ key: 'all', title: t('palette.commands'), isQuiet: true, lines: shown.map(commandLine) })
  const met = (title: string): PalettePart => ({ key: 'people', title, isQuiet: false, lines: people.map(personLine) })
  const of = (part: Exclude<Command['part'], 'page'>): PalettePart => ({ key: part, title: t(`palette.${part}`), isQuiet: false, lines: found.filter((one) => one.part === part).map(commandLine) })
  const foundParts = groups.map(({ kind, found: things }) => ({
    ...(kind === 'person' ? met(t('room.people')) : { key: kind, title: t(FOUND_KINDS[kind].name), isQuiet: false, lines: things.map((one) => placeLine(kind, one)) }), isExact: things[0]?.how === 'exact',
  }))
  const everywhere: PalettePart = { key: 'everywhere', title: t('search.everywhere-part'), isQuiet: true, lines: [{ kind: 'place', key: EVERYWHERE, place: { key: EVERYWHERE, label: t('search.everywhere', { words: typed.trim() }), about: '', icon: Search, link: links.search(typed.trim()) } }] }
  const parts = chosen
    ? [all(found)]
    : typed.trim() === ''
      ? [of('here'), met(t('palette.recent')), of('go'), of('make'), of('frame')]
      : [...foundParts.filter(({ isExact }) => isExact), all(groups.length > 0 ? found.slice(0, COMMANDS_BESIDE_FOUND) : found), ...foundParts.filter(({ isExact }) => !isExact), everywhere]
  return parts.filter(({ lines }) => lines.length > 0)
}

const commandLine = (command: Command): Line => ({ kind: 'command', key: command.key, command })
const placeLine = (kind: FoundKind, one: FoundThing): Line => ({ kind: 'place', key: `${kind}.${one.id}`, place: { key: one.id, label: one.title, about: one.about ?? '', icon: FOUND_KINDS[kind].icon, link: FOUND_KINDS[kind].link(one) } })
const personLine = (person: RecentPerson): Line => ({ kind: 'person', key: person.id, person })

/** What can be done with one person, without opening their page first. */
function usePersonCommands(person: RecentPerson | null): Command[] {
  const { t } = useTexts()
  const navigate = useNavigate()
  const whyNot = useWhyNot()
  if (person === null) return []
  const record = actionOf('person.record')
  return [
    { key: 'open', part: 'here', label: t('palette.open-person'), icon: UserRound, run: () => void navigate(links.person(person.id)) },
    { key: 'record', part: 'here', label: t(record.name), icon: PenLine, disabledReason: whyNot(record.needs), run: () => void navigate(links.person(person.id, true)) },
  ]
}
