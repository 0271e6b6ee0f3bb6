import { useState } from 'react'
import type { CorrespondenceBody } from '@api/correspondence-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { useDropWaiting, useEndLogAddress, useGiveLogAddress, useKeepWaiting } from './letter-queries.ts'

type Log = CorrespondenceBody['log']

/** An address of one's own at which mails are kept with customers, and what came there without saying whose it is. */
export function KeepMails({ personId, name, log, disabledReason }: { personId: string; name: string; log: Log; disabledReason: string | undefined }) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  if (!log.possible) return null
  return (
    <>
      {log.waiting.length > 0 && <Waiting personId={personId} name={name} log={log} disabledReason={disabledReason} />}
      <Button kind="plain" className="-ml-2.5" onPress={() => setOpen(true)} disabledReason={disabledReason}>{t('letters.keep')}</Button>
      {isOpen && <AddressDialog personId={personId} since={log.since} onClose={() => setOpen(false)} />}
    </>
  )
}

function Waiting({ personId, name, log, disabledReason }: { personId: string; name: string; log: Log; disabledReason: string | undefined }) {
  const { t, day } = useTexts()
  const keep = useKeepWaiting(personId)
  const drop = useDropWaiting(personId)
  return (
    <section aria-label={t('letters.waiting')} className="mt-4">
      <h3 className="font-semibold">{t('letters.waiting')}</h3>
      {(keep.error ?? drop.error) && <Problem error={keep.error ?? drop.error} />}
      <ul className="mt-1 border-y border-line">
        {log.waiting.map((mail) => (
          <li key={mail.id} className="border-b border-line py-2 last:border-b-0">
            <p className="font-medium break-words">{mail.subject || '–'}</p>
            <p className="text-fine break-words text-soft">{t('letters.waits', { sender: mail.sender, day: day(mail.at), goes: day(mail.goesAt), why: mail.why })}</p>
            <p className="-ml-2.5 flex flex-wrap">
              {mail.keepable && <Button kind="plain" onPress={() => keep.mutate(mail.id)} isPending={keep.isPending} disabledReason={disabledReason}>{t('letters.keep-here', { name })}</Button>}
              <Button kind="plain" onPress={() => drop.mutate(mail.id)} isPending={drop.isPending} disabledReason={disabledReason}>{t('letters.throw-away')}</Button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AddressDialog({ personId, since, onClose }: { personId: string; since: string | null; onClose: () => void }) {
  const { t, day, language } = useTexts()
  const give = useGiveLogAddress(personId)
  const end = useEndLogAddress(personId)
  const [copied, setCopied] = useState(false)
  const address = give.data?.address
  return (
    <TaskDialog title={t('letters.keep')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-5">
        <p>{t('letters.keep-what')}</p>
        <p className="text-soft">{t('letters.keep-whose')}</p>
        {address === undefined && since !== null && <p>{t('letters.has-address', { day: day(since) })}</p>}
        {address !== undefined && <Notice tone="wait" title={t('letters.once')}>{t('letters.once-what')}</Notice>}
        {address !== undefined && <TextBox label={t('letters.address')} value={address} isReadOnly />}
        {(give.error ?? end.error) && <Problem error={give.error ?? end.error} />}
        <div className="flex flex-wrap gap-2">
          {address === undefined
            ? <Button kind="primary" onPress={() => give.mutate(language)} isPending={give.isPending}>{t(since === null ? 'letters.give' : 'letters.give-new')}</Button>
            : <Button kind="primary" onPress={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}>{t(copied ? 'letters.copied' : 'letters.copy')}</Button>}
          {address === undefined && since !== null && <Button onPress={() => end.mutate(undefined, { onSuccess: onClose })} isPending={end.isPending}>{t('letters.end-address')}</Button>}
          <Button kind="plain" onPress={onClose}>{t('ui.close')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
