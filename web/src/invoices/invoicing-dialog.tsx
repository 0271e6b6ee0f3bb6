import { useState } from 'react'
import type { InvoicingBody } from '@api/invoices-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { useSession } from '../shell/session.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { useSetInvoicing } from './invoice-queries.ts'

const COUNTRIES = ['SE', 'NO', 'DK', 'FI', 'DE'] as const
const CURRENCY: Record<string, string> = { SE: 'SEK', NO: 'NOK', DK: 'DKK' }
const ACCOUNTS = ['bankgiro', 'plusgiro', 'iban', 'account'] as const
const REFERENCES = { 'ocr-length': { kind: 'ocr', control: 'length-and-check-digit' }, ocr: { kind: 'ocr', control: 'check-digit' }, 'kid-10': { kind: 'kid', modulus: 10 }, 'kid-11': { kind: 'kid', modulus: 11 } } as const
/** As long as the company has said nothing else. */
const CODE_DAYS = 30
type ReferenceKey = keyof typeof REFERENCES

const START: InvoicingBody = { seller: { name: '', address: { country: 'SE' } }, currency: 'SEK', prefix: '', dueDays: 30, wholeUnits: false, accounts: [{ type: 'bankgiro', number: '' }], reference: REFERENCES['ocr-length'] }

