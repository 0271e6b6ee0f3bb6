import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox } from '../ui/field.tsx'
import { FileBox } from '../ui/file-box.tsx'
import { Problem } from '../ui/notice.tsx'
import { useBringList } from './billing-queries.ts'

/** A list of invoices from a file: read, and rehearsed at once. */
export function NewList({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const bring = useBringList()
  const [file, setFile] = useState<File | null>(null)
  const [again, setAgain] = useState(false)
  const wasBrought = bring.error instanceof ApiProblem && bring.error.field === 'again'
  const choose = (chosen: File | null) => {
    setFile(chosen)
    setAgain(false)
    bring.reset()
  }
  const press = () => file && bring.mutate({ file, again }, { onSuccess: (run) => void navigate(links.invoiceRun(run.id)) })
  const notYet = file === null ? t('run-list.file-first') : wasBrought && !again ? t('run-list.again-first') : undefined
  return (
    <TaskDialog
      title={t('run-list.new')}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={press} isPending={bring.isPending} disabledReason={notYet}>{t('runs.rehearse')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <p className="mb-3">{t('run-list.what')}</p>
      <p className="mb-4 text-fine text-soft">{t('run-list.columns')}</p>
      <FileBox label={t('run-list.file')} accept=".csv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" file={file} onChange={choose} />
      {bring.error && <div className="mt-4"><Problem error={bring.error} /></div>}
      {wasBrought && <div className="mt-4"><CheckBox isSelected={again} onChange={setAgain}>{t('run-list.again')}</CheckBox></div>}
    </TaskDialog>
  )
}
