import { lazy, Suspense, useRef, useState } from 'react'
import { InvoiceParts } from '../invoices/invoice-parts.tsx'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PAGES_MAX, pagesOf, UnreadFile, type FileFault } from './pages-of.ts'
import { slipByNumber, slipsOn, type Scanned } from './scanned.ts'
import { SlipForm } from './slip-form.tsx'
import { SlipPicture } from './slip-picture.tsx'

const Camera = lazy(async () => ({ default: (await import('./camera.tsx')).Camera }))

/** Reads slips in from files or the camera; what was read waits here, in the memory of this page alone, until it is recorded. */
export function ScanPage() {
  const { t } = useTexts()
  const [waiting, setWaiting] = useState<Scanned[]>([])
  const [faults, setFaults] = useState<{ name: string; fault: FileFault }[]>([])
  const [reading, setReading] = useState<string | null>(null)
  const [isFilming, setFilming] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  const add = (some: readonly Scanned[]) => setWaiting((before) => [...before, ...some.filter((one) => !one.slip || !before.some((other) => other.slip?.id === one.slip!.id))])
  const read = async (files: readonly File[]) => {
    setFaults([])
    for (const file of files) {
      setReading(file.name)
      let page = 0
      try {
        for await (const picture of pagesOf(file)) add(await slipsOn(picture, file.name, (page += 1)))
      } catch (error) {
        if (!(error instanceof UnreadFile)) throw error
        setFaults((before) => [...before, { name: file.name, fault: error.fault }])
      } finally {
        setReading(null)
      }
    }
  }
  const change = (next: Scanned) => setWaiting((before) => before.map((one) => (one.key === next.key ? next : one)))
  const putAway = (key: string) => setWaiting((before) => before.filter((one) => one.key !== key))
  return (
    <Page
      wide
      above={<InvoiceParts />}
      title={t('slips.title')}
      lead={t('slips.lead')}
      actions={
        <>
          <Button onPress={() => setFilming(!isFilming)}>{t(isFilming ? 'slips.camera-stop' : 'slips.camera')}</Button>
          <Button kind="primary" onPress={() => input.current?.click()} isPending={reading !== null}>{t('slips.choose')}</Button>
        </>
      }
    >
      <input
        ref={input} type="file" multiple accept="application/pdf,image/jpeg,image/png" aria-label={t('slips.files')} className="sr-only" tabIndex={-1}
        onChange={(event) => { const files = [...(event.target.files ?? [])]; event.target.value = ''; void read(files) }}
      />
      <div className="mb-4 flex flex-col gap-2 empty:hidden">
        {reading !== null && <output><Notice>{t('slips.reading', { name: reading })}</Notice></output>}
        {faults.map(({ name, fault }) => <Notice key={name} tone="bad" role="alert">{t(`slips.fault.${fault}`, { name, count: PAGES_MAX })}</Notice>)}
        {isFilming && <Suspense><Camera onFound={add} /></Suspense>}
      </div>
      {waiting.length === 0 && reading === null && !isFilming && <Empty title={t('slips.none-yet')}>{t('slips.none-yet-what')}</Empty>}
      {waiting.map((one) => (
        <Section key={one.key} title={t('slips.page', { name: one.name, page: one.page })}>
          {one.slip ? <SlipForm scanned={one} slip={one.slip} onDone={() => putAway(one.key)} /> : <Unknown scanned={one} onChange={change} onDone={() => putAway(one.key)} />}
        </Section>
      ))}
    </Page>
  )
}

/** A page on which no slip was found, or one that nobody knows. */
function Unknown({ scanned, onChange, onDone }: { scanned: Scanned; onChange: (next: Scanned) => void; onDone: () => void }) {
  const { t } = useTexts()
  const [number, setNumber] = useState('')
  const [isLooking, setLooking] = useState(false)
  const lookUp = async () => {
    setLooking(true)
    onChange(await slipByNumber(scanned, number).finally(() => setLooking(false)))
  }
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-4 mid:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="max-w-sm min-w-0"><SlipPicture picture={scanned.picture} label={t('slips.picture')} /></div>
      <div className="flex flex-col gap-4">
        <output><Notice tone="wait">{scanned.problem ?? t('slips.not-found')}</Notice></output>
        <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => { event.preventDefault(); void lookUp() }}>
          <TextBox label={t('slips.number')} value={number} onChange={setNumber} autoComplete="off" />
          <Button type="submit" isPending={isLooking}>{t('slips.look-up')}</Button>
          <Button kind="plain" onPress={onDone}>{t('slips.put-away')}</Button>
        </form>
      </div>
    </div>
  )
}
