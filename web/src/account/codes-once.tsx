import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** Recovery codes, shown this one time. */
export function CodesOnce({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTexts()
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="wait" title={t('account.codes-once')}>{t('account.codes-once-what')}</Notice>
      <ol aria-label={t('account.codes')} className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-part bg-sunken px-4 py-3 font-mono narrow:grid-cols-2">
        {codes.map((code) => <li key={code}>{code}</li>)}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true))}>{t(copied ? 'account.copied' : 'account.copy')}</Button>
        <Button kind="plain" onPress={onClose}>{t('account.done')}</Button>
      </div>
    </div>
  )
}