/** Who invoices, where payments go, and how references are made; it counts from the next invoice on. */
export function InvoicingDialog({ invoicing, onClose }: { invoicing: InvoicingBody | null; onClose: () => void }) {
  const { t, locale } = useTexts()
  const set = useSetInvoicing()
  const company = useSession().data?.installation.controller.name ?? ''
  const [said, setSaid] = useState<InvoicingBody>(invoicing ?? { ...START, seller: { ...START.seller, name: company } })
  const change = (part: Partial<InvoicingBody>) => setSaid((before) => ({ ...before, ...part }))
  const seller = (part: Partial<InvoicingBody['seller']>) => change({ seller: { ...said.seller, ...part } })
  const address = (part: Partial<InvoicingBody['seller']['address']>) => seller({ address: { ...said.seller.address, ...part } })
  const account = said.accounts[0] ?? { type: 'bankgiro' as const, number: '' }
  const wrong = set.error instanceof ApiProblem ? set.error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  const { country } = said.seller.address
  const reference = (Object.keys(REFERENCES) as ReferenceKey[]).find((key) => JSON.stringify(REFERENCES[key]) === JSON.stringify(said.reference)) ?? 'ocr-length'
  const regions = new Intl.DisplayNames(locale, { type: 'region' })
  const save = () => set.mutate(tidy(said), { onSuccess: () => { announce({ text: t('invoices.settings-saved') }); onClose() } })
  const unseen = wrong && !['seller.name', 'seller.organisationNumber', 'seller.vatNumber', 'accounts.0.number', 'swish'].includes(wrong.field ?? '')
  return (
    <TaskDialog
      title={t('invoices.settings')}
      isOpen
      onClose={onClose}
      wide
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={save} isPending={set.isPending} disabledReason={said.seller.name.trim() === '' ? t('invoices.name-first') : undefined} reasonInSight>{t('ui.save')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="grid gap-4 narrow:grid-cols-2">
        <TextBox label={t('invoices.seller-name')} value={said.seller.name} onChange={(name) => seller({ name })} error={errorOf('seller.name')} maxLength={200} />
        <SelectBox label={t('invoices.country')} value={country} onChange={(key) => change({ seller: { ...said.seller, address: { ...said.seller.address, country: key } }, currency: CURRENCY[key] ?? 'EUR', reference: key === 'NO' ? REFERENCES['kid-10'] : said.reference })} options={COUNTRIES.map((key) => ({ key, label: regions.of(key) ?? key }))} />
        <TextBox label={t('invoices.organisation-number')} value={said.seller.organisationNumber ?? ''} onChange={(organisationNumber) => seller({ organisationNumber })} error={errorOf('seller.organisationNumber')} />
        <TextBox label={t('invoices.vat-number')} value={said.seller.vatNumber ?? ''} onChange={(vatNumber) => seller({ vatNumber })} error={errorOf('seller.vatNumber')} />
        <TextBox label={t('invoices.street')} value={said.seller.address.street ?? ''} onChange={(street) => address({ street })} />
        <div className="grid grid-cols-[7rem_1fr] gap-3">
          <TextBox label={t('invoices.postcode')} value={said.seller.address.postcode ?? ''} onChange={(postcode) => address({ postcode })} />
          <TextBox label={t('invoices.city')} value={said.seller.address.city ?? ''} onChange={(city) => address({ city })} />
        </div>
        {country === 'SE' && <CheckBox isSelected={said.seller.approvedForFTax ?? false} onChange={(approvedForFTax) => seller({ approvedForFTax })}>{t('invoices.f-tax')}</CheckBox>}
        {country === 'NO' && <CheckBox isSelected={said.seller.inRegisterOfEnterprises ?? false} onChange={(inRegisterOfEnterprises) => seller({ inRegisterOfEnterprises })}>{t('invoices.in-register')}</CheckBox>}
        <div className="col-span-full grid gap-3 narrow:grid-cols-[12rem_1fr]">
          <SelectBox label={t('invoices.account')} value={account.type} onChange={(key) => change({ accounts: [{ ...account, type: ACCOUNTS.find((one) => one === key) ?? 'bankgiro' }] })} options={ACCOUNTS.map((key) => ({ key, label: t(`account-type.${key}`) }))} />
          <TextBox label={t('invoices.account-number')} value={account.number} onChange={(number) => change({ accounts: [{ ...account, number }] })} error={errorOf('accounts.0.number') ?? errorOf('accounts')} />
        </div>
        {said.currency === 'SEK' && <TextBox label={t('invoices.swish')} hint={t('invoices.swish-hint')} value={said.swish ?? ''} onChange={(swish) => change({ swish: swish.replaceAll(/\D/g, '') })} error={errorOf('swish')} inputMode="numeric" />}
        <SelectBox label={t('invoices.references')} value={reference} onChange={(key) => change({ reference: REFERENCES[key as ReferenceKey] })} options={(Object.keys(REFERENCES) as ReferenceKey[]).map((key) => ({ key, label: t(`reference-kind.${key}`) }))} />
        <TextBox label={t('invoices.due-days')} value={String(said.dueDays)} onChange={(days) => change({ dueDays: Number(days.replaceAll(/\D/g, '').slice(0, 3)) })} inputMode="numeric" />
        <TextBox label={t('invoices.code-days')} hint={t('invoices.code-days-hint')} value={String(said.codeDays ?? CODE_DAYS)} onChange={(days) => change({ codeDays: Number(days.replaceAll(/\D/g, '').slice(0, 3)) })} error={errorOf('codeDays')} inputMode="numeric" />
        <TextBox label={t('invoices.prefix')} hint={t('invoices.prefix-hint')} value={said.prefix ?? ''} onChange={(prefix) => change({ prefix: prefix.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 10) })} />
        <TextBox label={t('invoices.first-number')} hint={t('invoices.first-number-hint')} value={said.firstNumber === undefined ? '' : String(said.firstNumber)} onChange={(text) => change({ firstNumber: Number(text.replaceAll(/\D/g, '').slice(0, 9)) || undefined })} inputMode="numeric" />
        {country === 'SE' && <CheckBox isSelected={said.wholeUnits ?? false} onChange={(wholeUnits) => change({ wholeUnits })}>{t('invoices.whole-units')}</CheckBox>}
      </div>
      {unseen && <Problem error={wrong} />}
    </TaskDialog>
  )
}

/** What was left empty is not said. */
function tidy(said: InvoicingBody): InvoicingBody {
  const filled = <Part extends object>(part: Part): Part => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== '' && value !== undefined)) as Part
  const { swish, ...rest } = said
  return { ...rest, seller: { ...filled(said.seller), address: filled(said.seller.address) }, accounts: said.accounts.filter((one) => one.number.trim() !== ''), ...(swish && { swish }) }
}
