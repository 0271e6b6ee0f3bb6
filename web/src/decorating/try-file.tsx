import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { saveFile } from '../save-file.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { DropBox } from '../ui/drop-box.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { useDecorate, type Decorated } from './decorating-queries.ts'

const PDF = 'application/pdf'
const XML = 'application/xml'

/** One invoice by hand: its PDF, its e-invoice or both, and back they come. */
export function TryFile() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const [files, setFiles] = useState<{ pdf?: File; ubl?: File }>({})
  const [customer, setCustomer] = useState('')
  const [isOther, setOther] = useState(false)
  const decorate = useDecorate()
  const { pdf, ubl } = files
  const add = (some: readonly File[]) => {
    decorate.reset()
    const [page, eInvoice] = [some.find((one) => /\.pdf$/i.test(one.name)), some.find((one) => /\.xml$/i.test(one.name))]
    setOther(!page && !eInvoice)
    setFiles({ ...files, ...(page && { pdf: page }), ...(eInvoice && { ubl: eInvoice }) })
  }
  const clear = () => {
    decorate.reset()
    setFiles({})
    setCustomer('')
  }
  const missing = whyNot ?? (!pdf && !ubl ? t('decorating.files-first') : !ubl && customer.trim() === '' ? t('decorating.customer-first') : undefined)
  return (
    <Section title={t('decorating.try')} lead={t('decorating.try-what')}>
      <DropBox title={t('decorating.drop')} what={t('decorating.drop-what')} choose={t('decorating.choose')} accept={['.pdf', '.xml', PDF, XML]} several low disabledReason={whyNot} onFiles={add} />
      {isOther && <div className="mt-4"><Notice tone="bad" role="alert" title={t('decorating.other-file')} /></div>}
      {(pdf ?? ubl) && (
        <form className="mt-4 flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); if (missing === undefined) decorate.mutate({ customer: customer.trim(), pdf, ubl }) }}>
          <p className="font-medium break-all">{[pdf?.name, ubl?.name].filter(Boolean).join(' + ')}</p>
          {!decorate.data && <div className="max-w-[24rem]"><TextBox label={t('decorating.customer-said')} hint={t(ubl ? 'decorating.customer-read' : 'decorating.customer-needed')} value={customer} onChange={setCustomer} maxLength={254} /></div>}
          {decorate.error && <Problem error={decorate.error} />}
          {decorate.data ? <Back done={decorate.data} name={(pdf ?? ubl)!.name.replace(/\.[^.]+$/, '')} onClear={clear} /> : (
            <div className="flex flex-wrap gap-2">
              <Button kind="primary" type="submit" isPending={decorate.isPending} disabledReason={missing} reasonInSight>{t('decorating.now')}</Button>
              <Button kind="plain" onPress={clear}>{t('ui.cancel')}</Button>
            </div>
          )}
        </form>
      )}
    </Section>
  )
}

/** The files as they came back. */
function Back({ done, name, onClear }: { done: Decorated; name: string; onClear: () => void }) {
  const { t } = useTexts()
  const save = (content: string, type: string, ending: string) => saveFile(new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], { type }), `${name}${ending}`)
  return (
    <output><Notice
      tone="good"
      title={t(done.sheet ? 'decorating.done-signed' : 'decorating.done')}
      actions={
        <>
          {done.pdf && <Button onPress={() => save(done.pdf!, PDF, '.pdf')}>{t('decorating.save-pdf')}</Button>}
          {done.ubl && <Button onPress={() => save(done.ubl!, XML, '.xml')}>{t('decorating.save-ubl')}</Button>}
          {done.sheet && <Button onPress={() => save(done.sheet!, PDF, '-sheet.pdf')}>{t('decorating.save-sheet')}</Button>}
          <Button kind="plain" onPress={onClear}>{t('decorating.another')}</Button>
        </>
      }
    >
      <TextLink href={links.person(done.person)}>{t('decorating.whose')}</TextLink>
    </Notice></output>
  )
}
