import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { CheckBox, RadioList, Switch, TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { State, States } from './state.tsx'

/** Boxes to fill in: empty, filled, with a fault, and shut. */
export function FieldStates() {
  const { t } = useTexts()
  const [text, setText] = useState('Maria')
  const [search, setSearch] = useState('')
  const [choice, setChoice] = useState<string | null>('email')
  const [date, setDate] = useState('2026-05-03')
  const channels = (['email', 'sms', 'letter', 'phone'] as const).map((key) => ({ key, label: t(`channel.${key}`) }))
  const [rest, fault, shut] = [t('design.at-rest'), t('design.faulty'), t('design.shut')]
  const wrong = t('design.wrong')
  return (
    <States>
      <State name={rest}><TextBox label={t('people.name')} hint={t('design.hint')} value={text} onChange={setText} /></State>
      <State name={fault}><TextBox label={t('people.name')} error={wrong} value={text} onChange={setText} /></State>
      <State name={shut}><TextBox label={t('people.name')} value={text} isDisabled /></State>
      <State name={rest}><TextBox label={t('record.note')} rows={3} value={text} onChange={setText} /></State>
      <State name={rest}><SearchBox label={t('people.search')} value={search} onChange={setSearch} /></State>
      <State name={rest}><DateBox label={t('design.date')} value={date} onChange={setDate} /></State>
      <State name={fault}><DateBox label={t('design.date')} error={wrong} value="" onChange={setDate} /></State>
      <State name={rest}><SelectBox label={t('design.channel')} hint={t('design.hint')} options={channels} value={choice} onChange={setChoice} /></State>
      <State name={t('design.empty')}><SelectBox label={t('design.channel')} options={channels} value={null} onChange={setChoice} /></State>
      <State name={shut}><SelectBox label={t('design.channel')} options={channels} value={choice} onChange={setChoice} isDisabled /></State>
      <State name={rest}>
        <CheckBox hint={t('design.hint')} defaultSelected>{t('channel.email')}</CheckBox>
        <CheckBox>{t('channel.sms')}</CheckBox>
        <CheckBox isDisabled>{t('channel.letter')}</CheckBox>
      </State>
      <State name={rest}><RadioList label={t('design.channel')} options={channels.slice(0, 3)} defaultValue="email" /></State>
      <State name={rest}>
        <Switch defaultSelected>{t('keys.single')}</Switch>
        <Switch>{t('keys.single')}</Switch>
      </State>
    </States>
  )
}
