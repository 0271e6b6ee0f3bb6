import { Download, Paperclip } from 'lucide-react'
import { useRef, useState } from 'react'
import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { base64Of } from '../save-file.ts'
import { Button } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { nextOf } from './next-of.ts'
import { DOCUMENT_BYTES, DOCUMENT_ENDINGS, mediaTypeOf, useDeed } from './request-queries.ts'

const KILO = 1024

/** What came with a request: sealed, and gone when the request is. */
export function RequestDocuments({ request }: { request: RightsRequestAnswer }) {
  const { t, day, number } = useTexts()
  const deed = useDeed(request)
  const input = useRef<HTMLInputElement>(null)
  const [isUnfit, setUnfit] = useState(false)
  const add = async (file: File | undefined) => {
    if (!file) return
    const mediaType = mediaTypeOf(file)
    setUnfit(mediaType === undefined || file.size > DOCUMENT_BYTES)
    if (mediaType !== undefined && file.size <= DOCUMENT_BYTES) deed.mutate({ to: 'documents', body: { mediaType, content: await base64Of(file) } })
  }
  return (
    <div className="mt-4">
      <ul className="mb-2 flex flex-col gap-1 empty:hidden">
        {request.documents.map((one, index) => (
          <li key={one.id}>
            <a href={links.requestDocument(request.person.id, request.id, one.id)} download className="inline-flex min-h-8 items-center gap-2 text-accent underline underline-offset-3">
              <Download aria-hidden size={14} /> {t('requests.document', { number: index + 1, day: day(one.at), size: number(Math.ceil(one.size / KILO)) })}
            </a>
          </li>
        ))}
      </ul>
      {deed.error && <Problem error={deed.error} />}
      {isUnfit && <Notice tone="bad" role="alert">{t('requests.document-unfit')}</Notice>}
      <input ref={input} type="file" hidden accept={DOCUMENT_ENDINGS} aria-label={t('requests.document-add')} onChange={(event) => void add(event.target.files?.[0])} />
      <Button isPending={deed.isPending} onPress={() => input.current?.click()} disabledReason={nextOf(request, 'document')?.whyNot ?? undefined}><Paperclip aria-hidden size={16} />{t('requests.document-add')}</Button>
    </div>
  )
}
