import { useNavigate } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { BackLink } from '../ui/button.tsx'
import { DropBox } from '../ui/drop-box.tsx'
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
  const take = ([file]: readonly File[]) => {
    if (file) upload.mutate(file, { onSuccess: ({ id }) => void navigate(links.import(id, 'columns')) })
  }
  return (
    <Page title={t('imports.new')} lead={t('imports.new-lead')} above={<BackLink href={links.imports}>{t('room.imports')}</BackLink>}>
      <ImportSteps now="file" />
      <DropBox title={t('imports.drop')} what={t('imports.drop-what')} choose={t(upload.isPending ? 'imports.reading' : 'imports.choose')} accept={FILE_TYPES} isPending={upload.isPending} onFiles={take} />
      {upload.error && <div className="mt-4"><Problem error={upload.error} /></div>}
    </Page>
  )
}
