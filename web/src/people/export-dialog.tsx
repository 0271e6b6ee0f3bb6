import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Audience, AudienceQuestion, Condition } from '@api/decisions-resource.ts'
import { download, post } from '../api.ts'
import { needsSecond } from '../colleagues/needs-second.ts'
import { AskColleague } from '../colleagues/ask-colleague.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { ReasonList } from '../mailings/reach.tsx'
import { queries } from '../queries.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Waiting } from '../ui/empty.tsx'
import { RadioList } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { saveFile } from '../save-file.ts'
import { announce } from '../ui/toast.tsx'

const FORMATS = ['csv', 'jsonl'] as const
const KILO = 1024

/** Takes people out of the house for a purpose: who may leave, who not and why, before the file is made. */
export function ExportDialog({ purpose: first, where, onClose }: { purpose: string; where: Condition[]; onClose: () => void }) {
  const { t, word, number } = useTexts()
  const catalogue = useCatalogue()
  const navigate = useNavigate()
  const [purpose, setPurpose] = useState(first)
  const [wished, setWished] = useState('')
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('csv')
  const channels = catalogue.purposes.find((one) => one.key === purpose)?.channels ?? []
  const channel = channels.find((one) => one === wished) ?? channels.find((one) => one === 'none') ?? channels[0]
  const make = useExport()
  const wish = { purpose, channel, format, where }
  const start = () => make.run(wish, () => {
    announce({ text: t('export.done') })
    onClose()
  })
  const leave = useMutation({
    mutationFn: () => post('/export-jobs', wish),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['jobs'] })
      announce({ text: t('export.under-way'), action: { label: t('jobs.title'), run: () => void navigate(links.jobs) } })
      onClose()
    },
  })
  return (
    <TaskDialog title={t('export.title')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-6">
        <p className="text-soft">{t('export.lead')}</p>
        <SelectBox label={t('export.purpose')} value={purpose || null} onChange={setPurpose} options={catalogue.purposes.map(({ key }) => ({ key, label: catalogue.nameOf(key) }))} />
        {channel && <SelectBox label={t('export.channel')} hint={t('export.channel-hint')} value={channel} onChange={setWished} options={channels.map((key) => ({ key, label: word('channel', key) }))} />}
        <RadioList label={t('export.format')} row value={format} onChange={(value) => setFormat(FORMATS.find((one) => one === value) ?? 'csv')} options={FORMATS.map((key) => ({ key, label: t(`export.format-${key}`) }))} />
        {channel && <Leaving question={{ purpose, channel, use: 'export', where, limit: 1 }} />}
        <Notice>{t('export.told')}</Notice>
        {where.length > 0 && <p>{t('export.of-list', { count: where.length })}</p>}
        {(make.error ?? leave.error) && <Problem error={make.error ?? leave.error} />}
        {needsSecond(make.error ?? leave.error) && <AskColleague wish={{ purpose, channel, where }} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button kind="primary" onPress={start} isPending={make.isPending} reasonInSight disabledReason={channel ? undefined : t('export.purpose-first')}>{t('export.make')}</Button>
          <Button onPress={() => leave.mutate()} isPending={leave.isPending} disabledReason={channel ? undefined : t('export.purpose-first')}>{t('export.as-job')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
          {make.isPending && <output className="text-soft">{t('export.so-far', { size: number(Math.ceil(make.bytes / KILO)) })}</output>}
        </div>
      </div>
    </TaskDialog>
  )
}

/** How many may leave, and why the others not. */
function Leaving({ question }: { question: AudienceQuestion }) {
  const { t, number } = useTexts()
  const audience = useQuery({ queryKey: ['audience', question], queryFn: () => post<Audience>('/audiences', question) })
  if (audience.error) return <Problem error={audience.error} />
  if (!audience.data) return <Waiting lines={2} label={t('ui.loading')} />
  return (
    <section aria-label={t('export.who')}>
      <Figures>
        <Figure label={t('export.leaves')} value={number(audience.data.permitted)} tone="good" />
        <Figure label={t('export.stays')} value={number(audience.data.notPermitted)} />
      </Figures>
      {audience.data.reasons.length > 0 && <div className="mt-4"><ReasonList reasons={audience.data.reasons} /></div>}
    </section>
  )
}

/** Makes the file while the dialog stands; closing it breaks the export off. */
function useExport() {
  const [bytes, setBytes] = useState(0)
  const stop = useRef(new AbortController())
  useEffect(() => {
    const { current } = stop
    return () => current.abort()
  }, [])
  const make = useMutation({ mutationFn: (wish: object) => download('/exports', wish, stop.current.signal, setBytes) })
  const run = (wish: object, done: () => void) => make.mutate(wish, { onSuccess: ({ file, name }) => {
    saveFile(file, name)
    done()
  } })
  return { run, bytes, isPending: make.isPending, error: make.error }
}
