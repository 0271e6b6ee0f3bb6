import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { TicketBody } from '@api/tickets-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useFound, useSettlePerson } from './ticket-queries.ts'

/** Whose a ticket is, where nobody has said yet: what is proposed proves nothing. */
export function TicketPerson({ ticket, whyNot }: { ticket: TicketBody; whyNot: string | undefined }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const settle = useSettlePerson(ticket)
  const [isChoosing, setChoosing] = useState(false)
  const say = (person: string | null) => settle.mutate(person, { onSuccess: (now) => {
    setChoosing(false)
    announce({ text: t(now.who === 'known' ? 'tickets.is-of' : 'tickets.is-nobodys', { name: now.person?.name ?? '' }) })
    void navigate(links.ticket(now.owner, now.id), { replace: true })
  } })
  const choose = <Button onPress={() => setChoosing(true)} disabledReason={whyNot}>{t(ticket.who === 'known' ? 'tickets.other-person' : 'tickets.choose-person')}</Button>
  const dialog = isChoosing && <ChoosePerson onClose={() => setChoosing(false)} onChoose={say} isPending={settle.isPending} error={settle.error} />
  if (ticket.sender === null) return null
  if (ticket.who === 'known') return <div className="mb-4 flex flex-wrap gap-2">{choose}<Button kind="plain" onPress={() => say(null)} disabledReason={whyNot}>{t('tickets.not-theirs')}</Button>{dialog}</div>
  return (
    <div className="mb-6">
      <Notice
        tone="wait"
        title={ticket.who === 'proposed' ? t('tickets.proposed', { name: ticket.person?.name ?? '' }) : t('tickets.nobody-knows')}
        actions={<>{ticket.who === 'proposed' && ticket.person && <Button kind="primary" onPress={() => say(ticket.owner)} isPending={settle.isPending} disabledReason={whyNot}>{t('tickets.confirm', { name: ticket.person.name })}</Button>}{choose}{ticket.who === 'proposed' && <Button kind="plain" onPress={() => say(null)} disabledReason={whyNot}>{t('tickets.not-theirs')}</Button>}</>}
      >
        {t(ticket.who === 'proposed' ? 'tickets.proposed-what' : 'tickets.nobody-knows-what', { address: ticket.sender })}
      </Notice>
      {settle.error && !isChoosing && <div className="mt-3"><Problem error={settle.error} /></div>}
      {dialog}
    </div>
  )
}

function ChoosePerson({ onClose, onChoose, isPending, error }: { onClose: () => void; onChoose: (person: string) => void; isPending: boolean; error: unknown }) {
  const { t } = useTexts()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const found = useFound(useSettled(search.trim()))
  const people = found.data?.people ?? []
  return (
    <TaskDialog title={t('tickets.choose-person')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-5">
        <TextBox label={t('tickets.find-person')} value={search} onChange={setSearch} />
        {people.length > 0 && <RadioList label={t('room.people')} value={chosen} onChange={setChosen} options={people.map((one) => ({ key: one.id, label: one.name, hint: [one.city, ...one.contactPoints.map((point) => point.value)].filter(Boolean).join(' · ') }))} />}
        {error !== null && error !== undefined && <Problem error={error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={() => chosen && onChoose(chosen)} isPending={isPending} disabledReason={chosen === null ? t('tickets.choose-first') : undefined} reasonInSight>{t('tickets.is-theirs')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
