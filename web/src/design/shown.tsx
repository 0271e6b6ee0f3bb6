import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Figure, Figures } from '../ui/figure.tsx'
import { PartsBar, Progress } from '../ui/progress.tsx'
import { Steps } from '../ui/steps.tsx'
import { LinkTable } from '../ui/table.tsx'
import { TabView } from '../ui/tabs.tsx'
import { RuleNumber, Tag } from '../ui/tag.tsx'
import { State, States } from './state.tsx'

const TONES = ['plain', 'good', 'wait', 'bad'] as const

/** What is read: tables, numbers, states, how far things have come. */
export function ShowStates() {
  const { t, number, percent } = useTexts()
  const rows = ['Maria Lindqvist', 'Kari Nordmann'].map((name, index) => ({ id: String(index), name }))
  return (
    <div className="flex flex-col gap-8">
      <States>
        <State name={t('design.tags')}><div className="flex flex-wrap gap-2">{TONES.map((tone) => <Tag key={tone} tone={tone}>{tone}</Tag>)} <RuleNumber rule="D9" /></div></State>
        <State name={t('design.figures')}><Figures><Figure label={t('room.people')} value={number(12_345)} /><Figure label={t('answer.yes')} value={percent(0.32)} tone="good" /></Figures></State>
        <State name={t('design.progress')}><Progress label={t('design.sample')} done={340} total={1200} /></State>
        <State name={t('design.parts')}><PartsBar label={t('design.parts')} parts={TONES.map((look, index) => ({ key: look, label: look, value: 10 + index * 7, look }))} /></State>
        <State name={t('design.steps')}><Steps label={t('design.steps')} now="two" steps={[{ key: 'one', label: t('room.imports'), link: links.imports, done: true }, { key: 'two', label: t('room.people'), done: false }, { key: 'three', label: t('room.mailings'), done: false }]} /></State>
        <State name={t('design.tabs')}><TabView label={t('design.tabs')} tabs={[{ key: 'one', label: t('room.people'), content: t('design.sample') }, { key: 'two', label: t('room.mailings'), content: t('design.hint') }]} /></State>
      </States>
      <State name={t('design.table')}>
        <LinkTable label={t('design.table')} rows={rows} rowLink={() => links.people()} columns={[{ key: 'name', label: t('people.name'), render: ({ name }) => name }, { key: 'state', label: t('imports.state'), fit: true, render: () => <Tag tone="good">{t('answer.yes')}</Tag> }]} />
      </State>
    </div>
  )
}
