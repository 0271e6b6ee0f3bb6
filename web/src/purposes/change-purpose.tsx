import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { CheckboxGroup, Label } from 'react-aria-components'
import type { PurposeDocument, PurposeVersion } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { queries } from '../queries.ts'
import { LANGUAGES, type Language } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { TabView } from '../ui/tabs.tsx'
import { announce } from '../ui/toast.tsx'
import { publishChange, rehearseChange, useCatalogue } from './catalogue.ts'
import { RehearsalAnswer } from './rehearsal-answer.tsx'

const WORDS = ['name', 'description', 'question', 'ifYes', 'ifNo'] as const

/** Changes what a purpose says and which fields it needs: rehearsed first, then published as a new version. */
export function ChangePurpose({ now, onClose }: { now: PurposeVersion; onClose: () => void }) {
  const { t } = useTexts()
  const [texts, setTexts] = useState(now.texts)
  const [fields, setFields] = useState(now.fields)
  const [note, setNote] = useState('')
  const document = documentOf(now, texts, fields)
  const asText = JSON.stringify(document)
  const [rehearsedText, setRehearsedText] = useState('')
  const rehearsal = useMutation({ mutationFn: () => rehearseChange({ purposes: [document] }), onSuccess: () => setRehearsedText(asText) })
  const publish = useMutation({
    mutationFn: () => publishChange({ purposes: [document] }, note.trim()),
    onSuccess: async ({ version }) => {
      announce({ text: t('change.published', { version }) })
      onClose()
      await Promise.all(['purposes', 'fields'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
  const isRehearsed = rehearsal.data !== undefined && rehearsedText === asText
  const isUnchanged = asText === JSON.stringify(documentOf(now, now.texts, now.fields))
  const hasProblems = isRehearsed && (rehearsal.data?.problems.length ?? 0) > 0

  return (
    <Section title={t('change.title')} lead={t('change.lead')} actions={<Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>}>
      <div className="flex flex-col gap-6 border-l-2 border-accent pl-5">
        <TabView
          label={t('shell.language')}
          tabs={LANGUAGES.map((language) => ({
            key: language,
            label: t(`language.${language}`),
            content: <WordFields texts={texts[language]} language={language} onChange={(changed) => setTexts({ ...texts, [language]: changed })} />,
          }))}
        />
        <FieldChoice value={fields} onChange={setFields} />
        {isRehearsed && rehearsal.data && <RehearsalAnswer rehearsal={rehearsal.data} />}
        {rehearsal.error && <Problem error={rehearsal.error} />}
        {isRehearsed && !hasProblems && <div className="max-w-[38rem]"><TextBox label={t('change.note')} hint={t('change.note-hint')} value={note} onChange={setNote} /></div>}
        {publish.error && <Problem error={publish.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind={isRehearsed ? 'quiet' : 'primary'} isPending={rehearsal.isPending} reasonInSight disabledReason={isUnchanged ? t('change.nothing-yet') : undefined} onPress={() => rehearsal.mutate()}>{t('change.rehearse')}</Button>
          {isRehearsed && <Button kind="primary" isPending={publish.isPending} reasonInSight disabledReason={hasProblems ? t('change.problems-first') : note.trim() ? undefined : t('change.note-first')} onPress={() => publish.mutate()}>{t('change.publish')}</Button>}
        </div>
      </div>
    </Section>
  )
}

function WordFields({ texts, language, onChange }: { texts: PurposeDocument['texts']['sv']; language: Language; onChange: (texts: PurposeDocument['texts']['sv']) => void }) {
  const { t } = useTexts()
  return (
    <div lang={language} className="flex max-w-[42rem] flex-col gap-4">
      {WORDS.filter((key) => key === 'name' || key === 'description' || texts[key] !== undefined).map((key) => (
        <TextBox key={key} label={t(`wording.${key}`)} {...(key !== 'name' && { rows: 2 })} value={texts[key] ?? ''} onChange={(text) => onChange({ ...texts, [key]: text })} />
      ))}
    </div>
  )
}

function FieldChoice({ value, onChange }: { value: string[]; onChange: (fields: string[]) => void }) {
  const { t, language } = useTexts()
  const { fields } = useCatalogue()
  return (
    <CheckboxGroup value={value} onChange={onChange}>
      <Label className="block font-medium">{t('change.fields')}</Label>
      <p className="mb-1 text-fine text-soft">{t('change.fields-hint')}</p>
      <div className="grid grid-cols-1 gap-x-6 narrow:grid-cols-2 mid:grid-cols-3">
        {fields.map((field) => (
          <CheckBox key={field.key} value={field.key}>{field.texts[language].name}</CheckBox>
        ))}
      </div>
    </CheckboxGroup>
  )
}

/** The whole document to send: a version's own members, and nothing that only the catalogue knows. */
function documentOf(now: PurposeVersion, texts: PurposeVersion['texts'], fields: string[]): PurposeDocument {
  const { key, kind, group, channels, bases, recipients, retention } = now
  return { key, kind, group, channels, bases, fields, recipients, retention, texts }
}
