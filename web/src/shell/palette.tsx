import { useQuery } from '@tanstack/react-query'
import { CornerDownLeft, Keyboard, KeyRound, Plus, Search, UserRound } from 'lucide-react'
import { useRef, useState } from 'react'
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField, useFilter } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { PeoplePage } from '@api/people-resource.ts'
import { get } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useSettled } from '../ui/use-settled.ts'
import { ROOMS } from './rooms.ts'

const PEOPLE_SHOWN = 7

/** Find a person or go somewhere, without leaving the keyboard. */
export function Palette({ onClose, openSheet }: { onClose: () => void; openSheet: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const { startsWith } = useFilter({ sensitivity: 'base' })
  const [search, setSearch] = useState('')
  const settled = useSettled(search.trim())
  const people = useQuery({
    queryKey: ['people', 'palette', settled],
    queryFn: () => get<PeoplePage>('/people', { search: settled, limit: PEOPLE_SHOWN }),
    enabled: settled.length > 1,
    placeholderData: (before) => before,
  })
  const found = settled.length > 1 ? (people.data?.people ?? []) : []
  const actions = [
    ...ROOMS.map(({ key, name, link, icon }) => ({ key, label: t(name), icon, run: () => navigate(link) })),
    { key: 'new-import', label: t('imports.new'), icon: Plus, run: () => navigate(links.newImport) },
    { key: 'new-ask', label: t('mailings.new-ask'), icon: Plus, run: () => navigate(links.newMailing('ask')) },
    { key: 'new-mailing', label: t('mailings.new-mailing'), icon: Plus, run: () => navigate(links.newMailing('mailing')) },
    { key: 'api-keys', label: t('api-keys.title'), icon: KeyRound, run: () => navigate(links.keys) },
    { key: 'keys', label: t('shell.keys'), icon: Keyboard, run: openSheet },
  ].filter(({ label }) => label.split(' ').some((_, index, words) => startsWith(words.slice(index).join(' '), search.trim())))
  const go = (run: () => unknown) => {
    onClose()
    run()
  }

  /** People come a moment after the letters, so nothing is marked yet: enter then means the first. */
  const openFirst = () => {
    if (document.getElementById(input.current?.getAttribute('aria-activedescendant') ?? '')) return
    const [person] = found
    const [action] = actions
    if (person) go(() => navigate(links.person(person.id)))
    else if (action) go(action.run)
  }

  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && onClose()} isDismissable className="fixed inset-0 z-30 flex items-start justify-center bg-shade px-3 pt-[10vh]">
      <Modal className="arriving w-full max-w-[36rem] rounded-part bg-raised shadow-float">
        {/* The whole scrolls, not the list alone: then what scrolls has something in it to focus. */}
        <Dialog aria-label={t('shell.find')} className="max-h-[80vh] overflow-auto outline-none">
          <Autocomplete inputValue={search} onInputChange={setSearch}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- it is opened to be typed in, and nothing stands before the field */}
            <SearchField aria-label={t('shell.find')} autoFocus onSubmit={openFirst} className="sticky top-0 z-10 flex items-center rounded-t-part bg-raised gap-3 border-b border-line px-4">
              <Search aria-hidden size={18} className="text-soft" />
              <Input ref={input} placeholder={t('palette.placeholder')} className="min-h-14 flex-1 bg-transparent text-lead outline-none placeholder:text-soft [&::-webkit-search-cancel-button]:hidden" />
            </SearchField>
            <Menu aria-label={t('shell.find')} className="p-2 outline-none" renderEmptyState={() => <p className="px-3 py-6 text-center text-soft">{t('palette.nothing')}</p>}>
              {actions.length > 0 && (
                <MenuSection>
                  <Header className={HEADER}>{t('palette.go')}</Header>
                  {actions.map(({ key, label, icon: Icon, run }) => (
                    <MenuItem key={key} id={key} textValue={label} className={ITEM} onAction={() => go(run)}>
                      <Icon aria-hidden size={16} className="text-soft" />
                      <span className="flex-1">{label}</span>
                      <CornerDownLeft aria-hidden size={14} className="text-soft opacity-0 group-data-[focused]:opacity-100" />
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
              {found.length > 0 && (
                <MenuSection>
                  <Header className={HEADER}>{t('room.people')}</Header>
                  {found.map((person) => (
                    <MenuItem key={person.id} id={person.id} textValue={person.name} className={ITEM} onAction={() => go(() => navigate(links.person(person.id)))}>
                      <UserRound aria-hidden size={16} className="text-soft" />
                      <span className="min-w-0 flex-1 truncate">{person.name} <span className="text-soft">{person.city}</span></span>
                      <CornerDownLeft aria-hidden size={14} className="text-soft opacity-0 group-data-[focused]:opacity-100" />
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const ITEM = 'group flex min-h-11 cursor-default items-center gap-3 rounded-small px-3 outline-none data-[focused]:bg-accent-wash mid:min-h-9'
const HEADER = 'px-3 pt-2 pb-1 text-fine text-soft'
