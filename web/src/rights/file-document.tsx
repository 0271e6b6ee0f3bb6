import { useState } from 'react'
import type { Document, NewDocument } from '@api/documents-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { FileBox } from '../ui/file-box.tsx'
import { TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Problem } from '../ui/notice.tsx'
import { base64Of } from '../save-file.ts'
import { announce } from '../ui/toast.tsx'
import { useFileDocument } from './documents-queries.ts'

const KINDS = ['invoice', 'credit-note', 'receipt', 'order', 'contract', 'letter'] as const satisfies readonly Document['kind'][]
const MEDIA = { pdf: 'application/pdf', xml: 'application/xml', json: 'application/json' } as const
const MOST_BYTES = 5 * 1024 * 1024

/** Keeps the frozen copy of something that was issued elsewhere. */
export function FileDocument({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTexts()
  const [kind, setKind] = useState<Document['kind']>('invoice')
  const [words, setWords] = useState({ number: '', title: '' })
  const [issuedOn, setIssuedOn] = useState('')
  const [yearEnd, setYearEnd] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const filing = useFileDocument(personId)
  const media = file && mediaOf(file)
  const isWhole = words.number.trim() !== '' && words.title.trim() !== '' && issuedOn !== '' && media
  const missing = file && file.size > MOST_BYTES ? t('documents.too-large') : isWhole ? undefined : t('documents.fill-first')

  const save = async () => {
    if (!file || !media) return
    const filed: NewDocument = { kind, number: words.number.trim(), title: words.title.trim(), issuedOn, ...(yearEnd && { fiscalYearEnd: yearEnd }), mediaType: media, content: await base64Of(file) }
    filing.mutate(filed, {
      onSuccess: ({ title }) => {
        announce({ text: t('documents.saved', { title }) })
        onClose()
      },
    })
  }
  return (
    <TaskDialog title={t('documents.add')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <SelectBox label={t('documents.kind')} value={kind} options={KINDS.map((key) => ({ key, label: t(`document-kind.${key}`) }))} onChange={(key) => setKind(KINDS.find((one) => one === key) ?? kind)} />
        <TextBox label={t('documents.number')} value={words.number} onChange={(number) => setWords({ ...words, number })} maxLength={100} />
        <TextBox label={t('documents.name')} value={words.title} onChange={(title) => setWords({ ...words, title })} maxLength={200} />
        <div className="grid gap-4 narrow:grid-cols-2">
          <DateBox label={t('documents.issued-on')} value={issuedOn} onChange={setIssuedOn} />
          <DateBox label={t('documents.year-end')} hint={t('documents.year-end-hint')} value={yearEnd} onChange={setYearEnd} />
        </div>
        <FileBox label={t('documents.file')} accept=".pdf,.xml,.json" file={file} onChange={setFile} />
        {filing.error && <Problem error={filing.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={filing.isPending} disabledReason={missing} reasonInSight>{t('documents.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}

function mediaOf(file: File): NewDocument['mediaType'] | undefined {
  const ending = /\.(\w+)$/.exec(file.name.toLowerCase())?.[1]
  return MEDIA[ending as keyof typeof MEDIA]
}
