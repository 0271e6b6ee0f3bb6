import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { CopyWork } from './copy-work.tsx'
import { useCopies, useMakeCopy, type CopyKind, type MadeCopy } from './copy-queries.ts'

const KINDS = ['access', 'portability'] as const satisfies readonly CopyKind[]

/** Everything that is held of a person, as a page to read and files, looked through before it is handed over. */
export function Copies({ personId, language, request, begins }: { personId: string; language: string; request: string | undefined; begins: string | null }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('requests.handle')
  const copies = useCopies(personId, whyNot === undefined)
  const make = useMakeCopy(personId)
  const [openId, setOpenId] = useState<string | null>(null)
  const part = useRef<HTMLDivElement>(null)
  const begin = (kind: CopyKind) => make.mutate({ kind, language, ...(request !== undefined && { request }) }, { onSuccess: ({ id }) => setOpenId(id) })
  useEffect(() => {
    if (begins !== null) part.current?.scrollIntoView({ block: 'start' })
  }, [begins])
  return (
    <div ref={part} className="scroll-mt-4">
      <Section
        title={t('copies.title')}
        lead={t('copies.lead')}
        actions={KINDS.map((kind) => <Button key={kind} kind={kind === begins ? 'primary' : 'quiet'} onPress={() => begin(kind)} isPending={make.isPending} disabledReason={whyNot}>{t(`copies.begin-${kind}`)}</Button>)}
      >
        {make.error && <Problem error={make.error} />}
        {whyNot !== undefined ? <p className="text-soft">{whyNot}</p>
          : copies.error ? <Problem error={copies.error} onRetry={() => void copies.refetch()} />
          : !copies.data ? <Waiting lines={2} label={t('ui.loading')} />
          : copies.data.length === 0 ? <p className="text-soft">{t('copies.none')}</p>
          : <ul className="border-y border-line">{copies.data.map((one) => <CopyLine key={one.id} personId={personId} copy={one} isOpen={one.id === openId} onOpen={(open) => setOpenId(open ? one.id : null)} />)}</ul>}
      </Section>
    </div>
  )
}

function CopyLine({ personId, copy, isOpen, onOpen }: { personId: string; copy: MadeCopy; isOpen: boolean; onOpen: (open: boolean) => void }) {
  const { t, moment } = useTexts()
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">{t(`copies.kind-${copy.kind}`)}</span>
        <Tag tone={copy.handedOver ? 'good' : 'wait'}>{copy.handedOver ? t('copies.handed-over', { at: moment(copy.handedOver.at) }) : t('copies.begun', { at: moment(copy.madeAt) })}</Tag>
        <Button kind="plain" aria-expanded={isOpen} onPress={() => onOpen(!isOpen)}>{t(isOpen ? 'ui.close' : copy.handedOver ? 'copies.files' : 'copies.look-through')}</Button>
      </div>
      {isOpen && <CopyWork personId={personId} copyId={copy.id} />}
    </li>
  )
}
