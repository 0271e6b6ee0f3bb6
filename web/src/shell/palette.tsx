import { useQuery } from '@tanstack/react-query'
import { PenLine, ReceiptText, Search, UserRound } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { createPortal } from 'react-dom'
import { useNavigate } from 'react-router'
import type { InvoiceItem } from '@api/invoices-resource.ts'
import type { PeoplePage } from '@api/people-resource.ts'
import { get } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { lookingFor } from '../looks/look-queries.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useStable } from '../ui/use-stable.ts'
import { actionOf } from './actions.ts'
import { useCommands, type Command } from './commands.ts'
import { useWhyNot } from './may.ts'
import { lineId, PaletteLines, type Line, type PalettePart, type Place } from './palette-lines.tsx'
import { ranked, recentFirst } from './rank.ts'
import { recentPeople, type RecentPerson } from './recent-people.ts'

const PEOPLE_SHOWN = 7
const LETTERS_TO_SEARCH = 2
const PLACES_SHOWN = 5
const DIGITS_TO_SEARCH = 3
const COMMANDS_BESIDE_PEOPLE = 6

/** Find a person, go somewhere or do something, without leaving the keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<RecentPerson | null>(null)
  const [wanted, setWanted] = useState('')
  const { people, isSearching } = usePeopleFor(typed)
  const places = usePlacesFor(typed)
  const parts = useParts(typed, chosen, people, places)
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
  // Enter came before the people did: the first of them is meant.
  useEffect(() => {
    const first = lines.find(({ kind }) => kind === 'person')
    if (wanted !== '' && wanted === typed && !isSearching && first) act(first)
  })

  const onEnter = () => {
    const line = lines.find(({ key }) => key === marked) ?? lines.find(({ kind }) => kind === 'person') ?? lines[0]
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

/** People for what is typed, those met lately first; for nothing typed, those alone. */
function usePeopleFor(typed: string): { people: readonly RecentPerson[]; isSearching: boolean } {
  const text = typed.trim()
  const settled = useSettled(text)
  const isEnough = text.length >= LETTERS_TO_SEARCH
  const { data, isFetching } = useQuery({
    queryKey: ['people', 'palette', settled],
    queryFn: ({ signal }) => get<PeoplePage>('/people', { search: settled, limit: PEOPLE_SHOWN }, signal),
    enabled: settled.length >= LETTERS_TO_SEARCH,
    placeholderData: (before) => before,
  })
  if (text === '') return { people: recentPeople(), isSearching: false }
  if (!isEnough) return { people: [], isSearching: false }
  return { people: recentFirst(data?.people ?? [], recentPeople()), isSearching: isFetching || settled !== text }
}

/** Invoices whose number or reference is being typed, for those who may see invoices. */
function usePlacesFor(typed: string): readonly Place[] {
  const { t } = useTexts()
  const settled = useSettled(typed.trim())
  const isNumber = settled.length >= DIGITS_TO_SEARCH && /^[A-Za-z-]{0,10}[\d ]+$/.test(settled)
  const { data } = useQuery({
    queryKey: ['invoices', 'palette', settled],
    queryFn: ({ signal }) => get<{ invoices: InvoiceItem[] }>('/invoices', { search: settled, limit: PLACES_SHOWN }, signal),
    enabled: useWhyNot()('invoices.read') === undefined && isNumber,
  })
  if (!isNumber || settled !== typed.trim()) return []
  return (data?.invoices ?? []).map((one) => ({ key: one.id, label: t(`palette.${one.kind}`, { number: one.number }), about: one.person.name, icon: ReceiptText, link: links.invoice(one.person.id, one.id) }))
}

/** What stands in the palette for what is typed. */
function useParts(typed: string, chosen: RecentPerson | null, people: readonly RecentPerson[], places: readonly Place[]): PalettePart[] {
  const { t, locale } = useTexts()
  const commands = useCommands()
  const ofPerson = usePersonCommands(chosen)
  const found = ranked(chosen ? ofPerson : commands, ({ label, alias, about }) => [label, ...(alias ? [alias] : []), ...(about ? [about] : [])], typed, locale)
  const all = (shown: readonly Command[]): PalettePart => ({ key: 'all', title: t('palette.commands'), isQuiet: true, lines: shown.map(commandLine) })
  const met = (title: string): PalettePart => ({ key: 'people', title, isQuiet: false, lines: people.map(personLine) })
  const of = (part: Command['part']): PalettePart => ({ key: part, title: t(`palette.${part}`), isQuiet: false, lines: found.filter((one) => one.part === part).map(commandLine) })
  const parts = chosen
    ? [all(found)]
    : typed.trim() === ''
      ? [of('here'), met(t('palette.recent')), of('go'), of('make'), of('frame')]
      : [all(people.length > 0 ? found.slice(0, COMMANDS_BESIDE_PEOPLE) : found), { key: 'places', title: t('room.invoices'), isQuiet: false, lines: places.map((place) => ({ kind: 'place', key: place.key, place })) } satisfies PalettePart, met(t('room.people'))]
  return parts.filter(({ lines }) => lines.length > 0)
}

const commandLine = (command: Command): Line => ({ kind: 'command', key: command.key, command })
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
