import type { Mailing, Recipient } from '@api/mailings-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { RuleNumber, Tag, type Tone } from '../ui/tag.tsx'
import { useRecipients, type MessageState, type RecipientFilter } from './mailing-queries.ts'

const STATES: readonly MessageState[] = ['sent', 'left-out', 'waiting', 'handing-over', 'failed', 'unknown']
const ALL = 'all'
const TONE: Record<MessageState, Tone> = { sent: 'good', 'left-out': 'plain', waiting: 'wait', 'handing-over': 'wait', failed: 'bad', unknown: 'wait' }
const ANSWER_TONE: Record<NonNullable<Recipient['answer']>, Tone> = { yes: 'good', no: 'bad', 'stop-asking': 'wait' }

/** Person by person: sent, left out and by which rule, answered. */
export function Recipients({ mailing, filter, onFilter }: { mailing: Mailing; filter: RecipientFilter; onFilter: (filter: RecipientFilter) => void }) {
  const { t } = useTexts()
  return (
    <Section title={t('recipients.title')}>
      <div className="mb-3 flex flex-wrap gap-3">
        <SelectBox
          label={t('imports.state')}
          hideLabel
          className="w-full narrow:w-56"
          value={filter.state ?? ALL}
          options={[{ key: ALL, label: t('recipients.all') }, ...STATES.map((key) => ({ key, label: t(`message-state.${key}`) }))]}
          onChange={(key) => {
            const state = STATES.find((each) => each === key)
            onFilter(state ? { state } : {})
          }}
        />
        {filter.state === 'left-out' && (
          <SelectBox
            label={t('recipients.rule')}
            hideLabel
            className="w-full narrow:w-96"
            value={filter.rule ?? ALL}
            options={[{ key: ALL, label: t('recipients.any-rule') }, ...mailing.leftOut.map((reason) => ({ key: reason.rule, label: `${reason.rule}: ${reason.sentence}` }))]}
            onChange={(key) => onFilter({ state: 'left-out', ...(key !== ALL && { rule: key }) })}
          />
        )}
      </div>
      <RecipientTable mailing={mailing} filter={filter} />
    </Section>
  )
}

function RecipientTable({ mailing, filter }: { mailing: Mailing; filter: RecipientFilter }) {
  const { t, moment } = useTexts()
  const list = useRecipients(mailing.id, filter, mailing.state === 'sending')
  const recipients = list.data?.pages.flatMap((page) => page.recipients) ?? []
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <Waiting lines={6} label={t('ui.loading')} />
  if (recipients.length === 0) return <p className="py-4 text-soft">{t('recipients.none')}</p>
  return (
    <>
      <PlainTable label={t('recipients.title')} head={[t('people.name'), t('recipients.state-and-answer')]}>
        {recipients.map((one) => (
          <PlainRow
            key={one.person.id}
            cells={[
              <TextLink key="person" href={links.person(one.person.id)}>{one.person.name}</TextLink>,
              <div key="state">
                <Tag tone={TONE[one.state]}>{t(`message-state.${one.state}`)}</Tag> {one.answer && <Tag tone={ANSWER_TONE[one.answer]}>{t(`answer.${one.answer}`)}</Tag>} {one.at && <span className="numbers text-fine text-soft">{moment(one.at)}</span>}
                {one.sentence && <p className="mt-0.5 text-fine text-soft">{one.sentence} {one.rule && <RuleNumber rule={one.rule} />}</p>}
              </div>,
            ]}
          />
        ))}
      </PlainTable>
      {list.hasNextPage && <Button kind="plain" onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>{t('ui.more')}</Button>}
    </>
  )
}
