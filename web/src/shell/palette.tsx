import { useQuery } from '@tanstack/react-query'
import { ArrowRight, PenLine, Search, UserRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField, Text } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { PeoplePage } from '@api/people-resource.ts'
import { get } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { lookingFor } from '../looks/look-queries.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { actionOf } from './actions.ts'
import { useCommands, type Command } from './commands.ts'
import { useWhyNot } from './may.ts'
import { ranked, recentFirst } from './rank.ts'
import { recentPeople, type RecentPerson } from './recent-people.ts'

const PEOPLE_SHOWN = 7
const LETTERS_TO_SEARCH = 2
const COMMANDS_BESIDE_PEOPLE = 6

/** Find a person, go somewhere or do something, without leaving the keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<RecentPerson | null>(null)
  const { people, isSearching } = usePeopleFor(typed)
  const commands = useMatching(typed)
  /** Enter came before the people did: the first of them is meant. */
  const [wanted, setWanted] = useState('')

  const go = (run: () => unknown) => {
    onClose()
    run()
  }
  const open = (person: RecentPerson) => go(() => navigate(links.person(person.id), lookingFor('search')))
  const runCommand = (command: Command) => command.disabledReason === undefined && go(command.run)

  useEffect(() => {
    if (wanted !== '' && wanted === typed && !isSearching && people[0]) open(people[0])
  })

  const onEnter = () => {
    if (isMarked(input.current)) return
    const [person] = people
    const [command] = commands
    if (person && isSettledOn(typed, isSearching)) open(person)
    else if (isSearching) setWanted(typed)
    else if (command) runCommand(command)
  }
  const onKey = (event: { key: string; preventDefault: () => void }) => {
    const field = input.current
    if (event.key === 'Backspace' && chosen && typed === '') setChosen(null)
    else if (event.key === 'ArrowRight' && !chosen && field && field.selectionEnd === typed.length) {
      const person = people.find(({ id }) => id === markedKey(field))
      if (!person) return
      event.preventDefault()
      setTyped('')
      setChosen(person)
    }
  }

  return (
    <ModalOverlay isOpen onOpenChange={(isOpen) => !isOpen && onClose()} isDismissable className="fixed inset-0 z-30 flex items-start justify-center bg-shade px-3 pt-3 mid:pt-[10vh]">
      <Modal className="arriving w-full max-w-[36rem] rounded-part bg-raised shadow-float">
        {/* The whole scrolls, not the list alone: then what scrolls has something in it to focus. */}
        <Dialog aria-label={t('shell.find')} className="max-h-[80vh] overflow-auto outline-none">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- it is opened to be typed in, and nothing stands before the field */}
            <SearchField aria-label={t('shell.find')} autoFocus onSubmit={onEnter} onKeyDown={onKey} className="sticky top-0 z-10 flex items-center gap-3 rounded-t-part border-b border-line bg-raised px-4">
              <Search aria-hidden size={18} className="text-soft" />
              {chosen && <span className="max-w-[45%] truncate rounded-small bg-accent-wash px-1.5 text-accent-deep">{chosen.name}</span>}
              <Input ref={input} placeholder={t(chosen ? 'palette.do' : 'palette.placeholder')} className="min-h-14 min-w-0 flex-1 bg-transparent text-lead outline-none placeholder:text-soft [&::-webkit-search-cancel-button]:hidden" />
            </SearchField>
            <Menu aria-label={t('shell.find')} className="min-h-40 p-2 outline-none" renderEmptyState={() => <p className="px-3 py-6 text-center text-soft">{t(isSearching ? 'palette.searching' : 'palette.nothing')}</p>}>
              {chosen
                ? <PersonCommands person={chosen} typed={typed} go={go} />
                : typed.trim() === ''
                  ? [<Commands key="here" commands={commands} part="here" run={runCommand} />, <PeopleFound key="people" people={people} title={t('palette.recent')} open={open} />, ...(['go', 'make', 'frame'] as const).map((part) => <Commands key={part} commands={commands} part={part} run={runCommand} />)]
                  : [<Commands key="all" commands={people.length > 0 ? commands.slice(0, COMMANDS_BESIDE_PEOPLE) : commands} run={runCommand} />, <PeopleFound key="people" people={people} title={t('room.people')} open={open} />]}
            </Menu>
          </Autocomplete>
          <p className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-fine text-soft max-mid:hidden">
            <span><KeyHint keys="↑ ↓" /> {t('palette.hint-move')}</span>
            <span><KeyHint keys="Enter" /> {t('palette.hint-do')}</span>
            <span><KeyHint keys="→" /> {t('palette.hint-person')}</span>
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
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

