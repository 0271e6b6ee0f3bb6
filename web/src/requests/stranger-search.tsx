import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import type { RegisterSearchedAnswer } from '@api/strangers-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { nextOf } from './next-of.ts'
import { useLink, useSearchFor } from './request-queries.ts'

/** Somebody in no register: first everything is searched, then it is somebody's request, or nothing is held. */
export function StrangerSearch({ request }: { request: RightsRequestAnswer }) {
  const { t, moment } = useTexts()
  const search = useSearchFor(request)
  const [number, setNumber] = useState('')
  const searched = request.steps.findLast(({ kind }) => kind === 'searched')
  const again = nextOf(request, 'answer')?.whyNot
  return (
    <Section title={t('strangers.search')} lead={t('strangers.search-lead')} id="search">
      <form
        className="flex max-w-[44rem] flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          search.mutate(number.trim())
        }}
      >
        <TextBox label={t('strangers.number')} hint={t('strangers.number-hint')} value={number} onChange={setNumber} maxLength={40} />
        {search.error && <Problem error={search.error} />}
        <div><Button kind={searched && !again ? 'quiet' : 'primary'} type="submit" isPending={search.isPending}>{t(searched ? 'strangers.search-again' : 'strangers.search')}</Button></div>
      </form>
      {searched && !search.data && <p className="mt-3 text-soft">{t('strangers.searched-before', { moment: moment(searched.at), by: searched.by })}</p>}
      {search.data && <Found request={request} found={search.data} />}
    </Section>
  )
}

function Found({ request, found }: { request: RightsRequestAnswer; found: RegisterSearchedAnswer }) {
  const { t, number, list } = useTexts()
  const [linking, setLinking] = useState<RegisterSearchedAnswer['matches'][number] | null>(null)
  const by = (kinds: readonly RegisterSearchedAnswer['by'][number][]) => list(kinds.map((kind) => t(`strangers.by-${kind}`)))
  return (
    <div className="mt-5" aria-live="polite">
      <p className="font-semibold">{t('strangers.searched', { count: found.searched, by: by(found.by) })}</p>
      {found.places.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
          {found.places.map(({ place, label, found: rows }) => <li key={place}><span className="numbers font-semibold">{number(rows)}</span> {label}</li>)}
        </ul>
      )}
      {found.matches.length === 0
        ? <div className="mt-3"><Notice tone="good">{t('strangers.nobody')}</Notice></div>
        : (
          <>
            <h3 className="mt-4 font-semibold">{t('strangers.may-be')}</h3>
            <ul className="mt-1 border-t border-line">
              {found.matches.map((match) => (
                <li key={match.person.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-2">
                  <span className="min-w-0 flex-1 basis-56">
                    <TextLink href={links.person(match.person.id)}>{match.person.name || t('strangers.no-name')}</TextLink>
                    <span className="block text-fine text-soft">{t('strangers.found-by', { by: by(match.by), places: list(match.places) })}</span>
                  </span>
                  <Button onPress={() => setLinking(match)}>{t('strangers.is-this')}</Button>
                </li>
              ))}
            </ul>
          </>
        )}
      {found.left === null ? <p className="mt-3 text-soft">{t('strangers.left-later')}</p>
        : found.left.marks + found.left.proofs > 0 && <div className="mt-3"><Notice tone="wait">{t('strangers.left', found.left)}</Notice></div>}
      <details className="mt-3">
        <summary className="min-h-8 cursor-pointer content-center text-accent">{t('strangers.unread')}</summary>
        <ul className="text-soft">{found.unread.map((line) => <li key={line}>{line}</li>)}</ul>
      </details>
      {linking && <LinkDialog request={request} match={linking} onClose={() => setLinking(null)} />}
    </div>
  )
}

/** Said before it is done: it cannot be taken back, and who asks has to be shown anew. */
function LinkDialog({ request, match, onClose }: { request: RightsRequestAnswer; match: RegisterSearchedAnswer['matches'][number]; onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const link = useLink(request)
  const { name } = match.person
  const save = () => link.mutate(match.person.id, {
    onSuccess: (now) => {
      announce({ text: t('strangers.linked', { name: now.person.name }) })
      void navigate(links.request(now.person.id, now.id), { replace: true })
    },
  })
  return (
    <TaskDialog
      title={t('strangers.link-title', { name })}
      isOpen
      onClose={onClose}
      footer={
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={save} isPending={link.isPending}>{t('strangers.link')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      }
    >
      <p>{t('strangers.link-what', { asked: request.person.name, name })}</p>
      {link.error && <Problem error={link.error} />}
    </TaskDialog>
  )
}
