import { CheckboxGroup, Label } from 'react-aria-components'
import type { Import } from '@api/imports-resource.ts'
import { ApiProblem, post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { queries } from '../queries.ts'
import { LANGUAGES } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { COUNTRY_UNKNOWN, settingsOf, type ImportDraft } from './import-draft.ts'
import { useSetImport } from './import-queries.ts'
import { OriginField } from './origin-field.tsx'
import { SoftOptIn } from './soft-opt-in.tsx'

/** Soft opt-in is no ground of its own here: it stands beside one. */
const GROUNDS = ['contract', 'consent', 'legitimate-interest', 'legal-obligation', 'public-task', 'vital-interest'] as const
const CAPACITIES = ['consumer', 'sole-trader', 'role'] as const
/** Channels a file may hold a yes for. */
const ANSWERED = ['email', 'sms', 'phone', 'letter'] as const
const COUNTRIES = ['SE', 'NO', 'DK', 'FI', 'IS', 'DE', 'NL', 'FR', 'GB', 'US']

interface SettingsStepProps {
  one: Import
  draft: ImportDraft
  onChange: (draft: ImportDraft) => void
  onNext: () => void
}

/** What the file is, what for and on which ground: all that the columns can't tell. */
export function SettingsStep({ one, draft, onChange, onNext }: SettingsStepProps) {
  const { t, locale } = useTexts()
  const set = useSetImport(one.id)
  const country = new Intl.DisplayNames(locale, { type: 'region' })
  const change = (part: Partial<ImportDraft>) => onChange({ ...draft, ...part })
  const field = set.error instanceof ApiProblem ? set.error : undefined
  const errorAt = (name: string) => (field?.field === name || field?.field?.startsWith(`${name}.`) ? field.message : undefined)

  const rehearse = async () => {
    await set.mutateAsync(settingsOf(one, draft))
    await post(`/imports/${one.id}/rehearsals`)
    await queries.invalidateQueries({ queryKey: ['imports', one.id] })
    onNext()
  }

  return (
    <Section title={t('settings.title')} lead={t('settings.lead')}>
      <div className="flex max-w-[38rem] flex-col gap-7">
        <TextBox label={t('settings.source')} hint={t('settings.source-hint')} value={draft.source} onChange={(source) => change({ source })} error={errorAt('source')} />
        <PurposeChoice value={draft.purposes} onChange={(purposes) => change({ purposes })} />
        <RadioList
          label={t('settings.ground')}
          hint={t('settings.ground-hint')}
          value={draft.ground}
          onChange={(value) => change({ ground: GROUNDS.find((each) => each === value) ?? 'contract' })}
          options={GROUNDS.map((key) => ({ key, label: t(`basis.${key}`), hint: t(`ground-hint.${key}`) }))}
        />
        {draft.ground === 'consent' && <ConsentOrigin one={one} draft={draft} onChange={change} errorAt={errorAt} />}
        <SoftOptIn one={one} draft={draft} onChange={change} errorAt={errorAt} />
        <RadioList
          label={t('settings.collected')}
          value={draft.collected}
          onChange={(value) => change({ collected: value === 'other' ? 'other' : 'self' })}
          options={(['self', 'other'] as const).map((key) => ({ key, label: t(`settings.collected-${key}`), hint: t(`settings.collected-${key}-hint`) }))}
        />
        <SelectBox
          label={t('settings.country')}
          hint={t('settings.country-hint')}
          value={draft.country || null}
          placeholder={t('ui.choose')}
          onChange={(code) => change({ country: code })}
          options={[...COUNTRIES.map((code) => ({ key: code, label: country.of(code) ?? code })), { key: COUNTRY_UNKNOWN, label: t('settings.country-unknown') }]}
        />
        <SelectBox
          label={t('settings.capacity')}
          hint={t('settings.capacity-hint')}
          value={draft.capacity}
          onChange={(value) => change({ capacity: CAPACITIES.find((each) => each === value) ?? 'consumer' })}
          options={CAPACITIES.map((key) => ({ key, label: t(`capacity.${key}`) }))}
        />
        {set.error && <Problem error={set.error} />}
        <div>
          <Button kind="primary" isPending={set.isPending} onPress={() => void rehearse().catch(() => undefined) /* shown above by the mutation's error */} reasonInSight disabledReason={missing()}>{t('settings.rehearse')}</Button>
          <p className="mt-2 text-fine text-soft">{t('settings.rehearse-hint')}</p>
        </div>
      </div>
    </Section>
  )

  function missing() {
    if (!draft.source.trim()) return t('settings.source-first')
    if (draft.purposes.length === 0) return t('settings.purposes-first')
    if (draft.softOptIn.isUsed && (draft.softOptIn.purposes.length === 0 || !draft.softOptIn.evidence.trim())) return t('soft.complete-first')
    if (!draft.country) return t('settings.country-first')
    return undefined
  }
}

function PurposeChoice({ value, onChange }: { value: string[]; onChange: (purposes: string[]) => void }) {
  const { t, language } = useTexts()
  const { purposes } = useCatalogue()
  return (
    <CheckboxGroup value={value} onChange={onChange}>
      <Label className="block font-medium">{t('settings.purposes')}</Label>
      <p className="mb-1 text-fine text-soft">{t('settings.purposes-hint')}</p>
      <div className="grid grid-cols-1 gap-x-6 narrow:grid-cols-2">
        {purposes.map(({ key, texts }) => (
          <CheckBox key={key} value={key}>{texts[language].name}</CheckBox>
        ))}
      </div>
    </CheckboxGroup>
  )
}

/** A consent counts only with when, where and on which words it was given. */
function ConsentOrigin({ one, draft, onChange, errorAt }: { one: Import; draft: ImportDraft; onChange: (part: Partial<ImportDraft>) => void; errorAt: (name: string) => string | undefined }) {
  const { t } = useTexts()
  return (
    <fieldset className="flex flex-col gap-5 border-l-2 border-accent pl-5">
      <legend className="mb-3 font-semibold">{t('consent-origin.title')}</legend>
      <p className="-mt-3 text-fine text-soft">{t('consent-origin.lead')}</p>
      <OriginField label={t('consent-origin.when')} type="date" one={one} origin={draft.when} onChange={(when) => onChange({ when })} error={errorAt('when')} />
      <OriginField label={t('consent-origin.where')} one={one} origin={draft.evidence} onChange={(evidence) => onChange({ evidence })} error={errorAt('evidence')} />
      <CheckboxGroup value={draft.channels} onChange={(channels) => onChange({ channels: ANSWERED.filter((each) => channels.includes(each)) })}>
        <Label className="block font-medium">{t('consent-origin.channels')}</Label>
        <p className="mb-1 text-fine text-soft">{t('consent-origin.channels-hint')}</p>
        <div className="flex flex-wrap gap-x-6">
          {ANSWERED.map((key) => <CheckBox key={key} value={key}>{t(`channel.${key}`)}</CheckBox>)}
        </div>
      </CheckboxGroup>
      <SelectBox label={t('consent-origin.language')} value={draft.language} options={LANGUAGES.map((key) => ({ key, label: t(`language.${key}`) }))} onChange={(key) => onChange({ language: LANGUAGES.find((each) => each === key) ?? 'sv' })} />
      <TextBox label={t('consent-origin.wording')} hint={t('consent-origin.wording-hint')} rows={4} value={draft.wording} onChange={(wording) => onChange({ wording })} error={errorAt('wording')} />
    </fieldset>
  )
}
