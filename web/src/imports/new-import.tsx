import { FileUp } from 'lucide-react'
import { DropZone, FileTrigger, isFileDropItem, type DropZoneProps } from 'react-aria-components'
import { useNavigate } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ImportSteps } from './import-steps.tsx'
import { useUpload } from './import-queries.ts'

const FILE_TYPES = ['.csv', '.tsv', '.txt', '.xlsx', '.vcf', 'text/csv', 'text/plain']

/** The first step: a file, dropped or chosen. */
export function NewImport() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const upload = useUpload()
  const take = (file: File | undefined) => {
    if (file) upload.mutate(file, { onSuccess: ({ id }) => void navigate(links.import(id, 'columns')) })
  }
  const drop = async (event: Parameters<NonNullable<DropZoneProps['onDrop']>>[0]) => take(await event.items.find(isFileDropItem)?.getFile())

  return (
    <Page title={t('imports.new')} lead={t('imports.new-lead')} above={<BackLink href={links.imports}>{t('room.imports')}</BackLink>}>
      <ImportSteps now="file" />
      <DropZone onDrop={(event) => void drop(event)} className="flex min-h-64 flex-col items-center justify-center gap-3 rounded-part border border-dashed border-edge bg-paper px-6 py-10 text-center data-[drop-target]:border-2 data-[drop-target]:border-accent data-[drop-target]:bg-accent-wash">
        <FileUp aria-hidden size={28} strokeWidth={1.5} className="text-soft" />
        <p className="text-lead font-medium">{t('imports.drop')}</p>
        <p className="max-w-[30rem] text-soft">{t('imports.drop-what')}</p>
        <FileTrigger acceptedFileTypes={FILE_TYPES} onSelect={(files) => take(files?.[0])}>
          <Button kind="primary" isPending={upload.isPending}>{t(upload.isPending ? 'imports.reading' : 'imports.choose')}</Button>
        </FileTrigger>
      </DropZone>
      {upload.error && <div className="mt-4"><Problem error={upload.error} /></div>}
    </Page>
  )
}
