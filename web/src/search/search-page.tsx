import { useState, type FormEvent } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { FoundThing } from '@api/search-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { lookingFor } from '../looks/look-queries.ts'
import { useCommands } from '../shell/commands.ts'
import { ranked } from '../shell/rank.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { Tag } from '../ui/tag.tsx'
import { FOUND_KINDS, type FoundKind } from './found-kinds.ts'
import { useFound } from './search-queries.ts'

const OF_EACH = 10
const OF_ONE = 50

/** Everything that some words find, misspelt ones too. The words stand behind the # of the address, which browsers keep to themselves. */
export function SearchPage() {
  const { hash } = useLocation()
  const words = wordsIn(hash)
  // Another search begins anew, with what was typed then.
  return <Searched key={words} words={words} />
}

function Searched({ words }: { words: string }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(words)
  const [only, setOnly] = useState<FoundKind | null>(null)
  const { data, error, refetch, isPending, isPlaceholderData } = useFound({ words, near: true, limit: only ? OF_ONE : OF_EACH, ...(only && { kinds: [only] }) }, words !== '')
  const search = (event: FormEvent) => {
    event.preventDefault()
    void navigate(links.search(typed.trim()), { replace: true })
  }
  const groups = data?.groups ?? []
  return (
    <Page title={t('search.title')} lead={t('search.lead')}>
      <search>
      <form onSubmit={search} className="mb-6 flex flex-wrap gap-2">
        <SearchBox label={t('search.words')} value={typed} onChange={setTyped} className="w-full narrow:w-96" />
        <Button type="submit" kind="primary">{t('search.do')}</Button>
      </form>
      </search>
      <div aria-live="polite">
        {words === '' ? null
          : error ? <Problem error={error} onRetry={() => void refetch()} />
            : isPending ? <Waiting label={t('ui.loading')} />
              : (
                <>
                  {groups.map(({ kind, found, isMore }) => (
                    <Section key={kind} title={t(FOUND_KINDS[kind].name)} actions={only ? <Button onPress={() => setOnly(null)}>{t('search.all-kinds')}</Button> : isMore && <Button onPress={() => setOnly(kind)} isPending={isPlaceholderData}>{t('search.more')}</Button>}>
                      <ul className="divide-y divide-line rounded-part border border-line">
                        {found.map((one) => <FoundLine key={one.id} kind={kind} one={one} />)}
                      </ul>
                      {only && isMore && <p className="mt-2 text-soft">{t('search.narrow')}</p>}
                    </Section>
                  ))}
                  {!only && <Places words={words} />}
                  {groups.length === 0 && <Empty title={t('search.nothing', { words })}>{t('search.nothing-lead')}</Empty>}
                </>
              )}
      </div>
    </Page>
  )
}

function FoundLine({ kind, one }: { kind: FoundKind; one: FoundThing }) {
  const { t } = useTexts()
  const { icon: Icon, link } = FOUND_KINDS[kind]
  return (
    <li>
      <Link to={link(one)} {...(one.person && lookingFor('search'))} className="flex min-h-11 items-center gap-3 px-4 py-2 hover:bg-accent-wash">
        <Icon aria-hidden size={16} className="shrink-0 text-soft" />
        <span className="min-w-0 flex-1 break-words">
          <span className="font-medium">{one.title}</span>
          {one.about !== null && <span className="text-soft"> {one.about}</span>}
        </span>
        {one.how === 'near' && <Tag>{t('search.near')}</Tag>}
      </Link>
    </li>
  )
}

/** Rooms and pages of the workspace that are called so. */
function Places({ words }: { words: string }) {
  const { t, locale } = useTexts()
  const places = ranked(useCommands().filter(({ part, disabledReason }) => part !== 'here' && disabledReason === undefined), ({ label, alias }) => [label, ...(alias ? [alias] : [])], words, locale)
  if (places.length === 0) return null
  return (
    <Section title={t('palette.commands')}>
      <div className="flex flex-wrap gap-2">{places.map(({ key, label, run }) => <Button key={key} onPress={run}>{label}</Button>)}</div>
    </Section>
  )
}

function wordsIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1)).trim().slice(0, 200)
  } catch {
    // Cut off in the middle of a letter.
    return ''
  }
}
