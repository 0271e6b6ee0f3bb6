import { useMutation } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { CheckboxGroup, Label } from 'react-aria-components'
import type { PublishedField } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { publishChange, rehearseChange, useCatalogue } from '../purposes/catalogue.ts'
import { RehearsalAnswer } from '../purposes/rehearsal-answer.tsx'
import { LANGUAGES } from '../texts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { TabView } from '../ui/tabs.tsx'
import { announce } from '../ui/toast.tsx'
import { CATEGORIES, changeOf, draftOf, EMPTY, keyOf, missingOf, NO_WORDS, TYPES, type FieldDraft } from './field-draft.ts'
import { fieldsChanged } from './field-queries.ts'

/** A field, new or changed: what it is, what it may be, who needs it; then what that would mean; then it is published. */
export function FieldForm({ before, onDone }: { before?: PublishedField; onDone: (key: string) => void }) {
  const { t, language } = useTexts()
  const { purposes, fields } = useCatalogue()
  const [first] = useState<FieldDraft>(() => (before ? draftOf(before) : EMPTY))
  const [draft, setDraft] = useState(first)
  const [note, setNote] = useState('')
  const [rehearsedText, setRehearsedText] = useState('')
  const key = before?.key ?? keyOf(draft.texts.en.name, fields.map((field) => field.key))
  const change = changeOf(key, draft, purposes)
  const asText = JSON.stringify(change)
  const rehearsal = useMutation({ mutationFn: () => rehearseChange(change), onSuccess: () => setRehearsedText(asText) })
  const publish = useMutation({
    mutationFn: () => publishChange(change, note.trim()),
    onSuccess: async () => {
      announce({ text: t(before ? 'fields.changed' : 'fields.added', { field: draft.texts[language].name }) })
      await fieldsChanged()
      onDone(key)
    },
  })
  const answer = rehearsedText === asText ? rehearsal.data : undefined
  const hasProblems = (answer?.problems.length ?? 0) > 0
  const missing = missingOf(draft)
  const part = (some: Partial<FieldDraft>) => setDraft({ ...draft, ...some })
  const isUnchanged = before !== undefined && JSON.stringify(draft) === JSON.stringify(first)

  return (
    <div className="flex flex-col gap-7">
      <Words draft={draft} onChange={part} />
      <Kind draft={draft} isNew={!before} isShipped={before?.shipped ?? false} onChange={part} />
      <CheckboxGroup value={draft.purposes} onChange={(chosen) => part({ purposes: chosen })}>
        <Label className="block font-medium">{t('fields.purposes')}</Label>
        <p className="mb-1 text-fine text-soft">{t('fields.purposes-hint')}</p>
        <div className="grid grid-cols-1 gap-x-6 narrow:grid-cols-2 mid:grid-cols-3">
          {purposes.map((purpose) => <CheckBox key={purpose.key} value={purpose.key}>{purpose.texts[language].name}</CheckBox>)}
        </div>
      </CheckboxGroup>
      {!draft.sensitive && !before?.inferred && (
        <RadioList
          label={t('fields.asked')} value={String(draft.asked)} onChange={(value) => part({ asked: value === 'true' })}
          options={[{ key: 'false', label: t('fields.asked-no'), hint: t('fields.asked-no-hint') }, { key: 'true', label: t('fields.asked-yes'), hint: t('fields.asked-yes-hint') }]}
        />
      )}
      {answer && <RehearsalAnswer rehearsal={answer} names={{ [key]: draft.texts[language].name }} />}
      {(rehearsal.error ?? publish.error) && <Problem error={rehearsal.error ?? publish.error} />}
      {answer && !hasProblems && <div className="max-w-[38rem]"><TextBox label={t('fields.note')} hint={t('change.note-hint')} value={note} onChange={setNote} maxLength={1000} /></div>}
      <div className="flex flex-wrap gap-2">
        <Button kind={answer ? 'quiet' : 'primary'} isPending={rehearsal.isPending} reasonInSight disabledReason={isUnchanged ? t('change.nothing-yet') : missing && t(`fields.missing-${missing}`)} onPress={() => rehearsal.mutate()}>{t('fields.rehearse')}</Button>
        {answer && <Button kind="primary" isPending={publish.isPending} reasonInSight disabledReason={hasProblems ? t('change.problems-first') : note.trim() ? undefined : t('change.note-first')} onPress={() => publish.mutate()}>{t(before ? 'fields.save' : 'fields.add')}</Button>}
      </div>
    </div>
  )
}

type Part = { draft: FieldDraft; onChange: (part: Partial<FieldDraft>) => void }

