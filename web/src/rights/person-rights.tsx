import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { ErasureAnswer } from '@api/erasures-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { PersonRequests } from '../requests/person-requests.tsx'
import { usePersonRequests } from '../requests/request-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { Copies } from './copies.tsx'
import { useCopies } from './copy-queries.ts'
import { useDocuments, useHolds } from './documents-queries.ts'
import { Documents } from './documents.tsx'
import { Forget } from './forget.tsx'
import { Forgotten } from './forgotten.tsx'
import { Holds } from './holds.tsx'

/** Documents of whoever was forgotten, of whom nothing else is known any more. */
const A_FEW = 3

/** What a person may ask of us, what must be kept of them, and how it ends. Of somebody who was forgotten the documents are left. */
export function PersonRights() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const [parameters] = useSearchParams()
  const [erasure, setErasure] = useState<ErasureAnswer | null>(null)
  const person = usePerson(id)
  const isForgotten = erasure?.erasedAt != null || (person.error instanceof ApiProblem && person.error.status === 404)
  const isAllThere = usePartsAreThere(id)
  const above = isForgotten ? <BackLink href={links.people()}>{t('room.people')}</BackLink> : <BackLink href={links.person(id)}>{person.data?.name ?? t('room.people')}</BackLink>
  if (person.error && !isForgotten) return <Page title={t('rights.title')} above={above}><Problem error={person.error} onRetry={() => void person.refetch()} /></Page>
  if (person.isPending) return <Page title="" above={above}><WaitingPage label={t('ui.loading')} /></Page>
  const request = parameters.get('request') ?? undefined
  const { data } = person
  return (
    <Page title={data && !isForgotten ? t('rights.title-of', { name: data.name }) : t('rights.title')} lead={t('rights.lead')} above={above}>
      {erasure && <Forgotten first={erasure} />}
      {isForgotten ? !erasure && <Notice>{t('rights.forgotten')}</Notice> : (
        <>
          <PersonRequests personId={id} person={data} opensAtOnce={parameters.has('new')} />
          <Copies personId={id} language={data?.language ?? 'sv'} request={request} begins={parameters.get('copy')} />
        </>
      )}
      <Documents personId={id} expected={data?.documents.length ?? A_FEW} />
      <Holds personId={id} person={data} />
      {data && !isForgotten && <Forget personId={id} isAllAboveThere={isAllThere} name={data.name} requestId={parameters.has('forget') ? request : undefined} opensAtOnce={parameters.has('forget')} onDone={setErasure} />}
    </Page>
  )
}

/** Whether what stands on the page of a person's rights has come, or never will. */
function usePartsAreThere(personId: string): boolean {
  const mayHandle = useWhyNot()('requests.handle') === undefined
  const [documents, holds, requests, copies] = [useDocuments(personId), useHolds(personId), usePersonRequests(personId, mayHandle), useCopies(personId, mayHandle)]
  const parts = mayHandle ? [documents, holds, requests, copies] : [documents, holds]
  return parts.every(({ data, error }) => data !== undefined || error !== null)
}