function useMatching(typed: string): Command[] {
  const { locale } = useTexts()
  return ranked(useCommands(), ({ label, alias, about }) => [label, ...(alias ? [alias] : []), ...(about ? [about] : [])], typed, locale)
}

function Commands({ commands, part, run }: { commands: readonly Command[]; part?: Command['part']; run: (command: Command) => void }) {
  const { t } = useTexts()
  const shown = part ? commands.filter((one) => one.part === part) : commands
  if (shown.length === 0) return null
  return (
    <MenuSection {...(!part && { 'aria-label': t('palette.commands') })}>
      {part && <Header className={HEADER}>{t(`palette.${part}`)}</Header>}
      {shown.map((command) => {
        const { key, label, about, icon: Icon, keys, disabledReason } = command
        return (
          <MenuItem key={key} id={key} textValue={label} className={ITEM} onAction={() => run(command)}>
            <Icon aria-hidden size={16} className="shrink-0 text-soft" />
            <span className="min-w-0 flex-1">
              {/* With a slot the name is the label alone: then nothing else may stand in the line. */}
              {disabledReason ? <Text slot="label" className="text-soft">{label}</Text> : <>{label}{about && <span className="text-soft"> {about}</span>}</>}
              {disabledReason && <Text slot="description" className="block text-fine text-soft">{disabledReason}</Text>}
            </span>
            {keys && !disabledReason && <span className="max-mid:hidden"><KeyHint keys={keys} /></span>}
          </MenuItem>
        )
      })}
    </MenuSection>
  )
}

function PeopleFound({ people, title, open }: { people: readonly RecentPerson[]; title: string; open: (person: RecentPerson) => void }) {
  if (people.length === 0) return null
  return (
    <MenuSection>
      <Header className={HEADER}>{title}</Header>
      {people.map((person) => (
        <MenuItem key={person.id} id={person.id} textValue={person.name} className={ITEM} onAction={() => open(person)}>
          <UserRound aria-hidden size={16} className="shrink-0 text-soft" />
          <span className="min-w-0 flex-1 truncate">{person.name} <span className="text-soft">{person.city}</span></span>
          <ArrowRight aria-hidden size={14} className="text-soft opacity-0 group-data-[focused]:opacity-100" />
        </MenuItem>
      ))}
    </MenuSection>
  )
}

/** What can be done with one person, without opening their page first. */
function PersonCommands({ person, typed, go }: { person: RecentPerson; typed: string; go: (run: () => unknown) => void }) {
  const { t, locale } = useTexts()
  const navigate = useNavigate()
  const whyNot = useWhyNot()
  const record = actionOf('person.record')
  const commands: Command[] = [
    { key: 'open', part: 'here', label: t('palette.open-person'), icon: UserRound, run: () => void navigate(links.person(person.id)) },
    { key: 'record', part: 'here', label: t(record.name), icon: PenLine, disabledReason: whyNot(record.needs), run: () => void navigate(links.person(person.id, true)) },
  ]
  return <Commands commands={ranked(commands, ({ label }) => [label], typed, locale)} run={(command) => command.disabledReason === undefined && go(command.run)} />
}

const isSettledOn = (typed: string, isSearching: boolean) => typed.trim() === '' || !isSearching

/** The line that enter would take, as the field tells it to a screen reader. */
function markedKey(field: HTMLInputElement): string | null {
  return document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.getAttribute('data-key') ?? null
}

function isMarked(field: HTMLInputElement | null) {
  return field !== null && markedKey(field) !== null
}

const ITEM = 'group flex min-h-11 cursor-default items-center gap-3 rounded-small px-3 py-1 outline-none data-[focused]:bg-accent-wash mid:min-h-9'
const HEADER = 'px-3 pt-2 pb-1 text-fine text-soft'
