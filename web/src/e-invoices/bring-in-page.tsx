import { InvoiceParts } from '../invoices/invoice-parts.tsx'
import { useTexts } from '../language.tsx'
import { saveFile } from '../save-file.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { DropBox } from '../ui/drop-box.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { BroughtTable, ReadyTable, RefusedTable } from './file-tables.tsx'
import { refusedList } from './refused-list.ts'
import { useBringing } from './use-bringing.ts'
import { faultsOf, mayCome, twiceAmong } from './waiting-file.ts'

const FILE_TYPES = ['.xml', 'application/xml', 'text/xml']

/** E-invoices that another system issued: looked at as they come, and kept when that is asked for. They wait in the memory of this page alone. */
export function BringInPage() {
  const { t, number } = useTexts()
  const whyNot = useWhyNot()('documents.file')
  const bringing = useBringing(t('bring.too-large'))
  const { files, work } = bringing
  const twice = twiceAmong(files)
  const refused = files.filter((one) => faultsOf(one).length > 0 || twice.has(one.key))
  const ready = files.filter((one) => mayCome(one) && !twice.has(one.key))
  const brought = files.filter((one) => one.state === 'brought')
  const left = files.filter((one) => one.state === 'waiting').length
  const download = () => saveFile(new Blob([refusedList(refused, [t('bring.file'), t('bring.number'), t('bring.rule'), t('bring.place'), t('bring.why')])], { type: 'text/csv' }), t('bring.list-name'))
  return (
    <Page title={t('bring.title')} lead={t('bring.lead')} wide above={<InvoiceParts />}>
      <div className="mb-8"><DropBox title={t('bring.drop')} what={t('bring.drop-what')} choose={t('bring.choose')} accept={FILE_TYPES} several low={files.length > 0} disabledReason={whyNot} onFiles={bringing.add} /></div>
      {work && (
        <div className="mb-8 flex flex-wrap items-end gap-4">
          <div className="min-w-56 flex-1"><Progress label={t(`bring.work-${work.what}`)} done={work.done} total={work.total} /></div>
          <Button onPress={bringing.stop}>{t('bring.stop')}</Button>
        </div>
      )}
      {!work && left > 0 && <div className="mb-8"><Notice tone="wait" title={t('bring.left', { count: left })} actions={<Button onPress={() => void bringing.read()}>{t('bring.go-on')}</Button>} /></div>}
      {brought.length > 0 && (
        <Section title={t('bring.brought', { count: brought.length, shown: number(brought.length) })} lead={t('bring.brought-what')}>
          <BroughtTable files={brought} />
        </Section>
      )}
      {refused.length > 0 && (
        <Section title={t('bring.refused', { count: refused.length, shown: number(refused.length) })} lead={t('bring.refused-what')} actions={<Button onPress={download}>{t('bring.download')}</Button>}>
          <RefusedTable files={refused} twice={twice} bringing={bringing} />
        </Section>
      )}
      {ready.length > 0 && (
        <Section title={t('bring.ready', { count: ready.length, shown: number(ready.length) })} lead={t('bring.ready-what')}>
          <ReadyTable files={ready} bringing={bringing} />
        </Section>
      )}
      {files.length > 0 && (
        <div className="flex flex-wrap gap-2 border-t border-line bg-ground py-3 mid:sticky mid:bottom-0">
          {(ready.length > 0 || brought.length === 0) && (
            <Button kind="primary" onPress={() => void bringing.bring()} isPending={work?.what === 'bringing'} disabledReason={work?.what === 'reading' ? t('bring.reading-first') : ready.length === 0 ? t('bring.none-ready') : undefined} reasonInSight>
              {t('bring.now', { count: ready.length, shown: number(ready.length) })}
            </Button>
          )}
          {!work && <Button kind="plain" onPress={bringing.clear}>{t('bring.clear')}</Button>}
        </div>
      )}
    </Page>
  )
}
