import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TicketBody, TicketRequestBody } from '@api/tickets-resource.ts'
import { get } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { OF_PURPOSES, REQUEST_KINDS } from '../requests/kinds.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { useRequestByTicket } from './ticket-queries.ts'

type Kind = TicketRequestBody['kind']

/** What the ticket may ask by right, offered as what it is; and a way to say so by hand. */
export function TicketRights({ ticket }: { ticket: TicketBody }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()('requests.handle')
  const make = useRequestByTicket(ticket)
  const [open, setOpen] = useState<{ kind: Kind; line: string }>()
  const asked = ticket.lines.filter(({ kind }) => kind === 'asked')
  const dayOf = (line: string) => day(ticket.lines.find(({ id }) => id === line)?.at ?? ticket.begunAt)
  const send = (body: TicketRequestBody) => make.mutate(body, { onSuccess: () => {
    setOpen(undefined)
    announce({ text: t('tickets.request-made', { day: dayOf(body.line) }) })
  } })
  /** What says by itself what it is about is one press; the others are asked what they are about. */
  const press = (kind: Kind, line: string) => (OF_PURPOSES.includes(kind) ? setOpen({ kind, line }) : send({ kind, line }))
  return (
    <div className="mb-6 flex flex-col gap-3">
      {ticket.requests.map((one) => (
        <Notice key={one.id} tone="good" title={t('tickets.is-request', { kind: t(`request-kind.${one.kind}`) })} actions={<LinkButton href={links.request(one.person, one.id)}>{t('tickets.to-request')}</LinkButton>} />
      ))}
      {ticket.asks.map((one) => (
        <Notice
          key={one.kind} tone="wait" title={t('tickets.may-ask', { kind: t(`request-kind.${one.kind}`) })}
          actions={<Button kind="primary" onPress={() => press(one.kind, one.line)} isPending={make.isPending} disabledReason={whyNot}>{t('tickets.make-request')}</Button>}
        >
          {t('tickets.may-ask-what', { words: one.words, day: dayOf(one.line) })}
        </Notice>
      ))}
      {make.error && !open && <Problem error={make.error} />}
      {ticket.asks.length === 0 && asked[0] && <p><Button kind="plain" className="-ml-4 mid:-ml-3.5" onPress={() => setOpen({ kind: 'access', line: asked[0]!.id })} disabledReason={whyNot}>{t('tickets.by-hand')}</Button></p>}
      {open && <RequestDialog ticket={ticket} first={open} onClose={() => setOpen(undefined)} onSend={send} isPending={make.isPending} error={make.error} />}
    </div>
  )
}

function RequestDialog({ ticket, first, onClose, onSend, isPending, error }: { ticket: TicketBody; first: { kind: Kind; line: string }; onClose: () => void; onSend: (body: TicketRequestBody) => void; isPending: boolean; error: unknown }) {
  const { t, moment } = useTexts()
  const [kind, setKind] = useState(first.kind)
  const [line, setLine] = useState(first.line)
  const [marketing, setMarketing] = useState(true)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const purposes = useQuery({ queryKey: ['purposes', 'of-requests'], queryFn: async () => (await get<{ purposes: { key: string; name: string }[] }>('/purposes')).purposes, enabled: OF_PURPOSES.includes(kind) })
  const isObjection = kind === 'objection'
  const missing = isObjection && !marketing && chosen.length === 0 ? t('tickets.purposes-first') : undefined
  return (
    <TaskDialog title={t('tickets.make-request')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-5">
        <p className="text-soft">{t('tickets.request-lead')}</p>
        <SelectBox label={t('tickets.which-right')} value={kind} onChange={(key) => setKind(key as Kind)} options={REQUEST_KINDS.map((key) => ({ key, label: t(`request-kind.${key}`) }))} />
        <SelectBox label={t('tickets.which-line')} value={line} onChange={setLine} options={ticket.lines.filter((one) => one.kind === 'asked').map((one) => ({ key: one.id, label: `${moment(one.at)}: ${one.words.slice(0, 60)}` }))} />
        {isObjection && <CheckBox isSelected={marketing} onChange={setMarketing}>{t('tickets.all-marketing')}</CheckBox>}
        {OF_PURPOSES.includes(kind) && purposes.data && (
          <fieldset>
            <legend className="font-medium">{t('tickets.which-purposes')}</legend>
            {kind === 'withdrawal' && <p className="text-fine text-soft">{t('tickets.no-purposes')}</p>}
            <div className="grid narrow:grid-cols-2">{purposes.data.map((one) => <CheckBox key={one.key} isSelected={chosen.includes(one.key)} onChange={(on) => setChosen(on ? [...chosen, one.key] : chosen.filter((key) => key !== one.key))}>{one.name}</CheckBox>)}</div>
          </fieldset>
        )}
        {error !== null && error !== undefined && <Problem error={error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={() => onSend({ kind, line, purposes: [...chosen], marketing: isObjection && marketing })} isPending={isPending} disabledReason={missing} reasonInSight>{t('tickets.make-request')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
