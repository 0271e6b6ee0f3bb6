import { CheckboxGroup, Label } from 'react-aria-components'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { LANGUAGES } from '../texts.ts'
import { Waiting } from '../ui/empty.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { Section } from '../ui/page.tsx'
import { TabView } from '../ui/tabs.tsx'
import { AudienceFilters } from './audience-filters.tsx'
import { isWritten, type DraftForm } from './mailing-draft.ts'

/** What is asked or told, to whom, and in which words. */
export function MailingForm({ form, onChange }: { form: DraftForm; onChange: (form: DraftForm) => void }) {
  const { t } = useTexts()
  const change = (part: Partial<DraftForm>) => onChange({ ...form, ...part })
  return (
    <>
      <Section title={t('mailing-form.what')}>
        <div className="flex max-w-[38rem] flex-col gap-6">
          <TextBox label={t('mailings.name')} hint={t('mailing-form.name-hint')} value={form.name} onChange={(name) => change({ name })} />
          <PurposeChoice form={form} onChange={(purposes) => change({ purposes })} />
          <TextBox label={t('mailing-form.about')} hint={t('mailing-form.about-hint')} value={form.about} onChange={(about) => change({ about })} />
        </div>
      </Section>
      <Section title={t('mailing-form.who')} lead={t('mailing-form.who-lead')}>
        <AudienceFilters form={form} onChange={(where) => change({ where })} />
      </Section>
      <Section title={t('mailing-form.words')} lead={t(form.kind === 'ask' ? 'mailing-form.ask-words-lead' : 'mailing-form.words-lead')}>
        <TabView
          label={t('shell.language')}
          tabs={LANGUAGES.map((language) => ({
            key: language,
            label: `${t(`language.${language}`)}${isWritten(form, language) ? '' : ` (${t('mailing-form.unwritten')})`}`,
            content: <Words form={form} language={language} onChange={onChange} />,
          }))}
        />
      </Section>
    </>
  )
}

function Words({ form, language, onChange }: { form: DraftForm; language: (typeof LANGUAGES)[number]; onChange: (form: DraftForm) => void }) {
  const { t } = useTexts()
  const words = form.content[language]
  const change = (part: Partial<typeof words>) => onChange({ ...form, content: { ...form.content, [language]: { ...words, ...part } } })
  return (
    <div lang={language} className="flex max-w-[42rem] flex-col gap-4">
      <TextBox label={t('mailing-form.subject')} value={words.subject} onChange={(subject) => change({ subject })} />
      <TextBox label={t('mailing-form.body')} rows={10} value={words.body} onChange={(body) => change({ body })} />
    </div>
  )
}

/** One purpose carries a mailing; a question may be put about several. */
function PurposeChoice({ form, onChange }: { form: DraftForm; onChange: (purposes: string[]) => void }) {
  const { t, language } = useTexts()
  const { purposes, isReady } = useCatalogue()
  if (!isReady) return <Waiting lines={8} label={t('ui.loading')} />
  const offered = purposes.filter(({ kind, channels }) => channels.includes('email') && (form.kind === 'service' ? kind !== 'marketing' : kind === 'marketing'))
  const options = offered.map(({ key, texts }) => ({ key, label: texts[language].name, hint: texts[language].description }))
  if (form.kind !== 'ask') return <RadioList label={t('mailing-form.purpose')} hint={t('mailing-form.purpose-hint')} options={options} value={form.purposes[0] ?? null} onChange={(key) => onChange([key])} />
  return (
    <CheckboxGroup value={form.purposes} onChange={onChange}>
      <Label className="block font-medium">{t('mailing-form.ask-about')}</Label>
      <p className="mb-1 text-fine text-soft">{t('mailing-form.ask-about-hint')}</p>
      {options.map(({ key, label, hint }) => (
        <CheckBox key={key} value={key} hint={hint}>{label}</CheckBox>
      ))}
    </CheckboxGroup>
  )
}

/** Why the form can't be saved yet, or undefined. */
export function useMissing(form: DraftForm | null): string | undefined {
  const { t } = useTexts()
  if (!form || !form.name.trim()) return t('mailing-form.name-first')
  if (form.purposes.length === 0) return t('mailing-form.purpose-first')
  if (!LANGUAGES.some((language) => isWritten(form, language))) return t('mailing-form.words-first')
  return undefined
}
