import type { IncomingMailBody } from '@api/incoming-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useIncomingMail, useRemoveMail } from './incoming-queries.ts'

/** What stands in a mail that nobody took, as plain text; and the way to delete it before its days are over. */
export function OpenedMail({ one, onClose }: { one: IncomingMailBody; onClose: () => void }) {
  const { t, moment, number } = useTexts()
  const mail = useIncomingMail(one.id)
  const removal = useRemoveMail()
  const remove = () => removal.mutate(one.id, { onSuccess: () => {
    announce({ text: t('incoming.deleted') })
    onClose()
  } })
  return (
    <TaskDialog title={one.subject || t('incoming.no-subject')} isOpen onClose={onClose}>
      <p className="mb-1 break-words text-soft">{t('incoming.from', { sender: one.sender || '–', moment: moment(one.receivedAt) })}</p>
      <p className="mb-5 text-fine text-soft">{t('incoming.anybody')}</p>
      {mail.error ? <Problem error={mail.error} onRetry={() => void mail.refetch()} />
        : !mail.data ? <Waiting lines={4} label={t('ui.loading')} />
        : (
          <>
            <section aria-label={t('incoming.text')} className="mb-5 rounded border border-line p-3 break-words whitespace-pre-wrap">{mail.data.text ?? t('incoming.not-kept')}</section>
            {mail.data.files.length > 0 && (
              <div className="mb-5">
                <p className="font-medium">{t('incoming.files')}</p>
                <ul className="list-disc pl-5">{mail.data.files.map(({ name, mediaType, size }, place) => <li key={place} className="break-words">{name || mediaType}, {t('incoming.size', { size: number(Math.ceil(size / 1024)) })}</li>)}</ul>
              </div>
            )}
          </>
        )}
      <p className="mb-5">{one.todo}</p>
      {removal.error && <div className="mb-5"><Problem error={removal.error} /></div>}
      <div className="flex flex-wrap gap-2">
        <Button kind="danger" onPress={remove} isPending={removal.isPending} disabledReason={one.state === 'untaken' ? undefined : t('incoming.still-trying')}>{t('incoming.delete')}</Button>
        <Button kind="plain" onPress={onClose}>{t('incoming.done')}</Button>
      </div>
    </TaskDialog>
  )
}
