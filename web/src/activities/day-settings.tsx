import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Switch, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { useDaySettings, useEndFeed, useMakeFeed, useSetDayMail } from './activity-queries.ts'

/** The calendar in other programs, by a secret address that is shown once, and the mail of a morning. */
export function DaySettingsDialog({ onClose }: { onClose: () => void }) {
  const { t, day } = useTexts()
  const settings = useDaySettings()
  const make = useMakeFeed()
  const end = useEndFeed()
  const setMail = useSetDayMail()
  const [address, setAddress] = useState<string | null>(null)
  const error = settings.error ?? make.error ?? end.error ?? setMail.error
  const since = settings.data?.feedSince
  return (
    <TaskDialog title={t('calendar.settings')} isOpen onClose={onClose}>
      {error && <Problem error={error} />}
      {!settings.data ? <Waiting lines={4} label={t('ui.loading')} /> : (
        <>
          <Section title={t('calendar.elsewhere')} lead={t('calendar.elsewhere-lead')}>
            {address !== null && (
              <div className="mb-3 flex flex-wrap items-end gap-2">
                <div className="min-w-0 flex-1"><TextBox label={t('calendar.address')} hint={t('calendar.address-once')} value={address} isReadOnly /></div>
                <Button onPress={() => void navigator.clipboard.writeText(address).then(() => announce({ text: t('calendar.copied') }))}>{t('calendar.copy')}</Button>
              </div>
            )}
            {since && <p className="mb-3 text-soft">{t('calendar.read-since', { day: day(since) })}</p>}
            <div className="flex flex-wrap gap-2">
              <Button kind={since ? 'quiet' : 'primary'} isPending={make.isPending} onPress={() => make.mutate(undefined, { onSuccess: (made) => setAddress(made.address) })}>{t(since ? 'calendar.make-new' : 'calendar.make')}</Button>
              {since && <Button kind="danger" isPending={end.isPending} onPress={() => end.mutate(undefined, { onSuccess: () => { setAddress(null); announce({ text: t('calendar.ended') }) } })}>{t('calendar.end')}</Button>}
            </div>
          </Section>
          <Section title={t('calendar.mail-title')}>
            <Switch isSelected={settings.data.mail} onChange={(mail) => setMail.mutate(mail)}>{t('calendar.mail')}</Switch>
          </Section>
        </>
      )}
    </TaskDialog>
  )
}
