import { useTexts } from '../language.tsx'

/** What a mail carries besides what is seen. */
export function MailSource({ headers, text }: { headers: readonly { name: string; value: string }[]; text: string | null }) {
  const { t } = useTexts()
  return (
    <>
      {text && (
        <details>
          <summary className="min-h-6 text-soft">{t('mail.text')}</summary>
          <pre className="mt-2 rounded-part bg-sunken p-4 font-mono text-fine break-words whitespace-pre-wrap">{text}</pre>
        </details>
      )}
      <details>
        <summary className="min-h-6 text-soft">{t('mail.headers')}</summary>
        <dl className="mt-2 grid grid-cols-1 gap-x-4 gap-y-1 rounded-part bg-sunken p-4 font-mono text-fine narrow:grid-cols-[auto_minmax(0,1fr)]">
          {headers.map(({ name, value }, index) => (
            <div key={index} className="contents">
              <dt className="text-soft">{name}</dt>
              <dd className="break-all max-narrow:mb-1">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}
