import { useState, type ReactNode } from 'react'
import type { RehearsedEInvoice } from '@api/e-invoices-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import type { Bringing } from './use-bringing.ts'
import { faultsOf, type Told, type WaitingFile } from './waiting-file.ts'

/** Rows at once; a thousand files are a thousand rows. */
const SHOWN = 50
/** Faults that somebody here can do something about. */
const ABOUT_CUSTOMER = 'customer'
const REFERENCES: readonly (string | null)[] = ['OCR', 'KID']

/** What keeps each file out, and what can be said about it here. */
export function RefusedTable({ files, twice, bringing }: { files: readonly WaitingFile[]; twice: ReadonlySet<string>; bringing: Bringing }) {
  const { t } = useTexts()
  return (
    <Some files={files} label={t('bring.refused-label')} head={[t('bring.file'), t('bring.invoice'), t('bring.why'), t('bring.to-do')]}>
      {(one) => [<FileName key="file" one={one} />, <Invoice key="invoice" one={one} />, <Reasons key="why" told={faultsOf(one)} isTwice={twice.has(one.key)} />, <ToDo key="do" one={one} bringing={bringing} />]}
    </Some>
  )
}

export function ReadyTable({ files, bringing }: { files: readonly WaitingFile[]; bringing: Bringing }) {
  const { t } = useTexts()
  return (
    <Some files={files} label={t('bring.ready-label')} head={[t('bring.file'), t('bring.customer'), t('bring.invoice'), t('bring.beside'), '']}>
      {(one) => [
        <FileName key="file" one={one} />, <Customer key="who" one={one} />, <Invoice key="invoice" one={one} />, <Reasons key="beside" told={one.rehearsal?.warnings ?? []} />,
        <Button key="do" kind="plain" onPress={() => bringing.putAway(one.key)}>{t('bring.leave-out')}</Button>,
      ]}
    </Some>
  )
}

export function BroughtTable({ files }: { files: readonly WaitingFile[] }) {
  const { t } = useTexts()
  return (
    <Some files={files} label={t('bring.brought-label')} head={[t('bring.file'), t('bring.customer'), t('bring.invoice')]}>
      {(one) => [<FileName key="file" one={one} />, <Customer key="who" one={one} />, <Invoice key="invoice" one={one} />]}
    </Some>
  )
}

function Some({ files, label, head, children }: { files: readonly WaitingFile[]; label: string; head: readonly string[]; children: (one: WaitingFile) => ReactNode[] }) {
  const { t } = useTexts()
  const [most, setMost] = useState(SHOWN)
  return (
    <>
      <PlainTable label={label} stacks head={head}>
        {files.slice(0, most).map((one) => <PlainRow key={one.key} cells={children(one)} />)}
      </PlainTable>
      {files.length > most && <Button kind="plain" className="mt-2" onPress={() => setMost(most + SHOWN)}>{t('ui.more')}</Button>}
    </>
  )
}

function FileName({ one }: { one: WaitingFile }) {
  return <span className="font-medium break-all">{one.file.name}</span>
}

/** Whom we hold it to be for, how they were found, and whom the file names where that is another name. */
function Customer({ one: { rehearsal } }: { one: WaitingFile }) {
  const { t } = useTexts()
  if (!rehearsal?.person) return null
  const { person, foundBy, buyer } = rehearsal
  return (
    <>
      <TextLink href={links.person(person.id)}>{person.name || t('bring.nameless')}</TextLink>
      <span className="block text-fine text-soft">{foundBy && t(`found-by.${foundBy}`)}{buyer !== person.name && ` · ${t('bring.named', { name: buyer })}`}</span>
    </>
  )
}

function Invoice({ one: { rehearsal } }: { one: WaitingFile }) {
  return rehearsal ? <InvoiceWords invoice={rehearsal} /> : null
}

function InvoiceWords({ invoice: { kind, number, issuedOn, payable, currency } }: { invoice: RehearsedEInvoice }) {
  const { t, day } = useTexts()
  const money = useMoney()
  return (
    <>
      <span className="block break-words">{t(`invoice-kind.${kind}`, { number })}</span>
      <span className="numbers block text-fine text-soft">{day(issuedOn)} · {/^[A-Z]{3}$/.test(currency) ? money(payable, currency) : `${payable} ${currency}`}</span>
    </>
  )
}

function Reasons({ told, isTwice = false }: { told: readonly Told[]; isTwice?: boolean }) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? told : told.slice(0, 3)
  if (told.length === 0 && !isTwice) return null
  return (
    <>
      <ul className="flex flex-col gap-1.5">
        {isTwice && <li>{t('bring.twice')}</li>}
        {shown.map(({ rule, field, sentence }, place) => (
          <li key={place}>
            {sentence || t('bring.unread')} {rule && <RuleNumber rule={rule} />}
            {field?.includes(':') && !sentence.includes(field) && <code className="block text-fine break-all text-soft">{field}</code>}
          </li>
        ))}
      </ul>
      {told.length > shown.length && <Button kind="plain" onPress={() => setOpen(true)}>{t('bring.more-reasons', { count: told.length - shown.length })}</Button>}
    </>
  )
}

/** Whom it is for can be said, a wrong reference let in, what passes tried again; anything else is mended where the file comes from. */
function ToDo({ one, bringing }: { one: WaitingFile; bringing: Bringing }) {
  const { t } = useTexts()
  const [customer, setCustomer] = useState(one.customer ?? '')
  const told = faultsOf(one)
  return (
    <div className="flex flex-col items-start gap-1.5">
      {told.some(({ field }) => field === ABOUT_CUSTOMER) && (
        <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => { event.preventDefault(); if (customer.trim()) bringing.again(one.key, { customer: customer.trim() }) }}>
          <TextBox label={t('bring.say-customer')} value={customer} onChange={setCustomer} maxLength={254} />
          <Button type="submit" disabledReason={customer.trim() ? undefined : t('bring.say-first')}>{t('bring.find')}</Button>
        </form>
      )}
      {(one.keepReference || told.some(({ rule }) => REFERENCES.includes(rule))) && <CheckBox isSelected={one.keepReference ?? false} onChange={(keepReference) => bringing.again(one.key, { keepReference })}>{t('bring.keep-reference')}</CheckBox>}
      {one.fault?.again && <Button onPress={() => bringing.again(one.key)}>{t('ui.try-again')}</Button>}
      <Button kind="plain" onPress={() => bringing.putAway(one.key)}>{t('bring.leave-out')}</Button>
    </div>
  )
}
