import { memo, useState } from 'react'
import type { HeldContactPoint, HeldField, Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { useFetched } from '../ui/use-fetched.ts'
import { CorrectValue } from './correct-value.tsx'
import { useShownValue } from './shown-value.ts'

/** All that is held about the person: what, why, from where and until when, value by value. */
export const PersonFacts = memo(function PersonFacts({ person }: { person: Person }) {
  const { t } = useTexts()
  const said = person.fields.filter((field) => !field.inferred)
  const concluded = person.fields.filter((field) => field.inferred)
  const living = person.grounds.filter((ground) => ground.endedAt === null)
  return (
    <>
      <Section title={t('facts.contact')}>
        {person.contactPoints.length === 0 && <p className="text-soft">{t('facts.no-contact')}</p>}
        <ul className="flex flex-col gap-6">
          {withTheSameReason(person.contactPoints).map((alike) => (
            <li key={alike[0]?.id}>
              <ul className="border-y border-line">
                {alike.map((point) => <ContactPoint key={point.id} point={point} />)}
              </ul>
              {alike[0] && <Reason held={alike[0]} />}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('facts.title')} actions={<AddValue person={person} />}>
        {said.length === 0 && <p className="text-soft">{t('facts.none')}</p>}
        <FactList personId={person.id} fields={said} />
      </Section>
      {concluded.length > 0 && (
        <Section title={t('facts.concluded')} lead={t('facts.concluded-lead')}>
          <FactList personId={person.id} fields={concluded} />
        </Section>
      )}
      <Section title={t('facts.grounds')} lead={t('facts.grounds-lead')}>
        {living.length === 0 && <p className="text-soft">{t('facts.no-grounds')}</p>}
        <ul className="flex flex-col gap-3">
          {living.map((ground) => (
            <li key={ground.id}>
              <TextLink href={links.purpose(ground.purpose)}>{ground.label}</TextLink> <Tag>{t(`basis.${ground.basis}`)}</Tag>
              <GroundLine ground={ground} />
            </li>
          ))}
        </ul>
      </Section>
      {person.relations.length > 0 && (
        <Section title={t('facts.relations')}>
          <ul className="flex flex-col gap-2">
            {person.relations.map((relation) => (
              <li key={`${relation.kind} ${relation.direction} ${relation.person.id}`}>
                <TextLink href={links.person(relation.person.id)}>{relation.person.name}</TextLink>{' '}
                <span className="text-soft">{t(`relation.${relation.direction}.${relation.kind}`)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Notices person={person} />
    </>
  )
})

const loadAdd = () => import('./add-value.tsx')

/** Opens the form for a value that is not held yet. */
function AddValue({ person }: { person: Person }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('people.write')
  const [isOpen, setOpen] = useState(false)
  const { part, fetch, isFetching } = useFetched(loadAdd)
  return (
    <>
      <Button kind="plain" isPending={isFetching} disabledReason={whyNot} onPress={() => (part ? setOpen(true) : void fetch(() => setOpen(true)))}>{t('facts.add')}</Button>
      {isOpen && part && <part.AddValueDialog person={person} onClose={() => setOpen(false)} />}
    </>
  )
}

function FactList({ personId, fields }: { personId: string; fields: readonly HeldField[] }) {
  return (
    <ul className="flex flex-col gap-6">
      {withTheSameReason(fields).map((alike) => (
        <Facts key={alike[0]?.field} personId={personId} fields={alike} />
      ))}
    </ul>
  )
}

/** Values held for the same purposes, from the same source and until the same time: the reason is said once. */
function Facts({ personId, fields }: { personId: string; fields: readonly HeldField[] }) {
  const [first] = fields
  if (!first) return null
  return (
    <li>
      <ul className="border-y border-line">
        {fields.map((field) => (
          <Fact key={field.field} personId={personId} field={field} />
        ))}
      </ul>
      <Reason held={first} />
    </li>
  )
}

/** Why, from where and until when. */
function Reason({ held }: { held: Pick<HeldField, 'purposes' | 'source' | 'recordedAt' | 'collected' | 'until'> }) {
  const { t, day } = useTexts()
  return (
    <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-fine text-soft">
      <dt>{t('facts.why')}</dt>
      <dd>{held.purposes.length > 0 ? held.purposes.map(({ label, basis }) => `${label} (${t(`basis.${basis}`).toLowerCase()})`).join(', ') : t('facts.why-retention')}</dd>
      <dt>{t('facts.whence')}</dt>
      <dd>{t('facts.whence-what', { source: held.source, day: day(held.recordedAt), how: t(`collected.${held.collected}`) })}</dd>
      <dt>{t('facts.until')}</dt>
      <dd>{held.until.sentence}</dd>
    </dl>
  )
}

function ContactPoint({ point }: { point: HeldContactPoint }) {
  const { t } = useTexts()
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <span className="break-words">{point.value}</span>{' '}
      <Tag tone={point.verified ? 'good' : 'plain'}>{t(point.verified ? 'facts.verified' : 'facts.unverified')}</Tag>{' '}
      {point.sharedWith > 0 && <Tag tone="wait">{t('facts.shared', { count: point.sharedWith })}</Tag>}
    </li>
  )
}

function Fact({ personId, field }: { personId: string; field: HeldField }) {
  const { t, day } = useTexts()
  const show = useShownValue()
  return (
    <li className="group/fact flex items-center gap-3 border-b border-line last:border-b-0 mid:min-h-9">
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,8rem)_minmax(0,1fr)] items-baseline gap-x-3">
        <span className="text-fine break-words text-soft">{field.label}</span>
        <span className="break-words">{show(field.value, field.field)} {field.aged && <Tag tone="wait">{t('facts.aged')}</Tag>}</span>
        {field.blocked && <span className="col-start-2 text-fine text-ochre">{t('facts.blocked', { since: day(field.blocked.since), until: day(field.blocked.deleteAfter) })}</span>}
      </div>
      {/* Where there is a pointer the pencils wait until a line is pointed at or reached by keyboard. */}
      <span className="mid:opacity-0 mid:group-focus-within/fact:opacity-100 mid:group-hover/fact:opacity-100 [@media(hover:none)]:opacity-100"><CorrectValue personId={personId} field={field} /></span>
    </li>
  )
}

function withTheSameReason<Held extends Pick<HeldField, 'purposes' | 'source' | 'recordedAt' | 'collected' | 'until'>>(all: readonly Held[]): Held[][] {
  const reasonOf = ({ purposes, source, recordedAt, collected, until }: Held) => JSON.stringify([purposes.map(({ purpose, basis }) => [purpose, basis]).toSorted(), source, recordedAt.slice(0, 10), collected, until.sentence])
  return [...Map.groupBy(all, reasonOf).values()]
}

function GroundLine({ ground }: { ground: Person['grounds'][number] }) {
  const { t, day, word } = useTexts()
  const until = ground.until ? t('facts.ground-until', { day: day(ground.until) }) : ground.waitsFor && word('waits-for', ground.waitsFor)
  return <p className="text-fine text-soft">{[t('facts.ground-since', { day: day(ground.since) }), until, ground.reference].filter(Boolean).join(' · ')}</p>
}

/** Information that is owed to the person because their data came from elsewhere (art. 14). */
function Notices({ person }: { person: Person }) {
  const { t, day } = useTexts()
  const owed = person.notices.filter((notice) => notice.givenAt === null)
  if (owed.length === 0) return null
  return (
    <Section title={t('facts.notices')}>
      {owed.map((notice) => (
        <p key={`${notice.source} ${notice.dueAt}`} className="text-ochre">{t('facts.notice-due', { source: notice.source, day: day(notice.dueAt) })}</p>
      ))}
    </Section>
  )
}
