import { useState } from 'react'
import type { ApiKey } from '@api/session-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useEndKey, useKeys } from './key-queries.ts'
import { NewKey } from './new-key.tsx'

/** The keys of other systems: what each is for, whether it is in use, and the way to end it. */
export function KeyList() {
  const { t } = useTexts()
  const keys = useKeys()
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<ApiKey>()
  const make = <Button kind="primary" onPress={() => setMaking(true)}>{t('api-keys.new')}</Button>
  return (
    <Page title={t('api-keys.title')} lead={<>{t('api-keys.lead')} <TextLink href={links.apiPage} target="_blank">{t('api-keys.documentation')}</TextLink></>} actions={make} wide>
      {keys.error ? (
        <Problem error={keys.error} onRetry={() => void keys.refetch()} />
      ) : keys.isPending ? (
        <Waiting lines={4} label={t('ui.loading')} />
      ) : keys.data.apiKeys.length === 0 ? (
        <Empty title={t('api-keys.none')} actions={make}>{t('api-keys.none-what')}</Empty>
      ) : (
        <PlainTable label={t('api-keys.title')} head={[t('api-keys.name'), t('api-keys.for'), t('api-keys.last-used'), t('api-keys.ends'), t('api-keys.made'), t('api-keys.end')]}>
          {keys.data.apiKeys.map((one) => <KeyRow key={one.id} one={one} onEnd={() => setEnding(one)} />)}
        </PlainTable>
      )}
      {making && <NewKey onClose={() => setMaking(false)} />}
      {ending && <EndKey one={ending} onClose={() => setEnding(undefined)} />}
    </Page>
  )
}

function KeyRow({ one, onEnd }: { one: ApiKey; onEnd: () => void }) {
  const { t, day } = useTexts()
  const catalogue = useCatalogue()
  return (
    <PlainRow
      cells={[
        <span key="name" className="font-semibold">{one.name} {one.speaksForPerson && <Tag tone="wait">{t('api-keys.speaks')}</Tag>}</span>,
        one.purposes.length === 0 ? t('api-keys.for-nothing') : one.purposes.map((purpose) => catalogue.nameOf(purpose)).join(', '),
        <span key="used" className="whitespace-nowrap text-soft">{one.lastUsedOn ? day(one.lastUsedOn) : t('api-keys.never-used')}</span>,
        <span key="ends" className="whitespace-nowrap text-soft">{one.expiresAt ? day(one.expiresAt) : t('api-keys.no-end')}</span>,
        <span key="made" className="text-soft">{t('api-keys.made-by', { day: day(one.createdAt), name: one.createdBy })}</span>,
        <Button key="end" kind="plain" onPress={onEnd} aria-label={t('api-keys.end-named', { name: one.name })}>{t('api-keys.end')}</Button>,
      ]}
    />
  )
}

function EndKey({ one, onClose }: { one: ApiKey; onClose: () => void }) {
  const { t } = useTexts()
  const end = useEndKey()
  const go = () => end.mutate(one.id, { onSuccess: () => {
    announce({ text: t('api-keys.ended', { name: one.name }) })
    onClose()
  } })
  return (
    <TaskDialog title={t('api-keys.end-named', { name: one.name })} isOpen onClose={onClose}>
      <p className="mb-5">{t('api-keys.end-what')}</p>
      {end.error && <div className="mb-5"><Problem error={end.error} /></div>}
      <div className="flex flex-wrap gap-2">
        <Button kind="danger" onPress={go} isPending={end.isPending}>{t('api-keys.end')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </TaskDialog>
  )
}
