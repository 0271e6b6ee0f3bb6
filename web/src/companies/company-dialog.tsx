import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CompanyBody, CompanyWishBody } from '@api/companies-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { COMPANY_FORMS, COUNTRIES } from './company-fields.ts'
import { undoCompany, useChangeCompany, useCreateCompany } from './company-queries.ts'
import { OwnerBoxes } from './owner-boxes.tsx'

const NOT_SAID = '-'
const FORMS = [...COMPANY_FORMS, 'sole-trader'] as const

/** A new company, or another word about one that is known, with the way back in the message that follows. */
export function CompanyDialog({ company, onClose }: { company?: CompanyBody; onClose: () => void }) {
  const { t, locale } = useTexts()
  const navigate = useNavigate()
  const [once] = useState(() => crypto.randomUUID())
  const [wish, setWish] = useState(() => draftOf(company))
  const create = useCreateCompany(once)
  const change = useChangeCompany(company?.id ?? '')
  const { error, isPending } = company ? change : create
  const wrong = error instanceof ApiProblem ? error : undefined
  const isSoleTrader = wrong?.type?.endsWith('/sole-trader') ?? false
  const errorOf = (field: string) => (wrong?.field === field && !isSoleTrader ? wrong.message : undefined)
  const set = (part: Partial<Draft>) => setWish({ ...wish, ...part })
  const box = (key: TextKeyOfDraft, label: string, hint?: string, most = 200) => <TextBox label={label} hint={hint} value={wish[key]} onChange={(text) => set({ [key]: text })} error={errorOf(key)} maxLength={most} />
  // In Sweden the number proves that it is no sole trader; elsewhere it does not tell.
  const asksForm = wish.country !== 'SE' || wish.number.trim() === '' || wish.form !== NOT_SAID
  const takeBack = async (saved: CompanyBody) => {
    try {
      if (!(await undoCompany(saved.id, saved.version))) await navigate(links.companies)
    } catch {
      announce({ text: t('companies.not-undone') })
    }
  }
  const onSaved = (saved: CompanyBody) => {
    onClose()
    announce({ text: t(company ? 'companies.changed' : 'companies.added', { name: saved.name }), isUndo: true, action: { label: t('ui.undo'), run: () => void takeBack(saved) } })
    if (!company) void navigate(links.company(saved.id))
  }
  const save = () => (company ? change.mutate({ ...bodyOf(wish), version: company.version }, { onSuccess: onSaved }) : create.mutate(bodyOf(wish), { onSuccess: onSaved }))
  const countries = COUNTRIES.includes(wish.country as never) ? COUNTRIES : [...COUNTRIES, wish.country]
  return (
    <TaskDialog
      title={company ? t('companies.change') : t('companies.new')} isOpen onClose={onClose} wide
      footer={<div className="flex gap-2"><Button kind="primary" onPress={save} isPending={isPending} disabledReason={wish.name.trim() === '' ? t('companies.name-first') : undefined} reasonInSight>{t('ui.save')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="grid gap-4">
        {box('name', t('companies.name'))}
        <div className="grid gap-4 narrow:grid-cols-3">
          <SelectBox label={t('companies.country')} value={wish.country} onChange={(country) => set({ country })} options={countries.map((key) => ({ key, label: new Intl.DisplayNames(locale, { type: 'region' }).of(key) ?? key }))} />
          {box('number', t('companies.number'), t('companies.number-hint'), 40)}
          {asksForm && <SelectBox label={t('companies.form')} value={wish.form} onChange={(form) => set({ form })} options={[{ key: NOT_SAID, label: t('ui.choose') }, ...FORMS.map((key) => ({ key, label: t(`company-form.${key}`) }))]} />}
        </div>
        {errorOf('form') !== undefined && <Notice tone="bad" role="alert">{errorOf('form')}</Notice>}
        {isSoleTrader && (
          <Notice tone="wait" title={t('companies.sole-trader-title')} role="alert">
            {wrong?.message} {wrong?.rule && <RuleNumber rule={wrong.rule} />}
            <span className="mt-3 block"><LinkButton href={links.newImport}>{t('companies.sole-trader-add')}</LinkButton></span>
          </Notice>
        )}
        {box('street', t('companies.street'))}
        <div className="grid gap-4 narrow:grid-cols-[8rem_minmax(0,1fr)]">{box('postalCode', t('companies.postal-code'), undefined, 20)}{box('city', t('companies.city'), undefined, 100)}</div>
        <div className="grid gap-4 narrow:grid-cols-2">{box('email', t('companies.email'), t('companies.email-hint'), 254)}{box('phone', t('companies.phone'), t('companies.phone-hint'), 60)}</div>
        {box('website', t('companies.website'), undefined, 300)}
        {box('participant', t('companies.participant'), t('companies.participant-hint'), 60)}
        <div className="grid gap-4 narrow:grid-cols-2">{box('vatNumber', t('companies.vat-number'), undefined, 20)}{box('invoiceEmail', t('companies.invoice-email'), t('companies.invoice-email-hint'), 254)}</div>
        {box('invoiceReference', t('companies.invoice-reference'), t('companies.invoice-reference-hint'), 100)}
        {box('tags', t('companies.tags'), t('companies.tags-hint'))}
        <OwnerBoxes owners={wish} known={{ owner: company?.owner ?? null, team: company?.team ?? null }} onChange={set} />
        {(errorOf('owner') ?? errorOf('team')) !== undefined && <Notice tone="bad" role="alert">{errorOf('owner') ?? errorOf('team')}</Notice>}
        {wrong && !isSoleTrader && (wrong.field === undefined || wrong.field === 'version') && <Problem error={wrong} />}
      </div>
    </TaskDialog>
  )
}

interface Draft {
  name: string
  country: string
  form: string
  number: string
  email: string
  phone: string
  website: string
  street: string
  postalCode: string
  city: string
  participant: string
  vatNumber: string
  invoiceEmail: string
  invoiceReference: string
  tags: string
  owner: string | null
  team: string | null
}
type TextKeyOfDraft = Exclude<keyof Draft, 'owner' | 'team'>

function draftOf(company: CompanyBody | undefined): Draft {
  if (!company) return { name: '', country: 'SE', form: NOT_SAID, number: '', email: '', phone: '', website: '', street: '', postalCode: '', city: '', participant: '', vatNumber: '', invoiceEmail: '', invoiceReference: '', tags: '', owner: null, team: null }
  return {
    name: company.name, country: company.country, form: company.form, number: company.writtenNumber ?? '', email: company.email ?? '', phone: company.phone ?? '', website: company.website ?? '', street: company.street ?? '',
    postalCode: company.postalCode ?? '', city: company.city ?? '', participant: company.participant ? `${company.participant.scheme}:${company.participant.id}` : '', vatNumber: company.vatNumber ?? '', invoiceEmail: company.invoiceEmail ?? '', invoiceReference: company.invoiceReference ?? '', tags: company.tags.join(', '), owner: company.owner?.id ?? null, team: company.team?.id ?? null,
  }
}

function bodyOf({ form, participant, tags, ...draft }: Draft): CompanyWishBody {
  const [scheme = '', ...id] = participant.trim().split(':')
  return {
    ...draft, form: FORMS.find((one) => one === form) ?? null, tags: tags.split(',').map((tag) => tag.trim()).filter(Boolean),
    participant: participant.trim() === '' ? null : { scheme, id: id.join(':') },
  }
}
