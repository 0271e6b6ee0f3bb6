import { CheckboxGroup, Label } from 'react-aria-components'
import type { Import } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { CheckBox, Switch, TextBox } from '../ui/field.tsx'
import type { ImportDraft } from './import-draft.ts'
import { OriginField } from './origin-field.tsx'

/** Customers who may be written to without a yes, with the evidence that makes it so (D4). */
export function SoftOptIn({ one, draft, onChange, errorAt }: { one: Import; draft: ImportDraft; onChange: (part: Partial<ImportDraft>) => void; errorAt: (name: string) => string | undefined }) {
  const { t, language } = useTexts()
  const { purposes } = useCatalogue()
  const soft = draft.softOptIn
  const change = (part: Partial<ImportDraft['softOptIn']>) => onChange({ softOptIn: { ...soft, ...part } })
  const offered = purposes.filter(({ kind, bases }) => kind === 'marketing' && bases.some(({ basis }) => basis === 'soft-opt-in'))
  return (
    <div>
      <Switch isSelected={soft.isUsed} onChange={(isUsed) => change({ isUsed })}>{t('soft.use')}</Switch>
      <p className="mt-1 text-fine text-soft">{t('soft.hint')}</p>
      {soft.isUsed && (
        <fieldset className="mt-4 flex flex-col gap-5 border-l-2 border-accent pl-5">
          <legend className="sr-only">{t('soft.use')}</legend>
          <CheckboxGroup value={soft.purposes} onChange={(chosen) => change({ purposes: chosen })}>
            <Label className="block font-medium">{t('soft.purposes')}</Label>
            <div className="grid grid-cols-1 gap-x-6 narrow:grid-cols-2">
              {offered.map(({ key, texts }) => <CheckBox key={key} value={key}>{texts[language].name}</CheckBox>)}
            </div>
          </CheckboxGroup>
          <TextBox label={t('soft.groups')} hint={t('soft.groups-hint')} value={soft.productGroups} onChange={(productGroups) => change({ productGroups })} error={errorAt('softOptIn.productGroups')} />
          <OriginField label={t('soft.last-sale')} type="date" one={one} origin={soft.lastSale} onChange={(lastSale) => change({ lastSale })} error={errorAt('softOptIn.lastSale')} />
          <TextBox label={t('soft.evidence')} hint={t('soft.evidence-hint')} rows={2} value={soft.evidence} onChange={(evidence) => change({ evidence })} error={errorAt('softOptIn.evidence')} />
        </fieldset>
      )}
    </div>
  )
}