/** Its name and what it is, as customers read it, in the three languages. */
function Words({ draft: { texts }, onChange }: Part) {
  const { t } = useTexts()
  return (
    // What stands in a tab comes a moment after its name: its room is kept, or it would push away what stands below.
    <div className="min-h-[17rem] mid:min-h-[15.5rem]">
      <TabView
        label={t('shell.language')}
        tabs={LANGUAGES.map((language) => ({
          key: language, label: t(`language.${language}`),
          content: (
            <div lang={language} className="flex max-w-[42rem] flex-col gap-4">
              {(['name', 'description'] as const).map((member) => (
                <TextBox key={member} label={t(`fields.${member}`)} hint={t(`fields.${member}-hint`)} value={texts[language][member]} onChange={(text) => onChange({ texts: { ...texts, [language]: { ...texts[language], [member]: text } } })} maxLength={member === 'name' ? 200 : 2000} />
              ))}
            </div>
          ),
        }))}
      />
    </div>
  )
}

/** What is written there. A field does not change its kind afterwards: its values were written as what it was. */
function Kind({ draft, isNew, isShipped, onChange }: Part & { isNew: boolean; isShipped: boolean }) {
  const { t } = useTexts()
  const { type, category, sensitive, least, most, characters } = draft
  return (
    <div className="flex max-w-[42rem] flex-col gap-4">
      {isNew
        ? <RadioList label={t('fields.type')} value={type} onChange={(value) => onChange({ type: TYPES.find((one) => one === value) ?? 'text', ...(value !== 'text' && { sensitive: false }) })} options={TYPES.map((key) => ({ key, label: t(`field-type.${key}`), hint: t(`field-type.${key}-what`) }))} />
        : <p><span className="font-medium">{t('fields.type')}:</span> {t(`field-type.${type}`)}. <span className="text-soft">{t('fields.type-fixed')}</span></p>}
      {type === 'choice' && !isShipped && <Options draft={draft} onChange={onChange} />}
      {type === 'number' && (
        <div className="flex flex-wrap gap-4">
          <TextBox label={t('fields.least')} inputMode="decimal" value={least} onChange={(text) => onChange({ least: text })} />
          <TextBox label={t('fields.most')} inputMode="decimal" value={most} onChange={(text) => onChange({ most: text })} />
        </div>
      )}
      {type === 'text' && !isShipped && !sensitive && <TextBox label={t('fields.characters')} hint={t('fields.characters-hint')} inputMode="numeric" value={characters} onChange={(text) => onChange({ characters: text.replaceAll(/\D/g, '') })} />}
      {!isShipped && (
        <SelectBox label={t('fields.category')} hint={t('fields.category-hint')} value={category} options={CATEGORIES.map((key) => ({ key, label: t(`field-category.${key}`) }))}
          onChange={(value) => onChange({ category: CATEGORIES.find((one) => one === value) ?? 'behaviour', ...(isNew && value === 'special' && { sensitive: true, asked: false, type: 'text' }) })} />
      )}
      {isNew && type === 'text' && <CheckBox isSelected={sensitive} isDisabled={category === 'special'} onChange={(value) => onChange({ sensitive: value, ...(value && { asked: false }) })} hint={t('fields.sensitive-hint')}>{t('fields.sensitive')}</CheckBox>}
    </div>
  )
}

function Options({ draft: { options }, onChange }: Part) {
  const { t } = useTexts()
  const set = (at: number, texts: FieldDraft['options'][number]['texts']) => onChange({ options: options.map((option, index) => (index === at ? { ...option, texts } : option)) })
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-medium">{t('fields.options')}</legend>
      {options.map((option, at) => (
        <div key={at} className="flex items-end gap-2">
          <div className="grid flex-1 grid-cols-1 gap-2 narrow:grid-cols-3">
            {LANGUAGES.map((language) => <TextBox key={language} label={t('fields.option', { number: at + 1, language: t(`language.${language}`) })} value={option.texts[language]} onChange={(text) => set(at, { ...option.texts, [language]: text })} maxLength={200} />)}
          </div>
          <IconButton label={t('fields.option-remove', { number: at + 1 })} disabledReason={options.length === 1 ? t('fields.option-last') : undefined} onPress={() => onChange({ options: options.filter((_, index) => index !== at) })}><X size={15} /></IconButton>
        </div>
      ))}
      <div><Button onPress={() => onChange({ options: [...options, { key: '', texts: NO_WORDS }] })}><Plus aria-hidden size={15} /> {t('fields.option-add')}</Button></div>
    </fieldset>
  )
}
