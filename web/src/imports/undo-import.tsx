import type { ImportUndo } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { useImportUndo, useUndoAct } from './undo-queries.ts'

/** Takes an import back: first what that would do, then the deed (M1). Not there when there is nothing to undo. */
export function UndoImport({ id }: { id: string }) {
  const { t, moment } = useTexts()
  const found = useImportUndo(id)
  const rehearse = useUndoAct(id, 'undo-rehearsals')
  const undo = useUndoAct(id, 'undos')
  const one = found.data
  if (!one || (one.state === null && one.possibleUntil === null)) return null
  const busy = one.state === 'rehearsing' || one.state === 'running'
  const lead = one.state === 'done' ? t('undo.done') : one.possibleUntil && t('undo.lead', { moment: moment(one.possibleUntil) })
  const error = found.error ?? rehearse.error ?? undo.error
  return (
    <Section title={t('undo.title')} lead={lead || undefined}>
      {busy && <Progress label={t(one.state === 'running' ? 'undo.going' : 'undo.trying')} done={one.progress.done} total={one.progress.total} />}
      {one.state === 'failed' && <div className="mb-6"><Notice tone="bad" role="alert">{t('undo.failed')}</Notice></div>}
      {(one.state === 'rehearsed' || one.state === 'done') && <UndoNumbers one={one} />}
      {error && <div className="mt-4"><Problem error={error} /></div>}
      {!busy && one.possibleUntil !== null && (
        <div className="mt-6 flex flex-wrap gap-2">
          {one.state === 'rehearsed' && <Button kind="danger" isPending={undo.isPending} onPress={() => undo.mutate()}>{t('undo.now')}</Button>}
          <Button kind={one.state === 'rehearsed' ? 'plain' : undefined} isPending={rehearse.isPending} onPress={() => rehearse.mutate()}>{t(one.state === 'rehearsed' ? 'undo.try-again' : 'undo.try')}</Button>
        </div>
      )}
    </Section>
  )
}

function UndoNumbers({ one }: { one: ImportUndo }) {
  const { t, number } = useTexts()
  const more = one.counts.kept - one.exceptions.length
  return (
    <>
      <Figures>
        <Figure label={t('undo.removed')} value={number(one.counts.removed)} />
        <Figure label={t('undo.restored')} value={number(one.counts.restored)} />
        <Figure label={t('undo.kept')} value={number(one.counts.kept)} tone={one.counts.kept ? 'wait' : 'plain'} />
      </Figures>
      {one.exceptions.length > 0 && (
        <ul className="mt-6 border-t border-line">
          {one.exceptions.map(({ person, sentence }) => (
            <li key={person.id} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-1.5">
              <TextLink href={links.person(person.id)}>{person.name || t('undo.nameless')}</TextLink>
              <span className="text-soft">{sentence}</span>
            </li>
          ))}
          {more > 0 && <li className="py-1.5 text-soft">{t('undo.more', { count: more })}</li>}
        </ul>
      )}
    </>
  )
}
