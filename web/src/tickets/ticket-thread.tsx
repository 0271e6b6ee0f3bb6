import type { ReactNode } from 'react'
import type { TicketBody } from '@api/tickets-resource.ts'
import { TEXT_RULES } from '@free-text/text-kind.ts'
import { useTexts } from '../language.tsx'
import { RuleNumber, Tag } from '../ui/tag.tsx'

type Line = TicketBody['lines'][number]

const LOOK: Record<Line['kind'], string> = { asked: 'border-line bg-raised', answered: 'border-accent bg-accent-wash', acknowledged: 'border-line', noted: 'border-ochre bg-ochre-wash' }
const MAIL_TONE = { waiting: 'wait', sent: 'good', refused: 'bad', stopped: 'bad' } as const

/** What was written, the oldest first. */
export function TicketThread({ ticket }: { ticket: TicketBody }) {
  const { t } = useTexts()
  return (
    <ol aria-label={t('tickets.thread')} className="mb-8 flex flex-col gap-3">
      {ticket.lines.map((line) => (
        <li key={line.id} className={`rounded-part border-l-4 px-4 py-3 ${LOOK[line.kind]}`}>
          <Head line={line} ticket={ticket} />
          {line.kind === 'acknowledged'
            ? <details><summary className="flex min-h-11 cursor-pointer items-center text-fine text-soft mid:min-h-8">{t('tickets.show-words')}</summary><p className="break-words whitespace-pre-wrap">{line.words}</p></details>
            : <p className="break-words whitespace-pre-wrap">{marked(line)}</p>}
          {line.files.length > 0 && <p className="mt-2 text-fine text-soft">{t('tickets.files', { names: line.files.join(', ') })}</p>}
          {line.marks.length > 0 && <Marks line={line} />}
        </li>
      ))}
    </ol>
  )
}

function Head({ line, ticket }: { line: Line; ticket: TicketBody }) {
  const { t, moment } = useTexts()
  return (
    <p className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-fine text-soft">
      <span className="font-semibold text-ink">{t(`ticket-line.${line.kind}`)}</span>
      <span className="numbers">{moment(line.at)}</span>
      {line.by && <span>{line.by}</span>}
      {line.sender && <Tag tone="wait">{t('tickets.other-sender', { address: line.sender })}</Tag>}
      {line.mail && <Tag tone={MAIL_TONE[line.mail]}>{t(`ticket-mail.${line.mail}`, { address: ticket.sender ?? '' })}</Tag>}
      {line.rule && <RuleNumber rule={line.rule} />}
    </p>
  )
}

/** What the customer wrote about themself or others is not carried further; it stands as they wrote it. */
function Marks({ line }: { line: Line }) {
  const { t, list } = useTexts()
  const kinds = [...new Set(line.marks.map(({ kind }) => kind))]
  return <p className="mt-2 text-fine text-soft">{kinds.map((kind) => <span key={kind}><RuleNumber rule={TEXT_RULES[kind].rule} /> </span>)}{t('tickets.marked', { kinds: list(kinds.map((kind) => t(`watch-kind.${kind}`))) })}</p>
}

function marked({ words, marks }: Line): ReactNode[] {
  const parts: ReactNode[] = []
  let read = 0
  for (const { start, end, kind } of marks) {
    parts.push(words.slice(read, start), <span key={start} className={`underline decoration-2 underline-offset-3 ${TEXT_RULES[kind].refused ? 'decoration-brick decoration-wavy' : 'decoration-ochre decoration-dotted'}`}>{words.slice(start, end)}</span>)
    read = end
  }
  return [...parts, words.slice(read)]
}
